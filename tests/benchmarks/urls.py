from django.http import HttpResponse
from django.urls import path

from km_site.urls import handler400, handler403, handler404, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def bare(request: object) -> HttpResponse:
    return HttpResponse("<!DOCTYPE html><html lang=th><title>bare</title><p>สวัสดี")


# Under /accounts/ so that the page cache leaves it alone: it stands for Django itself.
urlpatterns = [path("accounts/bare-django/", bare), *urlpatterns]
