"""Addresses of exchange events, all below /exchange/."""

from django.urls import path

from content.exchange_events.views import answering, calendars, holding, reading

urlpatterns = [
    path("", reading.coming, name="exchange_events"),
    path("past/", reading.past, name="past_exchange_events"),
    path("new/", holding.new, name="new_exchange_event"),
    path("calendar/", calendars.address, name="exchange_calendar"),
    path("feed.ics", calendars.public_feed, name="exchange_feed"),
    path("feed/<slug:token>.ics", calendars.own_feed, name="own_exchange_feed"),
    path("<slug:code>.ics", calendars.event_file, name="exchange_event_file"),
    path("<slug:code>/", reading.event, name="exchange_event"),
    path("<slug:code>/answer/", answering.answer, name="answer_exchange_event"),
    path("<slug:code>/edit/", holding.edit, name="edit_exchange_event"),
    path("<slug:code>/cancel/", holding.cancel, name="cancel_exchange_event"),
    path("<slug:code>/summary/", holding.summary, name="summarise_exchange_event"),
    path("<slug:code>/reflections/", holding.reflections, name="exchange_event_reflections"),
]
