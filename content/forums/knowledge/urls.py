"""Addresses below /forum/ of this part."""

from django.urls import path

from content.forums.knowledge import views

urlpatterns = [
    path("t/<int:pk>/knowledge/", views.start, name="forums_knowledge_start"),
    path("not-yet-knowledge/", views.not_yet, name="forums_not_yet_knowledge"),
]
