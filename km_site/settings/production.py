"""Settings of a server. Everything that differs between offices comes from the environment (deploy/env.example)."""

from __future__ import annotations

from km_site import env
from km_site.settings.base import *  # noqa: F403 - a settings module extends the one below it

DEBUG = False
SECRET_KEY = env.required("KM_SECRET_KEY")
ALLOWED_HOSTS = env.words("KM_ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = [SITE_URL]  # noqa: F405

STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}  # noqa: F405

SECURE_SSL_REDIRECT = env.flag("KM_HTTPS", default=True)
SESSION_COOKIE_SECURE = SECURE_SSL_REDIRECT
CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.integer("KM_HSTS_SECONDS", 31_536_000) if SECURE_SSL_REDIRECT else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env.text("KM_EMAIL_HOST", "localhost")
EMAIL_PORT = env.integer("KM_EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("KM_EMAIL_USER")
EMAIL_HOST_PASSWORD = env.text("KM_EMAIL_PASSWORD")
EMAIL_USE_TLS = env.flag("KM_EMAIL_TLS", default=False)

# nginx compresses and sends files: these two are off where no proxy stands before the site.
KM_ACCEL_PREFIX = env.text("KM_ACCEL_PREFIX")
if KM_ACCEL_PREFIX:
    SENDFILE_BACKEND = "content.files.accel"
if not env.flag("KM_GZIP", default=False):
    MIDDLEWARE.remove("django.middleware.gzip.GZipMiddleware")  # noqa: F405

# Behind a proxy the visitor's address is the last that the proxy added; sign-in limits count by it.
ALLAUTH_TRUSTED_PROXY_COUNT = env.integer("KM_TRUSTED_PROXIES", 1)

REDIS_URL = env.text("KM_REDIS_URL")
if REDIS_URL:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
else:
    # Counters of wrong sign-ins must be one for all workers; a table serves where no Redis or Valkey runs.
    # Django's default of 300 rows would push the counters out for the drawings that are kept beside them.
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "km_cache",
            "OPTIONS": {"MAX_ENTRIES": 20_000},
        }
    }
CACHES["template_fragments"] = FRAGMENTS  # noqa: F405

# Warnings and errors, with their tracebacks, go to the journal. Django alone would only mail them to administrators.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(levelname)s %(name)s: %(message)s"}},
    "handlers": {
        "journal": {"class": "logging.StreamHandler", "formatter": "plain"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["journal"], "level": "WARNING"},
    "loggers": {
        # Addresses that do not exist stand in the proxy's log.
        "django.request": {"level": "ERROR"},
        # Anybody may send a wrong Host header.
        "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
    },
}
