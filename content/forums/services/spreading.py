"""What follows a write: search hears of it, and people are told. Called inside the writing transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from content.forums.models import Category, Post, Topic


def topic_changed(topic: Topic, post: Post | None = None) -> None:
    """Search reads the topic anew: the part with `post`, or all of it."""


def tell_of_post(post: Post) -> None:
    """Tell whom a new visible post concerns; a held one is told of when it is let in."""


def category_changed(category: Category) -> None:
    """Who reads the category has changed, or its name: search reads all its topics anew."""
