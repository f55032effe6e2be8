"""No page type is half made."""

from __future__ import annotations

import importlib
import pkgutil

import pytest
from django.template.loader import get_template
from wagtail.models import Page, get_page_models

import tests.factories
from content.core.models import BasePage

PAGE_TYPES = sorted(
    (model for model in get_page_models() if model.__module__.startswith("content.")),
    key=lambda model: model._meta.label,
)
every_page_type = pytest.mark.parametrize("page_type", PAGE_TYPES, ids=lambda model: model._meta.label)


def models_with_factory() -> set[type]:
    for module in pkgutil.iter_modules(tests.factories.__path__):
        importlib.import_module(f"tests.factories.{module.name}")
    found, classes = set(), [importlib.import_module("factory.django").DjangoModelFactory]
    while classes:
        factory = classes.pop()
        classes += factory.__subclasses__()
        found.add(factory._meta.model)
    return found


@every_page_type
def test_page_type_has_a_template(page_type: type[Page]) -> None:
    assert page_type.template.startswith("pages/")
    assert get_template(page_type.template)


@every_page_type
def test_page_type_stands_on_the_base_page_and_decides_about_search(page_type: type[Page]) -> None:
    below_base = [cls for cls in page_type.__mro__ if issubclass(cls, BasePage) and cls is not BasePage]

    assert below_base
    assert any("search_kind" in vars(cls) for cls in below_base), "state search_kind, also where it is empty"


@every_page_type
def test_page_type_states_where_it_may_stand(page_type: type[Page]) -> None:
    stated = {field for cls in page_type.__mro__ if cls is not Page for field in vars(cls)}

    assert {"parent_page_types", "subpage_types"} <= stated


def test_every_page_type_has_a_factory() -> None:
    have = models_with_factory()

    assert [model._meta.label for model in PAGE_TYPES if model not in have] == []
