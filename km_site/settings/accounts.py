"""Signing in, invitations, second proof, LINE and Google. What they mean together: docs/decisions/0016-accounts.md."""

from __future__ import annotations

from km_site import env

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "content.people.adapters.InvitationOnlyAdapter"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# A new address takes the place of the old one once its link was opened.
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_SESSION_REMEMBER = True
# Whoever changes password, e-mail or second factor gives the password again, if it was not typed just now.
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# Passwords, resets and e-mail addresses are changed at one place, which limits and confirms; not in the admin too.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
ACCOUNT_PREVENT_ENUMERATION = True
# The library's limits are per address; a training room of 40 teachers shares one, so a right password is not limited
# by the address alone. Wrong ones are: per address and per account.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "60/m/ip,6/5m/key",
    "reset_password": "20/m/ip,5/m/key",
    # A school's staff opens its invitations in one room.
    "accept_invitation": "120/m/ip",
    "export_data": "5/h/user",
    "request_account": "60/h/ip",
    "request_account_address": "3/d/key",
}
# Whoever's password, address or second proof was changed hears of it by e-mail.
ACCOUNT_EMAIL_NOTIFICATIONS = True
# Otherwise anybody could have an e-mail sent from here to any address.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# How long the link of an invitation works.
KM_INVITATION_DAYS = env.integer("KM_INVITATION_DAYS", 14)
# Editors and administrators confirm their sign-in with a code from an app (content.people.two_factor).
KM_REQUIRE_MFA = env.flag("KM_REQUIRE_MFA", default=True)
MFA_ADAPTER = "content.people.two_factor.adapter.OfficeMFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
# A telephone whose clock is half a minute off is let in.
MFA_TOTP_TOLERANCE = 1
# allauth forbids codes for unconfirmed addresses, lest somebody takes another's address for an account of their own and
# locks it. Here the office makes the accounts.
MFA_ALLOW_UNVERIFIED_EMAIL = True
# Sign-in with Google and LINE, each where the office has keys for it (content.people.social).
SOCIALACCOUNT_ADAPTER = "content.people.social.adapter.ExistingAccountsAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10
SOCIALACCOUNT_PROVIDERS: dict[str, dict[str, object]] = {}
# Where the browser is sent when it posts "sign in with": Chromium asks the policy of the form for that as well.
SOCIAL_FORM_TARGETS = []
if env.text("KM_GOOGLE_CLIENT_ID"):
    SOCIALACCOUNT_PROVIDERS["google"] = {
        "APPS": [{"client_id": env.text("KM_GOOGLE_CLIENT_ID"), "secret": env.required("KM_GOOGLE_SECRET")}],
        "SCOPE": ["profile", "email"],
        # Google says which addresses it has confirmed.
        "EMAIL_AUTHENTICATION": True,
    }
    SOCIAL_FORM_TARGETS.append("https://accounts.google.com")
if env.text("KM_LINE_CHANNEL_ID"):
    # LINE does not confirm addresses: it is asked for none, and its accounts are connected by their owners.
    SOCIALACCOUNT_PROVIDERS["line"] = {
        "APPS": [{"client_id": env.text("KM_LINE_CHANNEL_ID"), "secret": env.required("KM_LINE_CHANNEL_SECRET")}],
        "SCOPE": ["profile", "openid"],
    }
    SOCIAL_FORM_TARGETS.append("https://access.line.me")
