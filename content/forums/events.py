"""
What is worth telling people of the forums.

Forum events have no page of Wagtail's: who may know of them is asked of the category, the topic and the post, each
time before something is told and each time the inbox is shown. A post that was hidden meanwhile, or a topic that was
moved to a closed category, tells nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import BigIntegerField, Exists, OuterRef, Q
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.core.audiences import audiences_of
from content.core.markdown import plain_text
from content.notifications.events import Event, register
from content.notifications.inbox_rules import register_rule
from content.notifications.rhythms import Rhythm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from content.forums.models import Post
    from content.people.models import User


def about_post(post: Post) -> dict[str, object]:
    """The fields that every event about a post has."""
    return {
        "url": post.get_absolute_url(),
        "title": post.topic.title,
        "text": plain_text(post.html),
        "post_id": post.pk,
    }


@dataclass(frozen=True, kw_only=True)
class AboutPost(Event):
    """About one post, for those who may read it now and have not muted its topic."""

    post_id: int

    def key(self) -> str:
        return str(self.post_id)

    def may_see(self, user: User) -> bool:
        return self._tokens.isdisjoint(audiences_of(user)) is False and user.pk not in self._muted

    @cached_property
    def post(self) -> Post | None:
        """The post where it and its topic are shown; asked once for all who are told."""
        from content.forums.models import Post  # Models load the events of all apps.

        shown = Post.objects.visible().filter(topic__state="visible", pk=self.post_id)
        return shown.select_related("topic").first()

    @cached_property
    def _tokens(self) -> frozenset[str]:
        from content.forums.models import CategoryAudience

        if self.post is None:
            return frozenset()
        tokens = CategoryAudience.objects.filter(category=self.post.topic.category_id)
        return frozenset(tokens.values_list("token", flat=True))

    @cached_property
    def _muted(self) -> frozenset[int]:
        from content.forums.models import TopicFollow

        muted = TopicFollow.objects.filter(topic=self.post.topic_id, is_muted=True) if self.post else ()
        return frozenset(muted.values_list("user_id", flat=True)) if muted else frozenset()


@dataclass(frozen=True, kw_only=True)
class ToFollowers(AboutPost):
    """To those who follow, but for those told otherwise (`told`)."""

    told: list[int] | tuple[int, ...] = ()

    def followers(self) -> Iterable[int]:
        raise NotImplementedError

    def recipients(self) -> list[int]:
        left_out = set(self.told)
        return [pk for pk in self.followers() if pk not in left_out] if self.post else []


@register
@dataclass(frozen=True, kw_only=True)
class ReplyWritten(ToFollowers):
    """Tells those who follow the topic; writing in it follows it."""

    kind = "forum-reply"
    label = gettext_lazy("Reply in a forum topic I follow")

    def followers(self) -> Iterable[int]:
        return self.post.topic.follows.filter(is_muted=False).order_by("pk").values_list("user_id", flat=True)

    def sentence(self) -> str:
        return _("%(who)s replied in “%(title)s”.") % {"who": self.who, "title": self.title}


@register
@dataclass(frozen=True, kw_only=True)
class TopicStarted(ToFollowers):
    """Tells those who follow the category."""

    kind = "forum-topic"
    label = gettext_lazy("New topic in a forum category I follow")
    default_rhythm = Rhythm.DAILY

    def followers(self) -> Iterable[int]:
        from content.forums.models import CategoryFollow

        follows = CategoryFollow.objects.filter(category=self.post.topic.category_id)
        return follows.order_by("pk").values_list("user_id", flat=True)

    def sentence(self) -> str:
        return _("%(who)s began the topic “%(title)s”.") % {"who": self.who, "title": self.title}


@register
@dataclass(frozen=True, kw_only=True)
class PersonMentioned(AboutPost):
    """Tells one person whose user name was written with an @."""

    kind = "forum-mention"
    label = gettext_lazy("Somebody mentions me with @ in the forums")

    person_id: int

    def recipients(self) -> list[int]:
        return [self.person_id]

    def key(self) -> str:
        return f"{self.post_id}:{self.person_id}"

    def sentence(self) -> str:
        return _("%(who)s mentions you in “%(title)s”.") % {"who": self.who, "title": self.title}


@register
@dataclass(frozen=True, kw_only=True)
class AnswerAccepted(AboutPost):
    """Tells who wrote a reply that it is the accepted answer, as long as it is."""

    kind = "forum-accepted"
    label = gettext_lazy("My reply is the accepted answer")

    def recipients(self) -> list[int | None]:
        return [self.post.author_id] if self.post else []

    def may_see(self, user: User) -> bool:
        return super().may_see(user) and self.post.topic.accepted_id == self.post_id

    def sentence(self) -> str:
        return _("Your reply in “%(title)s” is the accepted answer.") % {"title": self.title}


@register
@dataclass(frozen=True, kw_only=True)
class QuestionUnanswered(AboutPost):
    """Tells those who know about it of a question that nobody has answered; each question once."""

    kind = "forum-unanswered"
    label = gettext_lazy("Unanswered question about what I know")
    default_rhythm = Rhythm.WEEKLY

    people: list[int] | tuple[int, ...] = ()

    def recipients(self) -> list[int] | tuple[int, ...]:
        return self.people

    def may_see(self, user: User) -> bool:
        return super().may_see(user) and self.post.topic.first_reply_at is None

    def sentence(self) -> str:
        return _("Nobody has answered “%(title)s” yet.") % {"title": self.title}


def shown_in_inbox(user: User) -> Q:
    """The condition on a notice about a post: that `user` may read the post now."""
    from content.forums.models import Category, Post

    readable = Category.objects.visible_to(user).values("pk")
    post_id = Cast(KeyTextTransform("post_id", OuterRef("event__values")), BigIntegerField())
    shown = Post.objects.visible().filter(pk=post_id, topic__state="visible", topic__category__in=readable)
    return Q(Exists(shown))


def shown_by_category(user: User) -> Q:
    """The condition on a notice about something in one category: that `user` may read there now."""
    from content.forums.models import Category

    category_id = Cast(KeyTextTransform("category_id", OuterRef("event__values")), BigIntegerField())
    return Q(Exists(Category.objects.visible_to(user).filter(pk=category_id)))


def register_in_categories(*events: type[Event]) -> None:
    """Let the inbox hide notices of these events, each with a `category_id`, from who may not read there any more."""
    register_rule([event.kind for event in events], shown_by_category)


def register_about_posts(*events: type[AboutPost]) -> None:
    """Let the inbox hide notices of these events as soon as their post may not be read."""
    register_rule([event.kind for event in events], shown_in_inbox)


register_about_posts(ReplyWritten, TopicStarted, PersonMentioned, AnswerAccepted, QuestionUnanswered)
