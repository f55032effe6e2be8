"""Links in e-mails that switch e-mails off without signing in. Signed, so that nobody can make one for another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core import signing
from django.db import transaction
from django.urls import reverse

from content.notifications.events import event_class, event_kinds
from content.notifications.models import NoticeSetting
from content.notifications.rhythms import Rhythm
from content.notifications.settings_of import rhythms_of_user
from content.people.models import User

if TYPE_CHECKING:
    from collections.abc import Iterable

ALL_KINDS = "*"
SALT = "content.notifications.unsubscribing"
BY_EMAIL = (Rhythm.AT_ONCE, Rhythm.DAILY, Rhythm.WEEKLY)


@dataclass(frozen=True, slots=True)
class Unsubscription:
    user: User
    kind: str

    @property
    def label(self) -> str:
        cls = event_class(self.kind)
        return str(cls.label) if cls else ""


def unsubscribe_path(user: User, kind: str) -> str:
    """The address at which `user` stops e-mails of one kind, or of all. It never expires, as mail is read late."""
    return reverse("notices_unsubscribe", args=[signing.dumps([user.pk, kind], salt=SALT)])


def read_token(token: str) -> Unsubscription | None:
    """What the token of a link stands for; None where it was not made here or its account is closed."""
    try:
        user_id, kind = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    user = User.objects.filter(pk=user_id).first()
    if user is None or (kind != ALL_KINDS and event_class(kind) is None):
        return None
    return Unsubscription(user, kind)


@transaction.atomic
def unsubscribe(unsubscription: Unsubscription) -> None:
    """Keep what was sent by e-mail on the site only. What had been switched off stays off."""
    rhythms = rhythms_of_user(unsubscription.user.pk)
    kinds: Iterable[str] = (
        [cls.kind for cls in event_kinds()] if unsubscription.kind == ALL_KINDS else [unsubscription.kind]
    )
    for kind in kinds:
        if rhythms[kind] in BY_EMAIL:
            NoticeSetting.objects.update_or_create(
                user=unsubscription.user, kind=kind, defaults={"rhythm": Rhythm.INBOX}
            )
