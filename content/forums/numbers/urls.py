"""Addresses below /forum/ of this part."""

from django.urls import path

from content.forums.numbers import views

urlpatterns = [
    path("numbers/", views.numbers, name="forums_numbers"),
    path("numbers.csv", views.numbers_csv, name="forums_numbers_csv"),
]
