"""Forms of the admin whose changes stand in the log of the moderators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Model
from wagtail.admin.forms.models import WagtailAdminModelForm

from content.forums.models import Category
from content.forums.moderation.log import Action, record

if TYPE_CHECKING:
    from content.people.models import User

LONGEST_SHOWN = 200


class LoggedForm(WagtailAdminModelForm):
    """What is changed in the admin is written into the log, with what it was before."""

    def save(self, commit: bool = True) -> Model:
        is_new = self.instance.pk is None
        saved = super().save(commit=commit)
        changes = {name: [None if is_new else self._before(name), self._after(name)] for name in self.changed_data}
        if commit and changes:
            record_settings(self.for_user, saved, changes)
        return saved

    def _before(self, name: str) -> object:
        value = self.initial.get(name)
        choices = getattr(self.fields[name], "queryset", None)
        if choices is not None and value not in (None, ""):
            keys = [getattr(key, "pk", key) for key in (value if isinstance(value, (list, tuple)) else [value])]
            value = list(choices.model._default_manager.filter(pk__in=keys))
        return self._shown(name, value)

    def _after(self, name: str) -> object:
        return self._shown(name, self.cleaned_data.get(name))

    def _shown(self, name: str, value: object) -> object:
        """A plain value; people by position, what is chosen by its label."""
        if value is None or isinstance(value, bool | int):
            return value
        if isinstance(value, str):
            labels = dict(getattr(self.fields[name], "choices", None) or ()) if value else {}
            return str(labels.get(value, value))[:LONGEST_SHOWN]
        rows = [value] if isinstance(value, Model) else list(value)
        return ", ".join(sorted(getattr(row, "public_name", str(row)) for row in rows))[:LONGEST_SHOWN]


def record_settings(user: User, row: Model, changes: dict[str, list[object]], *, is_gone: bool = False) -> None:
    """Write changes of a category, or of what stands above all categories, which the log names by `subject`."""
    if isinstance(row, Category) and not is_gone:
        record(Action.SETTINGS, actor=user, category=row, changes=changes)
    else:
        subject = f"{row._meta.verbose_name}: {row}"[:LONGEST_SHOWN]
        record(Action.SETTINGS, actor=user, subject=subject, changes=changes)
