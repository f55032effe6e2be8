from django.http import HttpResponse
from django.urls import path
from wagtail.views import serve as wagtail_serve

from km_site.urls import handler400, handler403, handler404, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def bare(request: object) -> HttpResponse:
    return HttpResponse("<!DOCTYPE html><html lang=th><title>bare</title><p>สวัสดี")


# Under /accounts/ so that the page cache leaves it alone: it stands for Django itself. The bare Wagtail page is served
# by Wagtail's own view, which remembers nothing.
urlpatterns = [
    path("accounts/bare-django/", bare),
    path("bare-wagtail/", wagtail_serve, {"path": "bare-wagtail/"}),
    *urlpatterns,
]
