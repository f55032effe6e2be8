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
    "content.website",
    "content.knowledge",
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
    "allauth",
    "allauth.account",
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
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PREVENT_ENUMERATION = True
# The library's limits are per address; a training room of 40 teachers shares one, so a right password is not limited
# by the address alone. Wrong ones are: per address and per account.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "60/m/ip,6/5m/key",
    "reset_password": "20/m/ip,5/m/key",
}

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
WAGTAILIMAGES_IMAGE_MODEL = "files.OfficeImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "content.files.forms.OfficeImageForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif", "gif"]
WAGTAILDOCS_DOCUMENT_MODEL = "files.OfficeDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "content.files.forms.OfficeDocumentForm"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "txt", "csv", "zip", "jpg", "jpeg", "png"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
TAGGIT_CASE_INSENSITIVE = True
TAGGIT_TAGS_FROM_STRING = "content.taxonomy.names.read_tag_names"

# Search of the site: dotted path of the backend, and where the embedded one keeps its files.
KM_SEARCH_BACKEND = env.text("KM_SEARCH_BACKEND", "search.backends.embedded.EmbeddedBackend")
KM_SEARCH_INDEX_DIR = DATA_DIR / "search"
# "thread": the outbox is drained by a thread of the process that saved. "immediate": before the next search (tests).
KM_SEARCH_DRAIN = "thread"
# Whether a question is also asked with the other names of a thing (search.text.concepts).
KM_SEARCH_SYNONYMS = env.flag("KM_SEARCH_SYNONYMS", default=True)
# What a viewer may find: search asks this function, for it must not know the apps whose things it finds.
KM_AUDIENCES_OF = "content.core.audiences.audiences_of"

# Whether load_demo makes accounts whose passwords everybody knows. Only the embedded sample does (dev.py).
KM_DEMO_ACCOUNTS = False

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
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
        "base-uri": ["'none'"],
    },
}

TEST_RUNNER = "django.test.runner.DiscoverRunner"
# W019 asks for X_FRAME_OPTIONS = "DENY"; the admin shows its previews in a frame of the same site.
SILENCED_SYSTEM_CHECKS = ["security.W019"]
