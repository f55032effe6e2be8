"""The addresses of accounts: only those of allauth's that this site uses."""

from allauth.account import views
from django.contrib.auth.decorators import login_required
from django.urls import include, path, re_path

from content.people.account.email_views import AddressView, ConfirmAddressView
from content.people.two_factor.views import needed
from content.people.views import SignInView

urlpatterns = [
    path("", include("content.people.invitations.urls")),
    path("", include("content.people.account_requests.urls")),
    path("", include("content.people.social.urls")),
    path("login/", SignInView.as_view(), name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("signup/", views.signup, name="account_signup"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("email/", login_required(AddressView.as_view()), name="account_email"),
    path("confirm-email/", views.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^confirm-email/(?P<key>[-:\w]+)/$", ConfirmAddressView.as_view(), name="account_confirm_email"),
    path("2fa/needed/", needed, name="two_factor_needed"),
    path("2fa/", include("allauth.mfa.urls")),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/reset/", views.password_reset, name="account_reset_password"),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("password/reset/key/done/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
]
