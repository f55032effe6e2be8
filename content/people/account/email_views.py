"""Changing one's e-mail address: allauth's pages, with what they leave open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.utils import filter_users_by_email
from allauth.account.views import ConfirmEmailView, EmailView
from django.http import Http404
from django.shortcuts import render

from content.people.account.addresses import confirm_own_address

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class AddressView(EmailView):
    """The address of the account, and another it is to have."""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        # Without a confirmed one, allauth takes the present address for the new one and drops it.
        confirm_own_address(request.user)
        return super().dispatch(request, *args, **kwargs)


class ConfirmAddressView(ConfirmEmailView):
    """
    The link of the e-mail to a new address.

    Since it was sent, the office may have given that address to another account; the database would refuse the change
    with an error. An old or wrong link is told in words, also when it is posted.
    """

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            address = self.get_object().email_address
        except Http404:
            return render(request, "account/email_confirm.html", {"confirmation": None}, status=404)
        others = [user for user in filter_users_by_email(address.email) if user.pk != address.user_id]
        if others:
            context = {"confirmation": None, "is_taken": True}
            return render(request, "account/email_confirm.html", context, status=409)
        return super().post(request, *args, **kwargs)
