"""The taxonomy in Wagtail's admin."""

from __future__ import annotations

import datetime

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import models
from django.urls import reverse
from wagtail.admin.forms.models import formfield_for_dbfield

from content.taxonomy.models import Grade, Indicator, Tag
from content.taxonomy.viewsets import TaxonomyGroup
from tests.factories.taxonomy import (
    CompetencyFactory,
    CurriculumVersionFactory,
    DesiredCharacteristicFactory,
    GradeFactory,
    HonestSchoolTraitFactory,
    IndicatorFactory,
    PillarFactory,
    TagFactory,
)

pytestmark = pytest.mark.django_db
NAMES = [viewset.model._meta.model_name for viewset in TaxonomyGroup.items]
NASTY = ['"', "*", "a OR", "ว1.1ป5", "น้ำ", "%", "_", "'; --", "ก" * 60_000, "[", "\\", "((("]


def address(model_name, view, *args):
    return reverse(f"wagtailsnippets_taxonomy_{model_name}:{view}", args=args)


@pytest.fixture
def records():
    IndicatorFactory(code="ว 1.1 ป.5/2", text="อธิบายความสัมพันธ์ระหว่างสิ่งมีชีวิต")
    IndicatorFactory(code="ท 2.1 ป.6/8", text="เขียนเรื่องตามจินตนาการ")
    for make in (CompetencyFactory, DesiredCharacteristicFactory, HonestSchoolTraitFactory, PillarFactory, TagFactory):
        make()


@pytest.fixture
def admin(client):
    user = get_user_model().objects.create_superuser(username="admin", email="admin@example.invalid", password=None)
    client.force_login(user)
    return client


@pytest.mark.parametrize("name", NAMES)
def test_every_list_and_form_opens(admin, records, name):
    record = apps.get_model("taxonomy", name).objects.first()
    for url in (
        address(name, "list"),
        address(name, "add"),
        address(name, "edit", record.pk),
        address(name, "delete", record.pk),
        address(name, "history", record.pk),
        address(name, "usage", record.pk),
    ):
        assert admin.get(url).status_code == 200, url


@pytest.mark.parametrize("text", NASTY)
def test_no_search_breaks_a_list_or_the_chooser_of_indicators(admin, records, text):
    addresses = [address(name, "list_results") for name in NAMES]
    addresses.append(reverse("wagtailsnippetchoosers_taxonomy_indicator:choose_results"))
    answers = {url: admin.get(url, {"q": text}).status_code for url in addresses}
    assert answers == dict.fromkeys(addresses, 200)


@pytest.mark.parametrize("query", [{"grade": "x"}, {"kind": "no"}, {"p": "-1"}, {"ordering": "no"}])
def test_no_filter_breaks_a_list(admin, records, query):
    assert admin.get(address("indicator", "list"), query).status_code in {200, 404}


@pytest.mark.parametrize("query", [{"q": "\x00"}, {"grade": "\x00"}, {"ordering": "\x00"}, {"p": "\x00"}])
def test_a_nul_byte_is_refused_or_ignored(admin, records, query):
    assert admin.get(address("indicator", "list"), query).status_code in {200, 400, 404}


@pytest.mark.parametrize("text", ["ว1.1ป5/2", "ว ๑.๑", "สิ่งมีชีวิต"])
def test_indicators_are_found_in_list_and_chooser_by_lenient_code_and_words(admin, records, text):
    for url in (address("indicator", "list"), reverse("wagtailsnippetchoosers_taxonomy_indicator:choose_results")):
        page = admin.get(url, {"q": text}).content.decode()
        assert "ว 1.1 ป.5/2" in page
        assert "ท 2.1 ป.6/8" not in page


def test_lists_are_searched_by_words_in_any_order(admin, records):
    TagFactory(name="ทะเลสาบ สงขลา")
    page = admin.get(address("tag", "list"), {"q": "สงขลา ทะเล"}).content.decode()
    assert "ทะเลสาบ สงขลา" in page
    assert "คำสำคัญ" not in page


def test_an_editor_types_only_version_code_and_wording_of_an_indicator(admin, records):
    data = {
        "curriculum_version": CurriculumVersionFactory().pk,
        "code": "ว๑.๑ป๕/๔",
        "text": "ตระหนักในคุณค่าของสิ่งแวดล้อม",
        "kind": "",
        "checked": "none",
    }
    assert admin.post(address("indicator", "add"), data).status_code == 302
    indicator = Indicator.objects.get(code="ว 1.1 ป.5/4")
    assert (indicator.standard.code, indicator.grade.code, indicator.number) == ("ว 1.1", "ป.5", 4)


@pytest.mark.parametrize("code", ["ผิด", "ว 3.1 ป.5/4", "ว1.1ป5/2", ""])
def test_a_wrong_or_double_code_is_refused_beside_the_field(admin, records, code):
    before = Indicator.objects.count()
    data = {"curriculum_version": CurriculumVersionFactory().pk, "code": code, "text": "ข้อความ", "checked": "none"}
    response = admin.post(address("indicator", "add"), data)
    assert response.status_code == 200
    assert response.context["form"].errors
    assert Indicator.objects.count() == before


def test_a_grade_with_indicators_is_not_deleted(admin, records):
    grade = Grade.objects.get(code="ป.5")
    response = admin.post(address("grade", "delete", grade.pk))
    assert response.status_code in {200, 302, 403}
    assert Grade.objects.filter(pk=grade.pk).exists()


def test_a_tag_added_in_the_admin_is_tidied_and_a_double_refused(admin):
    TagFactory(name="น้ำ")
    assert admin.post(address("tag", "add"), {"name": " ทะเล\u200bน้อย "}).status_code == 302
    assert Tag.objects.get(name="ทะเลน้อย").slug
    response = admin.post(address("tag", "add"), {"name": "น\u0e49\u0e4d\u0e32"})
    assert response.status_code == 200
    assert Tag.objects.count() == 2


def test_a_tag_of_invisible_characters_is_refused(admin):
    assert admin.post(address("tag", "add"), {"name": "\u200b\u2060"}).status_code == 200
    assert not Tag.objects.exists()


def test_tags_are_offered_while_typing(admin):
    TagFactory(name="น้ำตก")
    url = reverse("wagtailadmin_tag_model_autocomplete", args=["taxonomy", "tag"])
    assert admin.get(url, {"term": "น\u0e49\u0e4d\u0e32"}).json() == ["น้ำตก"]


def test_query_count_of_the_list_of_indicators_does_not_grow(admin, records, django_assert_max_num_queries):
    admin.get(address("indicator", "list"))
    with django_assert_max_num_queries(40) as before:
        admin.get(address("indicator", "list"))
    for number in range(10, 30):
        IndicatorFactory(code=f"ว 1.1 ป.5/{number}")
    with django_assert_max_num_queries(len(before)):
        admin.get(address("indicator", "list"))


def test_without_permission_nothing_opens(client, records):
    user = get_user_model().objects.create_user(username="khru", email="khru@example.invalid", password=None)
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    assert {client.get(address(name, "list")).status_code for name in NAMES} == {302}
    assert client.post(address("tag", "add"), {"name": "x"}).status_code == 302
    assert not Tag.objects.filter(name="x").exists()


def test_with_the_permission_for_tags_only_tags_open(client, records):
    user = get_user_model().objects.create_user(username="khru", email="khru@example.invalid", password=None)
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", "change_tag"]))
    client.force_login(user)
    assert client.get(address("tag", "list")).status_code == 200
    assert client.get(address("indicator", "list")).status_code == 302


def test_nobody_unknown_sees_the_admin(client, records):
    assert {client.get(address(name, "list")).status_code for name in NAMES} == {302}


def test_every_date_field_of_the_admin_reads_and_shows_buddhist_years():
    field = formfield_for_dbfield(models.DateField(name="day"))
    assert field.clean("22 พ.ย. 2569") == datetime.date(2026, 11, 22)
    assert field.widget.format_value(datetime.date(2026, 11, 22)) == "22/11/2569"


def test_fields_with_time_keep_wagtails_own_input():
    field = formfield_for_dbfield(models.DateTimeField(name="moment"))
    assert type(field.widget).__name__ == "AdminDateTimeInput"


def test_the_order_of_grades_does_not_depend_on_their_text():
    for code in ("ม.1", "ป.6", "อ.3"):
        GradeFactory(code=code)
    assert [grade.code for grade in Grade.objects.all()] == ["อ.3", "ป.6", "ม.1"]
