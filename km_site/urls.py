"""All addresses of the site. Wagtail's page tree answers what is not named here."""

from django.conf import settings
from django.urls import include, path, re_path
from django.views.decorators.cache import cache_control
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.documents.views.serve import serve as serve_document

from content.core.views import serve as serve_page
from content.people.views import to_login

handler400 = "content.website.error_views.bad_request"
handler403 = "content.website.error_views.forbidden"
handler404 = "content.website.error_views.not_found"
handler429 = "content.website.error_views.too_many_requests"
handler500 = "content.website.error_views.server_error"

media_patterns = (
    [path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT})] if settings.KM_SERVE_MEDIA else []
)

urlpatterns = [
    # Wagtail's own sign-in pages know no limits and no second proof: people sign in at one door.
    path("admin/login/", to_login),
    re_path(r"^admin/password_reset/", to_login),
    path("_util/login/", to_login, {"home": "/"}),
    path("admin/", include(wagtailadmin_urls)),
    path("accounts/", include("content.people.urls")),
    path("me/", include("content.people.account.urls")),
    # Each time the site is asked who may have the file; caches on the way would not ask.
    re_path(r"^documents/(\d+)/(.*)$", cache_control(private=True, no_cache=True)(serve_document)),
    path("documents/", include(wagtaildocs_urls)),
    path("search/", include("search.urls")),
    path("talk/", include("content.comments.urls")),
    path("forum/", include("content.forums.urls")),
    path("exchange/", include("content.exchange_events.urls")),
    path("write/", include("content.writing.urls")),
    path("notices/", include("content.notifications.urls")),
    path("", include("content.website.urls")),
    path("", include("content.mindmaps.urls")),
    path("", include("content.reflections.urls")),
    *media_patterns,
    re_path(wagtail_urls.serve_pattern, serve_page, name="wagtail_serve"),
    path("", include(wagtail_urls)),
]
