"""The addresses below /me/."""

from django.urls import path

from content.people.account import leaving_views, session_views, views

urlpatterns = [
    path("", views.my_page, name="my_page"),
    path("profile/", views.profile, name="my_profile"),
    path("sessions/", session_views.sessions, name="my_sessions"),
    path("data/", leaving_views.my_data, name="my_data"),
    path("data/archive.zip", leaving_views.my_archive, name="my_archive"),
    path("close/", leaving_views.close, name="close_account"),
]
