"""The addresses of invitations, below /accounts/."""

from django.urls import path

from content.people.invitations import accept_views, views

urlpatterns = [
    path("invitations/", views.invitations, name="invitations"),
    path("invitations/new/", views.invite, name="invite"),
    path("invitations/<int:pk>/send/", views.send_again, name="send_invitation_again"),
    path("invitations/<int:pk>/revoke/", views.revoke, name="revoke_invitation"),
    path("invitation/<str:token>/", accept_views.accept, name="accept_invitation"),
]
