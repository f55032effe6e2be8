from django.urls import path

from search.views import feed, results, suggestions

urlpatterns = [
    path("", results, name="search"),
    path("feed/", feed, name="search_feed"),
    path("suggest/", suggestions, name="search_suggest"),
]
