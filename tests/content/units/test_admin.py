from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from content.knowledge.models import ItemAuthor
from content.people.roles import RoleKey
from content.units.models import LearningUnitPage
from tests.factories.taxonomy import IndicatorFactory
from tests.factories.units import LearningUnitPageFactory
from tests.support.admin_forms import typed_in_form

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse
    from django.test import Client

pytestmark = pytest.mark.usefixtures("site_tree")

NO_STREAMS = {"activities-count": "0", "rubric-count": "0", "project_steps-count": "0"}
PUBLISH = {"action-publish": "1"}


@pytest.fixture
def unit(client: Client, make_user: Callable) -> LearningUnitPage:
    client.force_login(make_user(role=RoleKey.ADMINISTRATOR))
    return LearningUnitPageFactory(item_authors=[ItemAuthor(user=make_user())], materials=["แผนที่"])


def save(client: Client, page: LearningUnitPage, **changes: str) -> HttpResponse:
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(address, typed_in_form(client, page, **NO_STREAMS, **changes))


def test_codes_and_lines_typed_in_the_form_are_published(client: Client, unit: LearningUnitPage) -> None:
    IndicatorFactory(code="ว 1.1 ป.5/3")
    response = save(client, unit, indicator_codes="ว ๑.๑ ป.๕/๓\nว1.1ป5/2", materials="แผนที่\n\n กล้อง ", **PUBLISH)

    page = LearningUnitPage.objects.get(pk=unit.pk)
    assert response.status_code == 302
    assert [indicator.code for indicator in page.indicators] == ["ว 1.1 ป.5/3", "ว 1.1 ป.5/2"]
    assert page.materials == ["แผนที่", "กล้อง"]


def test_unknown_code_is_refused_with_the_nearest_known_one(client: Client, unit: LearningUnitPage) -> None:
    response = save(client, unit, indicator_codes="ว 1.1 ป.5/9", **PUBLISH)
    error = BeautifulSoup(response.content, "html.parser").select_one('[id*="indicator_codes"][id$="-errors"]')

    assert response.status_code == 200
    assert "ว 1.1 ป.5/9" in error.get_text()
    assert "ว 1.1 ป.5/2" in error.get_text()


def test_contradiction_is_told_beside_its_field_when_publishing(client: Client, unit: LearningUnitPage) -> None:
    response = save(client, unit, hours="9", **PUBLISH)
    error = BeautifulSoup(response.content, "html.parser").select_one('[id$="hours-errors"]')

    assert response.status_code == 200
    assert "9" in error.get_text()
    assert LearningUnitPage.objects.get(pk=unit.pk).hours == 5


def test_contradiction_is_kept_in_a_draft(client: Client, unit: LearningUnitPage) -> None:
    response = save(client, unit, hours="9")

    assert response.status_code == 302
    assert LearningUnitPage.objects.get(pk=unit.pk).get_latest_revision_as_object().hours == 9
    assert LearningUnitPage.objects.get(pk=unit.pk).hours == 5


def test_codes_without_a_curriculum_version_are_refused(client: Client, unit: LearningUnitPage) -> None:
    response = save(client, unit, curriculum_version="", indicator_codes="ว 1.1 ป.5/2", **PUBLISH)

    assert response.status_code == 200
    assert BeautifulSoup(response.content, "html.parser").select_one('[id*="curriculum_version"][id$="-errors"]')


def test_two_versions_of_a_unit_can_be_compared(client: Client, unit: LearningUnitPage) -> None:
    save(client, unit, materials="กล้อง", indicator_codes="", **PUBLISH)
    address = reverse("wagtailadmin_pages:revisions_compare", args=[unit.pk, "earliest", "latest"])

    assert "กล้อง" in client.get(address).content.decode()
