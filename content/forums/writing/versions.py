"""The former versions of a post, and how one differs from what came after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from content.core.word_changes import changes_between
from content.forums.services.former import said_by

if TYPE_CHECKING:
    from content.forums.models import Post, PostVersion

MOST_VERSIONS = 100


def versions_of(post: Post, asked: str) -> tuple[list[dict[str, object]], dict[str, object] | None, list[dict]]:
    """
    Rows of the versions, newest first, the chosen one, and what changed with the edit that replaced it.

    Comparing takes time: it is done for the chosen version alone.
    """
    versions = list(post.versions.select_related("replaced_by__profile")[:MOST_VERSIONS])
    if not versions:
        return [], None, []
    rows = [_row(version, post) for version in versions]
    place = next((place for place, version in enumerate(versions) if str(version.pk) == asked), 0)
    chosen = versions[place]
    after = _said_then(versions[place - 1]) if place else _said_now(post)
    rows[place]["is_chosen"] = True
    if chosen.is_purged or (place and versions[place - 1].is_purged):
        return rows, rows[place], []
    differences = [
        {"label": label, "changes": changes_between(before, after)}
        for label, before, after in zip((_("Title"), _("Tags"), _("Text")), _said_then(chosen), after, strict=True)
        if before != after
    ]
    return rows, rows[place], differences


def _said_then(version: PostVersion) -> tuple[str, str, str]:
    return version.title, version.tags, version.text


def _said_now(post: Post) -> tuple[str, str, str]:
    said = said_by(post)
    return said.title, ", ".join(said.tags), said.text


def _row(version: PostVersion, post: Post) -> dict[str, object]:
    by = version.replaced_by
    return {
        "pk": version.pk,
        "written_at": version.written_at,
        "replaced_at": version.replaced_at,
        "who": by.public_name if by else _("Member"),
        "by_moderator": version.replaced_by_id is not None and version.replaced_by_id != post.author_id,
        "reason": version.reason,
        "is_purged": version.is_purged,
        "is_chosen": False,
    }
