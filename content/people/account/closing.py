"""
Closing an account.

What its owner wrote stays and is shown by position, as before; the row stays because that needs an author. Everything
that tells who it was goes.
"""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.db.models import Q
from django.dispatch import Signal

from content.people.account.archives import delete_archives
from content.people.account.models import DataArchive
from content.people.account.sessions import end_sessions_of
from content.people.account_requests.models import AccountRequest
from content.people.administrators import refuse_for_last
from content.people.invitations.models import Invitation
from content.people.models import Profile, User

# Fired with `user` inside the transaction: apps above remove what they keep of the person (notices, settings, drafts).
account_closed = Signal()


@transaction.atomic
def close_account(*, user: User) -> None:
    """Take everything personal from the account of `user` and lock it. Raises `LastAdministratorError`."""
    refuse_for_last(user)
    account_closed.send(sender=User, user=user)
    email = user.email
    Authenticator.objects.filter(user=user).delete()
    EmailAddress.objects.filter(user=user).delete()
    SocialAccount.objects.filter(user=user).delete()
    Invitation.objects.filter(Q(account=user) | Q(email__iexact=email)).delete()
    AccountRequest.objects.filter(email__iexact=email).delete()
    delete_archives(DataArchive.objects.filter(user=user))
    end_sessions_of(user)
    for membership in user.team_memberships.all():
        membership.delete()
    for profile in Profile.objects.filter(user=user):
        profile.work_group = profile.school = None
        profile.interests = ""
        profile.save()
    user.groups.clear()
    user.user_permissions.clear()
    user.username = f"closed-{user.pk}"
    user.email = f"closed-{user.pk}@closed.invalid"
    user.first_name = user.last_name = ""
    user.is_active = user.is_staff = user.is_superuser = False
    user.last_login = None
    user.set_unusable_password()
    user.save()
