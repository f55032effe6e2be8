"""Addresses of the forums, all below /forum/."""

from django.urls import include, path, re_path

from content.forums.views import files, following, lists, places, topics

urlpatterns = [
    path("", places.home, name="forums_home"),
    path("read/", following.read_all, name="forums_read_all"),
    path("tags/<slug:slug>/", places.tag, name="forums_tag"),
    path("c/<slug:slug>/", places.category, name="forums_category"),
    path("c/<slug:slug>/follow/", following.follow_category, name="forums_follow_category"),
    path("c/<slug:slug>/read/", following.read_all, name="forums_read_category"),
    path("t/<int:pk>/", topics.topic, name="forums_topic"),
    path("t/<int:pk>/follow/", following.follow_topic, name="forums_follow_topic"),
    path("p/<int:pk>/", topics.post, name="forums_post"),
    path("files/<int:pk>/", files.file, name="forums_file"),
    # Without arguments, for my page.
    path("mine/", lists.topics, {"name": "mine"}, name="forums_mine"),
    re_path(r"^(?P<name>latest|new|unanswered|mine|followed)/$", lists.topics, name="forums_list"),
    path("", include("content.forums.writing.urls")),
    path("", include("content.forums.moderation.urls")),
    path("", include("content.forums.knowledge.urls")),
    path("", include("content.forums.numbers.urls")),
    path("", include("content.forums.feeds.urls")),
]
