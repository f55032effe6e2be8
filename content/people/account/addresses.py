"""allauth's table of confirmed addresses follows the account's own field, which the office sees and writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Q

if TYPE_CHECKING:
    from content.people.models import User


@transaction.atomic
def confirm_own_address(user: User) -> None:
    """
    Make the address of the account its one confirmed address.

    Accounts that the office made have none in allauth's table, and one that the office changed has its old one there,
    with which its owner could still sign in. The office's word counts as a confirmation: whoever reads that mailbox
    could have the password reset anyway. An address the owner wishes to change to, not confirmed yet, stays.
    """
    email = user.email.lower()
    if EmailAddress.objects.filter(user=user, email=email, verified=True, primary=True).exists():
        return
    EmailAddress.objects.filter(user=user).filter(Q(verified=True) | Q(primary=True) | Q(email=email)).delete()
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
