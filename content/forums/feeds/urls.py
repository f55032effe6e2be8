"""Addresses below /forum/ of this part."""

from django.urls import path

from content.forums.feeds import views

urlpatterns = [
    path("c/<slug:slug>/feed/", views.category_feed, name="forums_category_feed"),
    path("t/<int:pk>/feed/", views.topic_feed, name="forums_topic_feed"),
]
