"""The addresses below /me/."""

from django.urls import path

from content.people.account import views

urlpatterns = [
    path("", views.my_page, name="my_page"),
    path("profile/", views.profile, name="my_profile"),
]
