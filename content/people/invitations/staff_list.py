"""A list of staff, checked row by row: whom it would invite, and what is wrong with the others."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from content.people.invitations.columns import (
    EMAIL,
    POSITION,
    ROLE,
    SCHOOL,
    WORK_GROUP,
    find_columns,
    refuse_personal_records,
)
from content.people.invitations.models import Invitation
from content.people.invitations.permissions import roles_to_give
from content.people.models import School, User, WorkGroup
from content.people.roles import RoleKey

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from content.people.invitations.sheet import Sheet

MOST_POSITION = 200


@dataclass(slots=True)
class Person:
    """One row as it was understood. `school` and `work_group` are ids, so that it can travel through a form."""

    number: int
    email: str
    position: str
    role: str
    school: int | None = None
    work_group: int | None = None
    place: str = ""
    errors: list[str] = field(default_factory=list)

    def as_values(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in ("email", "position", "role", "school", "work_group")}


@dataclass(frozen=True, slots=True)
class StaffList:
    people: list[Person]
    unread_columns: list[str]

    @property
    def good(self) -> list[Person]:
        return [person for person in self.people if not person.errors]

    @property
    def bad(self) -> list[Person]:
        return [person for person in self.people if person.errors]


def check(sheet: Sheet, *, inviter: User, school: School | None = None) -> StaffList:
    """Raises `ColumnError` where the header is not that of a list of staff. `school` is that of rows that name none."""
    refuse_personal_records(sheet.header)
    places, unread = find_columns(sheet.header)
    reader = _RowReader(inviter, school)
    people = [reader.read(row.number, {key: row.cells[index] for key, index in places.items()}) for row in sheet.rows]
    _mark_known_addresses(people)
    return StaffList(people, unread)


class _RowReader:
    """Reads the rows of one list; schools, groups and roles are asked for once."""

    def __init__(self, inviter: User, school: School | None) -> None:
        self.school = school
        self.roles = {name: role for role in roles_to_give(inviter) for name in (role.value, str(role.label).lower())}
        self.all_roles = {name for role in RoleKey for name in (role.value, str(role.label).lower())}
        self.schools = _by_name(School.objects.all(), ("name", "smis_code", "ministry_code", "obec_code"))
        self.work_groups = _by_name(WorkGroup.objects.all(), ("name", "short_name"))
        self.rows_of: dict[str, int] = {}

    def read(self, number: int, cells: Mapping[str, str]) -> Person:
        person = Person(number, cells[EMAIL].lower(), cells[POSITION], RoleKey.MEMBER.value)
        formulas = [value for value in cells.values() if value.startswith("=")]
        if formulas:
            person.errors.append(_("Formulas are not worked out. Copy the cells and paste their values."))
            return person
        self._check_email(person)
        self._check_position(person)
        self._read_role(person, cells.get(ROLE, ""))
        self._read_place(person, cells.get(SCHOOL, ""), cells.get(WORK_GROUP, ""))
        return person

    def _check_email(self, person: Person) -> None:
        try:
            validate_email(person.email)
        except ValidationError:
            person.errors.append(_("“%(email)s” is not an e-mail address.") % {"email": person.email})
            return
        first = self.rows_of.setdefault(person.email, person.number)
        if first != person.number:
            person.errors.append(_("The same address stands in row %(number)d.") % {"number": first})

    @staticmethod
    def _check_position(person: Person) -> None:
        if not person.position:
            person.errors.append(_("The position is missing."))
        elif len(person.position) > MOST_POSITION:
            person.errors.append(_("The position is longer than %(count)d letters.") % {"count": MOST_POSITION})

    def _read_role(self, person: Person, text: str) -> None:
        if not text:
            return
        role = self.roles.get(text.lower())
        if role:
            person.role = role.value
        elif text.lower() in self.all_roles:
            person.errors.append(_("The role “%(role)s” is not yours to give.") % {"role": text})
        else:
            known = ", ".join(str(role.label) for role in RoleKey)
            person.errors.append(
                _("There is no role “%(role)s”. There are: %(known)s.") % {"role": text, "known": known}
            )

    def _read_place(self, person: Person, school: str, work_group: str) -> None:
        if school:
            found = self.schools.get(_plain_name(school), [])
            if len(found) == 1:
                person.school, person.place = found[0].pk, found[0].name
            else:
                message = (
                    _("Several schools are called “%(name)s”: write the code.")
                    if found
                    else _("There is no school “%(name)s”. Write its name as on this site, or its code.")
                )
                person.errors.append(message % {"name": school})
        elif self.school:
            person.school, person.place = self.school.pk, self.school.name
        if work_group:
            found = self.work_groups.get(_plain_name(work_group), [])
            if len(found) == 1:
                person.work_group = found[0].pk
                person.place = ", ".join(part for part in (person.place, found[0].name) if part)
            else:
                person.errors.append(_("There is no work group “%(name)s”.") % {"name": work_group})


def _plain_name(name: str) -> str:
    return "".join(name.split()).removeprefix("โรงเรียน").removeprefix("กลุ่ม").lower()


def _by_name(things: Iterable[School | WorkGroup], fields: Iterable[str]) -> Mapping[str, list]:
    found: dict[str, list] = defaultdict(list)
    for thing in things:
        for name in {_plain_name(value) for value in (getattr(thing, part) for part in fields) if value}:
            found[name].append(thing)
    return found


def _mark_known_addresses(people: list[Person]) -> None:
    """Addresses that have an account or an invitation, asked for all rows at once."""
    wanted = {person.email for person in people if not person.errors}
    accounts = {email.lower() for email in User.objects.filter(email__in=wanted).values_list("email", flat=True)}
    accounts |= set(EmailAddress.objects.filter(email__in=wanted, verified=True).values_list("email", flat=True))
    invited = set(Invitation.objects.in_state("waiting").filter(email__in=wanted).values_list("email", flat=True))
    for person in people:
        if person.email in accounts:
            person.errors.append(_("There is an account with this e-mail address already."))
        elif person.email in invited:
            person.errors.append(_("This address has been invited already."))
