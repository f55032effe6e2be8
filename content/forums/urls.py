"""Addresses of the forums, all below /forum/."""

from django.urls import include, path

urlpatterns = [
    path("", include("content.forums.moderation.urls")),
    path("", include("content.forums.knowledge.urls")),
    path("", include("content.forums.numbers.urls")),
    path("", include("content.forums.feeds.urls")),
]
