"""What of sheets is worth telling people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.notifications.events import Event, register

if TYPE_CHECKING:
    from collections.abc import Iterable

    from content.people.models import User


@register
@dataclass(frozen=True, kw_only=True)
class CommitmentDue(Event):
    """What somebody promised is due soon, or its day has passed without a check."""

    kind = "commitment-due"
    label = gettext_lazy("Something I promised is due")

    commitment_id: int
    due: str
    is_late: bool

    def recipients(self) -> Iterable[int]:
        return self.page.item_authors.values_list("user_id", flat=True)

    def key(self) -> str:
        return f"{self.commitment_id}:{self.due}:{'late' if self.is_late else 'soon'}"

    def may_see(self, user: User) -> bool:
        from content.reflections.models import Commitment  # Models load the events of all apps.

        # Checked meanwhile, it needs no reminder: a letter may wait for a digest or for the end of quiet hours.
        is_open = Commitment.objects.filter(pk=self.commitment_id, status=Commitment.Status.OPEN).exists()
        return is_open and super().may_see(user)

    def sentence(self) -> str:
        if self.is_late:
            return _("Past its day and not checked yet: %(text)s") % {"text": self.text}
        return _("Due soon: %(text)s") % {"text": self.text}
