from django.urls import path

from content.reflections import meeting_views, views

urlpatterns = [
    path("m/<slug:code>/", views.sheet, name="meeting_sheet"),
    path("m/<slug:code>/measure/", views.measure, name="meeting_measure"),
    path("m/<slug:code>/qr.svg", meeting_views.qr, name="meeting_qr"),
    path("m/<slug:code>/open/", meeting_views.take_sheets, name="meeting_open"),
    path("m/<slug:code>/booklet.pdf", meeting_views.booklet, name="meeting_booklet"),
    path("one-page/meetings/new/", views.new_meeting, name="new_meeting"),
    path("one-page/room/", views.room, name="reflection_room"),
    path("one-page/<int:page_id>/room/", views.room, name="reflection_room"),
    path("one-page/<int:pk>.pdf", views.paper, name="reflection_paper"),
    path("one-page/commitments/<int:pk>/check/", views.check, name="check_commitment"),
]
