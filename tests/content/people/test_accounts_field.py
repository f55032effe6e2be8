"""People are chosen by what is typed, without a list of all accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from content.people.accounts_field import MOST_FOUND, AccountsField
from tests.factories.people import UserFactory

if TYPE_CHECKING:
    from content.people.models import User

pytestmark = pytest.mark.django_db


class Form(forms.Form):
    people = AccountsField(required=False)


def sent(typed: str = "", *chosen: object) -> Form:
    data = QueryDict(mutable=True)
    data.setlist("people", [str(getattr(person, "pk", person)) for person in chosen])
    data["people-find"] = typed
    return Form(data)


def people_of(form: Form) -> list[User]:
    assert form.is_valid(), form.errors
    return form.cleaned_data["people"]


def ticks(form: Form) -> dict[int, bool]:
    """Who is offered, and whether they are ticked."""
    html = BeautifulSoup(str(form["people"]), "html.parser")
    return {int(box["value"]): box.has_attr("checked") for box in html.select("[type=checkbox]")}


def test_only_who_is_chosen_stands_in_the_form() -> None:
    chosen, _other = UserFactory.create_batch(2)
    assert ticks(Form(initial={"people": [chosen]})) == {chosen.pk: True}


@pytest.mark.parametrize("typed", ["somsri", " SomSri ", "somsri@example.invalid", "ศึกษานิเทศก์"])
def test_person_is_found_by_name_address_and_position(typed: str) -> None:
    person = UserFactory(username="somsri", email="somsri@example.invalid", profile__position="ศึกษานิเทศก์ ภาษาไทย")
    UserFactory(username="somsri2", profile__position="ครู")
    assert people_of(sent(typed)) == [person]


def test_several_are_found_beside_those_who_stay() -> None:
    stays, one, two = (UserFactory(username=name) for name in ("stays", "one", "two"))
    assert set(people_of(sent("one, two,one\n", stays))) == {stays, one, two}


def test_who_is_no_longer_ticked_goes() -> None:
    UserFactory()
    form = sent()
    assert people_of(form) == []


def test_several_who_fit_are_offered_and_one_is_ticked() -> None:
    first, second, other = (UserFactory(profile__position=name) for name in ("ครู ป.1", "ครู ป.1", "ผู้อำนวยการ"))
    form = sent("ครู ป.1", other)
    assert "ครู ป.1" in form.errors["people"][0]
    assert ticks(form) == {other.pk: True, first.pk: False, second.pk: False}
    assert set(people_of(sent("ครู ป.1", other, second))) == {other, second}


def test_too_many_who_fit_are_not_all_shown() -> None:
    UserFactory.create_batch(MOST_FOUND + 5, profile__position="ครูผู้สอน")
    form = sent("ครูผู้สอน")
    assert str(MOST_FOUND) in form.errors["people"][0]
    assert len(ticks(form)) == MOST_FOUND


def test_nobody_fits() -> None:
    UserFactory(username="away", is_active=False)
    form = sent("away")
    assert "away" in form.errors["people"][0]
    assert 'value="away"' in str(form["people"])


def test_closed_account_is_neither_offered_nor_taken() -> None:
    away = UserFactory(is_active=False)
    assert ticks(Form(initial={"people": [away]})) == {}
    assert not sent("", away).is_valid()


@pytest.mark.parametrize("crafted", ["x", "-1", "9" * 40, "²"])
def test_crafted_choice_is_refused(crafted: str) -> None:
    form = sent("", crafted)
    assert not form.is_valid()
    assert ticks(form) == {}


def test_typing_alone_is_a_change() -> None:
    UserFactory(username="one")
    assert sent("one").changed_data == ["people"]
    assert sent().changed_data == []


def test_plain_list_of_ids_is_taken_too() -> None:
    person = UserFactory()
    assert AccountsField().clean([person.pk]) == [person]
    with pytest.raises(ValidationError):
        AccountsField().clean(["0"])
