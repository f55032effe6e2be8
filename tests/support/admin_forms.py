"""The edit form of a page as a browser would send it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bs4 import BeautifulSoup
from django.urls import reverse

if TYPE_CHECKING:
    from django.test import Client
    from wagtail.models import Page


def typed_in_form(client: Client, page: Page, **changes: str) -> dict[str, list[str]]:
    """All values of the page's edit form, with `changes`. StreamFields, which need scripts, are sent empty."""
    response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    form = BeautifulSoup(response.content, "html.parser").find("form", id="page-edit-form")
    values: dict[str, list[str]] = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        if field.get("type") in {"checkbox", "radio"} and not field.has_attr("checked"):
            continue
        if field.name == "select":
            values[field["name"]] = [option.get("value", "") for option in field.select("option[selected]")]
        else:
            text = field.get_text() if field.name == "textarea" else field.get("value", "")
            values.setdefault(field["name"], []).append(text.removeprefix("\n"))
    return {**{name: value for name, value in values.items() if "__prefix__" not in name}, **changes}


def approved(page_type: type[Page]) -> Page:
    """The one page of its type, its newest version published as an approval does it."""
    page_type.objects.get().get_latest_revision().publish()
    return page_type.objects.get()
