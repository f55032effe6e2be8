from __future__ import annotations

import pytest
from django.urls import reverse

from content.reflections.models import MeetingPage
from tests.factories.reflections import MeetingPageFactory


@pytest.fixture
def meeting() -> MeetingPage:
    return MeetingPageFactory(title="ประชุมบอร์ดบริหาร ครั้งที่ 9")


@pytest.fixture
def path(meeting: MeetingPage) -> str:
    return reverse("meeting_sheet", args=[meeting.code])
