"""What holds in every mode. Values an office changes come from the environment; `deploy/env.example` explains each."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from km_site import env

BASE_DIR = Path(__file__).resolve().parent.parent.parent
DATA_DIR = Path(env.text("KM_DATA_DIR") or BASE_DIR / "var")
DATA_DIR.mkdir(parents=True, exist_ok=True)

SITE_NAME = env.text("KM_SITE_NAME", "ขุมความรู้")
SITE_URL = env.text("KM_SITE_URL", "http://127.0.0.1:8000").rstrip("/")

INSTALLED_APPS = [
    "content.demo",
    "content.units",
    "content.mindmaps",
    "content.focus_groups",
    "content.reflections",
    "content.notes",
    "content.comments",
    "content.writing",
    "content.website",
    "content.knowledge",
    "content.notifications",
    "content.people",
    "content.files",
    "content.taxonomy",
    "content.core",
    "search",
    "themes",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "content.people.apps.AccountsAdminConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.google",
    "allauth.socialaccount.providers.line",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "content.core.page_cache.PageCacheMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "content.website.middleware.AdminPolicyMiddleware",
    # Before anything that looks at a path: a NUL byte in one ends as an exception of the file system.
    "content.website.middleware.MalformedRequestMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "content.people.account.sessions.LastSeenMiddleware",
    "content.people.two_factor.middleware.TwoFactorMiddleware",
    "content.website.middleware.AudienceRedirectMiddleware",
]

ROOT_URLCONF = "km_site.urls"
WSGI_APPLICATION = "km_site.wsgi.application"

# A theme is a folder below themes/; what it does not have comes from themes/base.
KM_THEME = env.text("KM_THEME", "phatthalung2")
THEMES_DIR = BASE_DIR / "themes"
THEME_FOLDERS = [THEMES_DIR / name for name in dict.fromkeys([KM_THEME, "base"])]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [folder / "templates" for folder in THEME_FOLDERS],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "content.website.context_processors.office",
                "content.notifications.context_processors.notices",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "themes.templatetags.thai",
            ],
        },
    }
]

DATABASES = {"default": env.database("KM_DATABASE_URL", DATA_DIR / "site.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# Pieces of HTML kept by templates; their keys name the generation of the content, so each process may have its own.
FRAGMENTS = {
    "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
    "LOCATION": "fragments",
    "OPTIONS": {"MAX_ENTRIES": 1500},
}
CACHES["template_fragments"] = FRAGMENTS
# Whole pages for visitors: "file" (one machine), "shared" (many machines, through the cache above) or "off".
KM_PAGE_CACHE = env.text("KM_PAGE_CACHE", "file")
# Small facts that only an edit changes are remembered by each process (content.core.memory).
KM_REMEMBER = True
KM_GENERATION_FILE = DATA_DIR / "generation"

# People
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
ACCOUNT_EMAIL_SUBJECT_PREFIX = f"[{SITE_NAME}] "
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

# Language and time
LANGUAGE_CODE = "th"
LANGUAGES = [("th", _("Thai")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Bangkok"
WAGTAIL_CONTENT_LANGUAGES = [("th", _("Thai"))]
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_USER_TIME_ZONES = ["Asia/Bangkok"]

# Static and uploaded files
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [folder / "static" for folder in THEME_FOLDERS if (folder / "static").is_dir()]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    # css/site.css: one file out of the stylesheets of the themes.
    "themes.finders.CSSBundleFinder",
]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
# On a server the proxy sends pictures; without a proxy (`make run`, tests) the site does.
KM_SERVE_MEDIA = env.flag("KM_SERVE_MEDIA", default=False)
# Documents are kept outside MEDIA_ROOT: only the view that checks who may read them reaches them.
PRIVATE_ROOT = DATA_DIR / "private"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": PRIVATE_ROOT, "base_url": None},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
# An administrator's form of a long learning unit has more fields than Django's default of 1,000.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Wagtail
WAGTAIL_SITE_NAME = SITE_NAME
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/login/"
WAGTAIL_I18N_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_FINISH_WORKFLOW_ACTION = "content.writing.publishing.publish_approved"
WAGTAILIMAGES_IMAGE_MODEL = "files.OfficeImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "content.files.forms.OfficeImageForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif", "gif"]
WAGTAILDOCS_DOCUMENT_MODEL = "files.OfficeDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "content.files.forms.OfficeDocumentForm"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "txt", "csv", "zip", "jpg", "jpeg", "png"]
# Lists and choosers of the admin; visitors search through search.service.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.admin_search.backend"}}
TAGGIT_CASE_INSENSITIVE = True
TAGGIT_TAGS_FROM_STRING = "content.taxonomy.names.read_tag_names"

# Search of the site: dotted path of the backend, and where the embedded one keeps its files.
# With an Elasticsearch server, the embedded engine stands in for it while it is away.
KM_ELASTICSEARCH_URLS = env.words("KM_ELASTICSEARCH_URL")
KM_ELASTICSEARCH_USER = env.text("KM_ELASTICSEARCH_USER")
KM_ELASTICSEARCH_PASSWORD = env.text("KM_ELASTICSEARCH_PASSWORD")
KM_ELASTICSEARCH_API_KEY = env.text("KM_ELASTICSEARCH_API_KEY")
KM_ELASTICSEARCH_CA_FILE = env.text("KM_ELASTICSEARCH_CA_FILE")
KM_ELASTICSEARCH_PREFIX = env.text("KM_ELASTICSEARCH_PREFIX", "khumkhwamru")
KM_SEARCH_BACKEND = env.text("KM_SEARCH_BACKEND") or (
    "search.backends.failover.FailoverBackend" if KM_ELASTICSEARCH_URLS else "search.backends.embedded.EmbeddedBackend"
)
KM_SEARCH_INDEX_DIR = DATA_DIR / "search"
# "thread": the outbox is drained by a thread of the process that saved. "immediate": before the next search (tests).
KM_SEARCH_DRAIN = "thread"
# Text of uploaded files, for search. "thread": read by a thread of the process that saved. "command": by the command
# extract_file_texts alone (tests, servers with a timer of their own).
KM_FILE_TEXTS = env.text("KM_FILE_TEXTS", "thread")
# What a viewer may find: search asks this function, for it must not know the apps whose things it finds.
KM_AUDIENCES_OF = "content.core.audiences.audiences_of"

# Working days after which reviewers are reminded of what waits, and after which the group's head gets it.
KM_REVIEW_REMIND_DAYS = env.integer("KM_REVIEW_REMIND_DAYS", 3)
KM_REVIEW_ESCALATE_DAYS = env.integer("KM_REVIEW_ESCALATE_DAYS", 5)

# Whether load_demo makes accounts whose passwords everybody knows. Only the embedded sample does (dev.py).
KM_DEMO_ACCOUNTS = False

# Who does what needs no answer at once, such as sending notices: "thread" (of the process), "worker" (django-tasks).
KM_BACKGROUND = env.text("KM_BACKGROUND", "thread")
TASKS = {
    # Wagtail's own small tasks run where they are asked for.
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    # Ours wait in the database for the worker (`manage.py db_worker --backend background`).
    "background": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}

# Ways that lead to people beside the inbox on the site: dotted paths of channels.
KM_NOTICE_CHANNELS = ["content.notifications.channels.email.EmailChannel"]
# The hour at which daily and weekly digests are sent.
KM_DIGEST_HOUR = min(max(env.integer("KM_DIGEST_HOUR", 7), 0), 23)

EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
DEFAULT_FROM_EMAIL = env.text("KM_FROM_EMAIL", "khumkhwamru@localhost.invalid")
EMAIL_TIMEOUT = 10

# Security
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "content.website.error_views.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ["/admin/"],
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'", *SOCIAL_FORM_TARGETS],
        "frame-ancestors": ["'self'"],
        "base-uri": ["'none'"],
    },
}

TEST_RUNNER = "django.test.runner.DiscoverRunner"
# W019 asks for X_FRAME_OPTIONS = "DENY"; the admin shows its previews in a frame of the same site.
SILENCED_SYSTEM_CHECKS = ["security.W019"]
