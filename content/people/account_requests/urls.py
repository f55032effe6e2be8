"""The addresses of requests, below /accounts/."""

from django.urls import path

from content.people.account_requests import views

urlpatterns = [
    path("request/", views.ask, name="ask_for_account"),
    path("request/sent/", views.sent, name="account_request_sent"),
    path("requests/", views.requests, name="account_requests"),
    path("requests/<int:pk>/", views.decide, name="decide_account_request"),
]
