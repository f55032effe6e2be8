"""A list of short texts, kept as JSON and typed one to a line: calmer for its writer than a form row for every text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from content.core.typed_text import tidy_typed

if TYPE_CHECKING:
    from collections.abc import Sequence

CONTROL_CHARACTERS = dict.fromkeys([*range(0x20), 0x7F])


def split_lines(text: str) -> list[str]:
    """The lines of `text` without those that are empty, without control characters and outer spaces."""
    lines = (line.replace("\t", " ").translate(CONTROL_CHARACTERS).strip() for line in text.splitlines())
    return [line for line in lines if line]


class LinesFormField(forms.CharField):
    """A text area with one entry to a line; the value is a list."""

    widget = forms.Textarea

    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 4}))
        super().__init__(**kwargs)
        self.empty_values = [*self.empty_values, []]

    def prepare_value(self, value: object) -> object:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: object) -> list[str]:
        if isinstance(value, list):
            return value
        return split_lines(super().to_python(tidy_typed(value) if isinstance(value, str) else value) or "")

    def has_changed(self, initial: object, data: object) -> bool:
        return self.to_python(initial or []) != self.to_python(data or "")


class LinesField(models.JSONField):
    """A list of texts. `max_items` and `max_item_length` bound it; both are checked with clear messages."""

    def __init__(
        self,
        verbose_name: str | None = None,
        *,
        max_items: int = 30,
        max_item_length: int = 500,
        **kwargs: object,
    ) -> None:
        self.max_items = max_items
        self.max_item_length = max_item_length
        kwargs.setdefault("default", list)
        super().__init__(verbose_name, **kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence, dict[str, object]]:
        name, path, args, kwargs = super().deconstruct()
        if self.max_items != 30:
            kwargs["max_items"] = self.max_items
        if self.max_item_length != 500:
            kwargs["max_item_length"] = self.max_item_length
        return name, path, args, kwargs

    def formfield(self, **kwargs: object) -> forms.Field:
        # Past JSONField, whose form field shows brackets and quotes.
        return models.Field.formfield(self, **{"form_class": LinesFormField, **kwargs})

    def validate(self, value: object, model_instance: models.Model | None) -> None:
        if not isinstance(value, list) or not all(isinstance(line, str) for line in value):
            raise ValidationError(_("This must be a list of texts."), code="not_lines")
        super().validate(value, model_instance)
        if len(value) > self.max_items:
            raise ValidationError(
                ngettext_lazy(
                    "At most %(limit)d line fits here; there are %(count)d.",
                    "At most %(limit)d lines fit here; there are %(count)d.",
                    self.max_items,
                ),
                code="too_many_lines",
                params={"limit": self.max_items, "count": len(value)},
            )
        for number, line in enumerate(value, start=1):
            if len(line) > self.max_item_length:
                raise ValidationError(
                    _("Line %(number)d has %(count)d characters; at most %(limit)d fit."),
                    code="line_too_long",
                    params={"number": number, "count": len(line), "limit": self.max_item_length},
                )

    def value_from_object(self, obj: models.Model) -> list[str]:
        return list(super().value_from_object(obj) or [])
