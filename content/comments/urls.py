"""Addresses of the talk beside items, below /talk/. Reading happens on the item's own page."""

from django.urls import path

from content.comments import views

urlpatterns = [
    path("<int:page_id>/comment/", views.post, name="comments_post"),
    path("<int:page_id>/vote/", views.cast_vote, name="comments_vote"),
    path("comment/<int:pk>/", views.show, name="comments_show"),
    path("comment/<int:pk>/reply/", views.reply, name="comments_reply"),
    path("comment/<int:pk>/edit/", views.edit, name="comments_edit"),
    path("comment/<int:pk>/delete/", views.delete, name="comments_delete"),
    path("comment/<int:pk>/answered/", views.answered, name="comments_answered"),
    path("vote/<int:pk>/mended/", views.mended, name="comments_mended"),
]
