"""The admin form of every page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm


class BasePageForm(WagtailAdminPageForm):
    """
    The slug may be left empty: the page makes one from its title (`content.core.slugs`).

    The admin's own script leaves it empty for Thai titles, which it is not able to write in ASCII.
    """

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if slug := self.fields.get("slug"):
            slug.required = False
            slug.help_text = _(
                "The last part of the address: small letters, digits, hyphens. Left empty, the title decides."
            )
