"""Sheets, what their writers will do, and the meetings after which they are written."""

from content.reflections.models.booklets import KeptBooklet
from content.reflections.models.meetings import MeetingPage
from content.reflections.models.sheets import Commitment, EventType, ReflectionIndexPage, ReflectionPage

__all__ = ["Commitment", "EventType", "KeptBooklet", "MeetingPage", "ReflectionIndexPage", "ReflectionPage"]
