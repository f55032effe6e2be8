"""Addresses of a person's notices, below /notices/."""

from django.urls import path

from content.notifications import views

urlpatterns = [
    path("", views.inbox, name="notices_inbox"),
    path("read/", views.read_all, name="notices_read_all"),
    path("<int:pk>/read/", views.read, name="notices_read"),
    path("settings/", views.settings, name="notices_settings"),
    path("follows/", views.follows, name="notices_follows"),
    path("follows/<str:kind>/<int:pk>/", views.change_follow, name="notices_follow"),
    path("unsubscribe/<str:token>/", views.stop_emails, name="notices_unsubscribe"),
]
