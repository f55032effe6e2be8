"""The tree of a map in the database and, for the admin, as an outline in a text field."""

from __future__ import annotations

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.compare import TextFieldComparison, register_comparison_class

from content.mindmaps.outline import format_outline, parse_outline
from content.mindmaps.tree import check_tree, empty_tree


class OutlineInput(forms.Textarea):
    def __init__(self, attrs: dict[str, object] | None = None) -> None:
        super().__init__({"rows": 24, "wrap": "off", "spellcheck": "false", **(attrs or {})})


class OutlineFormField(forms.Field):
    """Shows a tree as an outline and reads it back. Ids are by position; `MindMapForm` gives known nodes theirs."""

    widget = OutlineInput

    def __init__(self, *, encoder: object = None, decoder: object = None, **kwargs: object) -> None:
        super().__init__(**kwargs)

    def prepare_value(self, value: object) -> object:
        return format_outline(value) if isinstance(value, dict) else value

    def to_python(self, value: object) -> dict:
        return parse_outline(value or "")

    def has_changed(self, initial: object, data: object) -> bool:
        lines = [line.rstrip() for line in str(data or "").splitlines() if line.strip()]
        return format_outline(initial or {}).splitlines() != lines


class MindMapTreeField(models.JSONField):
    description = _("Tree of a mind map")

    def __init__(self, verbose_name: str | None = None, **kwargs: object) -> None:
        kwargs.setdefault("default", empty_tree)
        super().__init__(verbose_name, **kwargs)
        self.validators = [*self.validators, check_tree]

    def formfield(self, **kwargs: object) -> forms.Field:
        return super().formfield(**{"form_class": OutlineFormField, **kwargs})


class OutlineComparison(TextFieldComparison):
    """Shows two versions of a map as outlines, line by line."""

    def __init__(self, field: MindMapTreeField, obj_a: models.Model, obj_b: models.Model) -> None:
        super().__init__(field, obj_a, obj_b)
        self.val_a, self.val_b = format_outline(self.val_a or {}), format_outline(self.val_b or {})


register_comparison_class(MindMapTreeField, comparison_class=OutlineComparison)
