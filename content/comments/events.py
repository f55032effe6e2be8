"""What is worth telling people of the talk beside an item."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.notifications.events import Event, register


@dataclass(frozen=True, kw_only=True)
class AboutComment(Event):
    """About one comment, to people who were found when it was written."""

    comment_id: int
    people: list[int] | tuple[int, ...] = ()

    def recipients(self) -> list[int] | tuple[int, ...]:
        return self.people

    def key(self) -> str:
        return str(self.comment_id)

    def may_see(self, user: object) -> bool:
        from content.comments.models import Comment  # Models load the events of all apps.

        return super().may_see(user) and Comment.objects.present().filter(pk=self.comment_id).exists()


@register
@dataclass(frozen=True, kw_only=True)
class CommentPosted(AboutComment):
    """Tells the authors of the item."""

    kind = "comment-posted"
    label = gettext_lazy("Comment on my item")

    is_question: bool = False

    def sentence(self) -> str:
        words = {"who": self.who, "title": self.title}
        if self.is_question:
            return _("%(who)s asks something about “%(title)s”.") % words
        return _("%(who)s commented on “%(title)s”.") % words


@register
@dataclass(frozen=True, kw_only=True)
class ReplyPosted(AboutComment):
    """Tells whose comment was replied to."""

    kind = "reply-posted"
    label = gettext_lazy("Reply to my comment")

    def sentence(self) -> str:
        return _("%(who)s replied to your comment on “%(title)s”.") % {"who": self.who, "title": self.title}


@register
@dataclass(frozen=True, kw_only=True)
class Mentioned(AboutComment):
    """Tells one person whose user name was written with an @."""

    kind = "mentioned"
    label = gettext_lazy("Somebody mentions me with @")

    def key(self) -> str:
        return f"{self.comment_id}:{self.people[0]}"

    def sentence(self) -> str:
        return _("%(who)s mentions you beside “%(title)s”.") % {"who": self.who, "title": self.title}


@register
@dataclass(frozen=True, kw_only=True)
class QuestionAnswered(AboutComment):
    """Tells the asker that somebody marked the question as answered."""

    kind = "question-answered"
    label = gettext_lazy("My question is marked as answered")

    def sentence(self) -> str:
        return _("Your question about “%(title)s” is marked as answered.") % {"title": self.title}


@register
@dataclass(frozen=True, kw_only=True)
class FoundNotHelpful(Event):
    """Tells the owner of an item why it did not help; once a day for each voter, however often they vote."""

    kind = "found-not-helpful"
    label = gettext_lazy("My item did not help somebody")

    vote_id: int
    day: str
    owner_id: int | None = None

    def recipients(self) -> list[int | None]:
        return [self.owner_id]

    def key(self) -> str:
        return f"{self.vote_id}:{self.day}"

    def sentence(self) -> str:
        return _("“%(title)s” did not help %(who)s.") % {"who": self.who, "title": self.title}


@register
@dataclass(frozen=True, kw_only=True)
class ItemMended(Event):
    """Tells a voter that what they missed was mended, or that there is a new version since."""

    kind = "item-mended"
    label = gettext_lazy("Item that did not help me was mended")

    vote_id: int
    voter_id: int
    voted: str
    by_new_version: bool = False

    def recipients(self) -> list[int]:
        return [self.voter_id]

    def key(self) -> str:
        return f"{self.vote_id}:{self.voted}"

    def sentence(self) -> str:
        if self.by_new_version:
            return _("“%(title)s”, which did not help you, has a new version.") % {"title": self.title}
        return _("What you missed in “%(title)s” was mended.") % {"title": self.title}
