"""Form fields for what is chosen from the taxonomy by typing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from content.taxonomy.codes import IndicatorCodeError, parse_indicator_code
from content.taxonomy.indicators import find_indicators

if TYPE_CHECKING:
    from content.taxonomy.models import CurriculumVersion, Indicator

# Far more than any unit has, and few enough that a pasted book does no harm.
MOST_CODES = 200


class IndicatorCodesField(forms.Field):
    """
    Indicator codes one a line (commas and semicolons part them too), written leniently.

    The clean value is a list of indicators when the field knows the curriculum version, which a form may set late
    (`form.fields["indicators"].version = version`), else the list of strict codes. The initial value may be a list of
    either.
    """

    widget = forms.Textarea

    def __init__(self, *, version: CurriculumVersion | str | None = None, **kwargs: object) -> None:
        kwargs.setdefault("help_text", _("One code a line, for example ว 1.1 ป.5/2. Thai digits are fine."))
        super().__init__(**kwargs)
        self.version = version

    def to_python(self, value: object) -> list[Indicator] | list[str]:
        if value in self.empty_values:
            return []
        texts = [part for part in re.split(r"[\n\r,;]+", str(value)) if part.strip()]
        if len(texts) > MOST_CODES:
            raise ValidationError(
                _("These are %(count)s codes; at most %(most)s are taken."),
                code="too_many",
                params={"count": len(texts), "most": MOST_CODES},
            )
        return find_indicators(texts, self.version) if self.version else strict_codes(texts)

    def prepare_value(self, value: object) -> object:
        return value if value is None or isinstance(value, str) else "\n".join(str(item) for item in value)

    def has_changed(self, initial: object, data: object) -> bool:
        try:
            codes = [str(item) for item in self.to_python(data)]
        except ValidationError:
            return True
        return [str(item) for item in initial or []] != codes


def strict_codes(texts: list[str]) -> list[str]:
    """Each text as a strict code, without doubles; one `ValidationError` for all that are none."""
    codes: list[str] = []
    errors: list[IndicatorCodeError] = []
    for text in texts:
        try:
            codes.append(parse_indicator_code(text))
        except IndicatorCodeError as error:
            errors.append(error)
    if errors:
        raise ValidationError(errors)
    return list(dict.fromkeys(codes))
