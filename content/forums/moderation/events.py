"""What people hear of moderation."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.core.audiences import audiences_of
from content.forums.events import register_in_categories
from content.notifications.events import Event, register


@dataclass(frozen=True, kw_only=True)
class ToOnePerson(Event):
    """About something in one category, to one person, as long as they may read there."""

    person_id: int
    category_id: int

    def recipients(self) -> list[int]:
        return [self.person_id]

    def may_see(self, user: object) -> bool:
        from content.forums.models import CategoryAudience  # Models load the events of all apps.

        held = CategoryAudience.objects.filter(category_id=self.category_id, token__in=audiences_of(user))
        return held.exists()


@register
@dataclass(frozen=True, kw_only=True)
class ReportSettled(ToOnePerson):
    """Tells whoever reported a post what came of it; never what a moderator wrote to its author."""

    kind = "forum-report-settled"
    label = gettext_lazy("What came of my report")

    report_id: int
    outcome: str

    def key(self) -> str:
        return str(self.report_id)

    def sentence(self) -> str:
        title = {"title": self.title}
        if self.outcome == "dismiss":
            return _("A moderator looked at what you reported in “%(title)s” and left it as it is. Thank you.") % title
        if self.outcome == "purge":
            return _("The personal data that you reported in “%(title)s” was removed. Thank you.") % title
        if self.outcome in {"hide", "delete"}:
            return _("What you reported in “%(title)s” is no longer shown. Thank you.") % title
        return _("A moderator has dealt with what you reported in “%(title)s”. Thank you.") % title


@register
@dataclass(frozen=True, kw_only=True)
class PostLetIn(ToOnePerson):
    """Tells the author that a held post is visible."""

    kind = "forum-post-let-in"
    label = gettext_lazy("A moderator let in what I wrote")

    post_id: int

    def key(self) -> str:
        return str(self.post_id)

    def sentence(self) -> str:
        return _("What you wrote in “%(title)s” is now seen by everybody who reads there.") % {"title": self.title}


@register
@dataclass(frozen=True, kw_only=True)
class PostHidden(ToOnePerson):
    """Tells the author, with the reason, that a post was hidden, or deleted by a moderator."""

    kind = "forum-post-hidden"
    label = gettext_lazy("A moderator hid what I wrote")

    action_id: int
    is_deleted: bool = False

    def key(self) -> str:
        return str(self.action_id)

    def sentence(self) -> str:
        if self.is_deleted:
            return _("A moderator deleted what you wrote in “%(title)s”.") % {"title": self.title}
        return _("A moderator hid what you wrote in “%(title)s”.") % {"title": self.title}


@dataclass(frozen=True, kw_only=True)
class AboutPerson(Event):
    """A sanction: its person hears of it wherever they may read."""

    sanction_id: int
    person_id: int

    def recipients(self) -> list[int]:
        return [self.person_id]

    def key(self) -> str:
        return str(self.sanction_id)


@register
@dataclass(frozen=True, kw_only=True)
class PersonWarned(AboutPerson):
    kind = "forum-warning"
    label = gettext_lazy("A moderator warns me")

    def sentence(self) -> str:
        return _("A moderator asks you to keep to the rules of the forums.")


@register
@dataclass(frozen=True, kw_only=True)
class PersonSuspended(AboutPerson):
    kind = "forum-suspension"
    label = gettext_lazy("I may not write in the forums for a time")

    until: str = ""

    def sentence(self) -> str:
        if self.until:
            return _("You may read and not write in the forums until %(moment)s.") % {"moment": self.until}
        return _("You may read and not write in the forums until a moderator lifts this.")


@register
@dataclass(frozen=True, kw_only=True)
class SuspensionLifted(AboutPerson):
    kind = "forum-suspension-lifted"
    label = gettext_lazy("I may write in the forums again")

    def sentence(self) -> str:
        return _("You may write in the forums again.")


register_in_categories(ReportSettled, PostLetIn, PostHidden)
