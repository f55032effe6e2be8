"""Form fields of exchange events: an hour as offices write it, and addresses of items on this site."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site

from content.core.lines import LinesFormField
from content.core.querysets import visible_page_ids

HOUR = re.compile(r"(\d{1,2})[.:](\d{2})(?: ?น\.?)?")
MOST_RESULTS = 20


class HourInput(forms.TextInput):
    """Shows an hour as 09.30."""

    def __init__(self, attrs: dict[str, object] | None = None) -> None:
        super().__init__({"autocomplete": "off", "inputmode": "decimal", "maxlength": 12, "size": 8, **(attrs or {})})

    def format_value(self, value: object) -> str | None:
        return f"{value:%H.%M}" if isinstance(value, dt.time) else super().format_value(value)


class HourField(forms.Field):
    """An hour typed as 9.30, 09:30 or ๐๙.๓๐ น."""

    widget = HourInput

    def to_python(self, value: object) -> dt.time | None:
        if value in self.empty_values or isinstance(value, dt.time):
            return value or None
        text = "".join(
            str(unicodedata.digit(character)) if unicodedata.category(character) == "Nd" else character
            for character in str(value).strip()[:20]
        )
        match = HOUR.fullmatch(text)
        if match is None or int(match[1]) > 23 or int(match[2]) > 59:
            raise ValidationError(_("Write the hour like 9.30 or 13.00."), code="invalid")
        return dt.time(int(match[1]), int(match[2]))


class PagesField(LinesFormField):
    """
    Addresses of items of this site, one a line; the value is a list of pages.

    What `user` may not read is as unknown as what is not there.
    """

    def __init__(self, *, user: object, **kwargs: object) -> None:
        self.user = user
        super().__init__(**kwargs)

    def clean(self, value: object) -> list[Page]:
        lines = super().clean(value)
        if len(lines) > MOST_RESULTS:
            raise ValidationError(_("At most %(count)d addresses fit.") % {"count": MOST_RESULTS})
        found = {line: page_at(line) for line in lines}
        seen = visible_page_ids(self.user, [page.pk for page in found.values() if page])
        unknown = [line for line, page in found.items() if page is None or page.pk not in seen]
        if unknown:
            raise ValidationError(
                _("There is no item at %(address)s. Copy the address from the page of the item.")
                % {"address": unknown[0][:80]}
            )
        return list({page.pk: page for page in found.values()}.values())


def page_at(address: str) -> Page | None:
    """The live page of this site with that path; the host does not matter, for offices have several names."""

    try:
        path = urlsplit(address).path
    except ValueError:
        return None
    components = [component for component in path.split("/") if component]
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None or not components:
        return None
    url_path = f"{site.root_page.url_path}{'/'.join(components)}/"
    return Page.objects.live().filter(slug=components[-1], url_path=url_path).first()
