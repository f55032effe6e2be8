from django.urls import path

from search.views import feed, results

urlpatterns = [
    path("", results, name="search"),
    path("feed/", feed, name="search_feed"),
]
