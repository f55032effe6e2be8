from django.urls import path

from search.saved_views import delete_saved, open_saved, save, saved_searches
from search.terms_views import wishes
from search.views import feed, results, suggestions

urlpatterns = [
    path("", results, name="search"),
    path("feed/", feed, name="search_feed"),
    path("suggest/", suggestions, name="search_suggest"),
    path("wishes/", wishes, name="search_wishes"),
    path("saved/", saved_searches, name="search_saved"),
    path("saved/add/", save, name="search_save"),
    path("saved/<int:pk>/open/", open_saved, name="search_saved_open"),
    path("saved/<int:pk>/delete/", delete_saved, name="search_saved_delete"),
]
