"""What accounts have to tell: the layer below fires signals, for it knows no notices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.notifications.events import Event, register
from content.notifications.services import fire

if TYPE_CHECKING:
    from collections.abc import Iterable

    from content.people.account.models import DataArchive


@register
@dataclass(frozen=True, kw_only=True)
class DataArchiveMade(Event):
    """The archive that somebody asked for can be fetched."""

    kind = "data-archive-made"
    label = gettext_lazy("The archive of my data is ready")

    user_id: int
    made_at: str

    def recipients(self) -> Iterable[int]:
        return [self.user_id]

    def key(self) -> str:
        return f"{self.user_id}:{self.made_at}"

    def sentence(self) -> str:
        return _("The archive of your data is ready. It can be fetched for three days.")


@register
@dataclass(frozen=True, kw_only=True)
class AccountRequested(Event):
    """Somebody outside asks for an account; those who decide on it hear of it."""

    kind = "account-requested"
    label = gettext_lazy("Somebody asks for an account")

    request_id: int

    def recipients(self) -> Iterable[int]:
        from content.people.account_requests.permissions import who_decide  # Its app may be loaded later.

        return who_decide().values_list("pk", flat=True)

    def key(self) -> str:
        return str(self.request_id)

    def may_see(self, user: object) -> bool:
        from content.people.account_requests.permissions import can_decide  # As above.

        return can_decide(user)

    def sentence(self) -> str:
        return _("Somebody asks for an account. Look at the request and decide.")


def archive_was_made(sender: type, archive: DataArchive, **kwargs: object) -> None:
    made_at = archive.made_at.isoformat()
    fire(DataArchiveMade(user_id=archive.user_id, made_at=made_at, url=reverse("my_data")))


def account_was_requested(sender: type, request_id: int, **kwargs: object) -> None:
    fire(AccountRequested(request_id=request_id, url=reverse("account_requests")))


def connect() -> None:
    from content.people.account.archives import archive_made  # Models are loaded only now.
    from content.people.account_requests.services import account_requested

    archive_made.connect(archive_was_made, dispatch_uid="notifications.archive_was_made")
    account_requested.connect(account_was_requested, dispatch_uid="notifications.account_was_requested")
