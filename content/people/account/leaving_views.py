"""Taking one's data along, and closing the account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.decorators import reauthentication_required
from allauth.core import ratelimit
from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from content.people.account.archives import archive_of, ask_for_archive
from content.people.account.closing import close_account
from content.people.administrators import LastAdministratorError, is_last_administrator

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class CloseForm(forms.Form):
    password = forms.CharField(
        label=gettext_lazy("Your password"),
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    is_sure = forms.BooleanField(label=gettext_lazy("I know that this cannot be taken back."))

    def __init__(self, *args: object, request: HttpRequest, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_password(self) -> str:
        if not ratelimit.consume(self.request, action="reauthenticate", user=self.request.user):
            raise ValidationError(_("Too many attempts. Please wait a few minutes."))
        if not self.request.user.check_password(self.cleaned_data["password"]):
            raise ValidationError(_("This is not your password."))
        return self.cleaned_data["password"]


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
@reauthentication_required(app="allauth.account")
def my_data(request: HttpRequest) -> HttpResponse:
    """The archive is made outside of the request when asked for by a button, a few times an hour."""
    if request.method != "POST":
        return render(request, "people/me/data.html", {"archive": archive_of(request.user)})
    limited = ratelimit.consume_or_429(request, action="export_data")
    if limited:
        return limited
    ask_for_archive(user=request.user)
    return HttpResponseRedirect(request.path)


@require_safe
@never_cache
@login_required
@reauthentication_required(app="allauth.account")
def my_archive(request: HttpRequest) -> HttpResponse:
    archive = archive_of(request.user)
    if archive is None or not archive.is_ready:
        return HttpResponseRedirect(reverse("my_data"))
    name = f"khumkhwamru-{timezone.localdate(archive.made_at).isoformat()}.zip"
    return FileResponse(archive.file.open("rb"), as_attachment=True, filename=name, content_type="application/zip")


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def close(request: HttpRequest) -> HttpResponse:
    form = CloseForm(request.POST or None, request=request)
    if request.method == "POST" and form.is_valid():
        try:
            close_account(user=request.user)
        except LastAdministratorError:
            return HttpResponseRedirect(request.path)
        logout(request)
        messages.success(request, _("Your account is closed. Thank you for what you shared."))
        return HttpResponseRedirect("/")
    return render(request, "people/me/close.html", {"form": form, "is_last": is_last_administrator(request.user)})
