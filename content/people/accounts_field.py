"""
Choosing people in forms of the admin, of an office with thousands of accounts.

Only who is chosen stands there, each with a tick to take away; others are found by what is typed. It needs no script:
of several people who fit, those that were found are offered to be ticked when the form comes back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from content.core.typed_text import tidy_typed
from content.people.models import User

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.db.models import QuerySet

MOST_FOUND = 20
MOST_TYPED = 20
LONGEST_TYPED = 200


class Chosen(list):
    """The ids that are ticked, with the text that finds others."""

    def __init__(self, ids: Iterable[object] = (), typed: str = "") -> None:
        super().__init__(ids)
        self.typed = typed

    @property
    def names(self) -> list[str]:
        parts = (" ".join(part.split()) for part in tidy_typed(self.typed).replace("\n", ",").split(","))
        return list(dict.fromkeys(part[:LONGEST_TYPED] for part in parts if part))[:MOST_TYPED]

    @property
    def ids(self) -> set[int]:
        """Those that a database could have given."""
        return {int(pk) for pk in map(str, self) if pk.isascii() and pk.isdigit() and len(pk) < 19}


def accounts_like(accounts: QuerySet[User], name: str) -> list[User]:
    """Whose user name or e-mail address it is, else those in whose user name or position it stands, a few too many."""
    exact = accounts.filter(Q(username__iexact=name) | Q(email__iexact=name))
    return list(exact[: MOST_FOUND + 1]) or list(
        accounts.filter(Q(username__icontains=name) | Q(profile__position__icontains=name))[: MOST_FOUND + 1]
    )


def label_of(account: User) -> str:
    """Whoever chooses has to tell two people of one position apart."""
    return f"{account.public_name} ({account.get_username()})"


class AccountsInput(forms.CheckboxSelectMultiple):
    template_name = "people/accounts_input.html"

    def value_from_datadict(self, data: Mapping[str, object], files: object, name: str) -> Chosen:
        ids = super().value_from_datadict(data, files, name) or ()
        return Chosen(ids, str(data.get(f"{name}-find") or ""))

    def value_omitted_from_data(self, data: Mapping[str, object], files: object, name: str) -> bool:
        return False

    def get_context(self, name: str, value: object, attrs: dict[str, object] | None) -> dict[str, object]:
        chosen = value if isinstance(value, Chosen) else Chosen(value or ())
        accounts = self.choices.queryset
        ids = chosen.ids
        people = {person.pk: person for person in accounts.filter(pk__in=ids)}
        for typed in chosen.names:
            people.update((person.pk, person) for person in accounts_like(accounts, typed)[:MOST_FOUND])
        own_id = (attrs or {}).get("id", f"id_{name}")
        return {
            "widget": {
                "name": name,
                "id": own_id,
                "attrs": self.build_attrs(self.attrs, attrs),
                "typed": chosen.typed,
                "find_label": _("Find people to add"),
                "find_help": _("A user name, an e-mail address or part of a position; several with commas between."),
                "rows": [
                    {"pk": pk, "label": label_of(person), "is_chosen": pk in ids, "id": f"{own_id}_{pk}"}
                    for pk, person in people.items()
                ],
            }
        }


class AccountsField(forms.ModelMultipleChoiceField):
    """Active accounts; the value is a list of them."""

    widget = AccountsInput

    def __init__(self, **kwargs: object) -> None:
        accounts = User.objects.filter(is_active=True).select_related("profile")
        super().__init__(accounts.order_by("profile__position", "username"), **kwargs)

    def label_from_instance(self, account: User) -> str:
        return label_of(account)

    def prepare_value(self, value: object) -> object:
        prepared = super().prepare_value(value)
        return Chosen(prepared, value.typed) if isinstance(value, Chosen) else prepared

    def has_changed(self, initial: object, data: object) -> bool:
        return bool(getattr(data, "names", ())) or super().has_changed(initial, data)

    def clean(self, value: object) -> list[User]:
        chosen = value if isinstance(value, Chosen) else Chosen(value or ())
        if len(chosen.ids) < len(set(chosen)):
            raise ValidationError(self.error_messages["invalid_choice"], params={"value": str(chosen)[:60]})
        people = {person.pk: person for person in super().clean(list(chosen))}
        errors = []
        for name in chosen.names:
            found = accounts_like(self.queryset, name)
            if len(found) == 1:
                people[found[0].pk] = found[0]
            elif not any(person.pk in people for person in found):
                # Where one of them is ticked by now, the question is answered.
                errors.append(_what_to_do(name, len(found)))
        if errors:
            raise ValidationError(errors)
        return list(people.values())


def _what_to_do(name: str, count: int) -> str:
    if not count:
        return _("No account has “%(name)s” in its user name or position.") % {"name": name[:60]}
    if count > MOST_FOUND:
        return _("More than %(most)d people fit “%(name)s”: the first stand below. Type more of it.") % {
            "most": MOST_FOUND,
            "name": name[:60],
        }
    return _("Several people fit “%(name)s”: tick below who is meant.") % {"name": name[:60]}
