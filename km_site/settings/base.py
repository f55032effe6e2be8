"""What holds in every mode. Values an office changes come from the environment; `deploy/env.example` explains each."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from km_site import env
from km_site.settings.accounts import *  # noqa: F403 - accounts have a file of their own
from km_site.settings.accounts import SOCIAL_FORM_TARGETS

BASE_DIR = Path(__file__).resolve().parent.parent.parent
DATA_DIR = Path(env.text("KM_DATA_DIR") or BASE_DIR / "var")
DATA_DIR.mkdir(parents=True, exist_ok=True)

SITE_NAME = env.text("KM_SITE_NAME", "ขุมความรู้")
ACCOUNT_EMAIL_SUBJECT_PREFIX = f"[{SITE_NAME}] "
SITE_URL = env.text("KM_SITE_URL", "http://127.0.0.1:8000").rstrip("/")

INSTALLED_APPS = [
    "content.demo",
    "content.exchange_events",
    "content.units",
    "content.mindmaps",
    "content.focus_groups",
    "content.reflections",
    "content.notes",
    "content.forums",
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
# Search by meaning beside words, and the class that makes the vectors (search.text.meaning.Embedder).
KM_SEARCH_MEANING = env.flag("KM_SEARCH_MEANING", default=True)
KM_SEARCH_EMBEDDER = "search.text.meaning.E5Embedder"
# Whether a question is also asked with the other names of a thing (search.text.concepts).
KM_SEARCH_SYNONYMS = env.flag("KM_SEARCH_SYNONYMS", default=True)
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
