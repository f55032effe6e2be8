"""What is worth telling people when talk becomes knowledge, or should."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from content.forums.events import AboutPost, register_about_posts
from content.notifications.events import Event, register

if TYPE_CHECKING:
    from collections.abc import Iterable


@register
@dataclass(frozen=True, kw_only=True)
class TalkPublished(Event):
    """Tells those whose words an item holds that it was published."""

    kind = "forum-knowledge"
    label = gettext_lazy("What I said in the forums became knowledge")

    def recipients(self) -> Iterable[int]:
        from content.forums.models import KnowledgeFromTopic  # Models load the events of all apps.

        origins = KnowledgeFromTopic.objects.filter(page=self.page.pk, contributors__isnull=False)
        return origins.order_by("contributors").values_list("contributors", flat=True).distinct()

    def key(self) -> str:
        return str(self.page.pk)

    def sentence(self) -> str:
        return _("“%(title)s” was made of what you said in the forums.") % {"title": self.title}


@register
@dataclass(frozen=True, kw_only=True)
class QuestionRepeated(AboutPost):
    """Tells the owners of a category that a question was asked for the third time: a note would answer the next."""

    kind = "forum-repeated"
    label = gettext_lazy("Question that comes back in a forum I look after")

    people: list[int] | tuple[int, ...] = ()
    count: int = 3

    def recipients(self) -> list[int] | tuple[int, ...]:
        return self.people

    def sentence(self) -> str:
        return ngettext(
            "“%(title)s” has been asked %(count)d time. Please write a note that answers it.",
            "“%(title)s” has been asked %(count)d times. Please write a note that answers it.",
            self.count,
        ) % {"title": self.title, "count": self.count}


register_about_posts(QuestionRepeated)
