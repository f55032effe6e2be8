"""The addresses of invitations, below /accounts/."""

from django.urls import path

from content.people.invitations import accept_views, import_views, views

urlpatterns = [
    path("invitations/", views.invitations, name="invitations"),
    path("invitations/new/", views.invite, name="invite"),
    path("invitations/staff/", import_views.import_staff, name="import_staff"),
    path("invitations/staff/confirm/", import_views.confirm_import, name="confirm_import_staff"),
    path("invitations/staff/example.csv", import_views.example, name="import_staff_example"),
    path("invitations/<int:pk>/send/", views.send_again, name="send_invitation_again"),
    path("invitations/<int:pk>/revoke/", views.revoke, name="revoke_invitation"),
    path("invitation/<str:token>/", accept_views.accept, name="accept_invitation"),
]
