from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from tests.factories.reflections import MeetingPageFactory

if TYPE_CHECKING:
    from content.reflections.models import MeetingPage


@pytest.fixture
def meeting() -> MeetingPage:
    return MeetingPageFactory(title="ประชุมบอร์ดบริหาร ครั้งที่ 9")


@pytest.fixture
def path(meeting: MeetingPage) -> str:
    return reverse("meeting_sheet", args=[meeting.code])
