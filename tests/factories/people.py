"""People and the groups they belong to."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from content.people.account_requests.models import AccountRequest
from content.people.invitations.models import Invitation
from content.people.models import Profile, School, StaffTeam, StudentCount, TeamMembership, User, WorkGroup
from content.people.services import give_role

if TYPE_CHECKING:
    from content.people.roles import RoleKey


class UserFactory(DjangoModelFactory):
    """An account with a profile; `position=`, `work_group=`, `school=` go to the profile."""

    username = factory.Sequence(lambda n: f"khru{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.invalid")

    class Meta:
        model = User
        skip_postgeneration_save = True

    @factory.post_generation
    def profile(self, create: bool, extracted: Profile | None, **fields: object) -> None:
        Profile.objects.create(user=self, **{"position": "ครูผู้สอน", **fields})


class WorkGroupFactory(DjangoModelFactory):
    slug = factory.Sequence(lambda n: f"work-group-{n}")
    name = factory.Sequence(lambda n: f"กลุ่มงานที่ {n}")

    class Meta:
        model = WorkGroup


class SchoolFactory(DjangoModelFactory):
    slug = factory.Sequence(lambda n: f"school-{n}")
    name = factory.Sequence(lambda n: f"โรงเรียนตัวอย่างที่ {n}")
    district = "ปากพะยูน"

    class Meta:
        model = School


class StaffTeamFactory(DjangoModelFactory):
    slug = factory.Sequence(lambda n: f"team-{n}")
    name = factory.Sequence(lambda n: f"ทีมดอกที่ {n}")
    flower = "พะยอม"
    colour = "#f3efe0"

    class Meta:
        model = StaffTeam


class TeamMembershipFactory(DjangoModelFactory):
    team = factory.SubFactory(StaffTeamFactory)
    user = factory.SubFactory(UserFactory)

    class Meta:
        model = TeamMembership


class StudentCountFactory(DjangoModelFactory):
    school = factory.SubFactory(SchoolFactory)
    academic_year = 2026
    male = 9
    female = 8
    rooms = 1

    class Meta:
        model = StudentCount


class InvitationFactory(DjangoModelFactory):
    email = factory.Sequence(lambda n: f"invited{n}@example.invalid")
    position = "ครูผู้สอน"
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=14))

    class Meta:
        model = Invitation


class AccountRequestFactory(DjangoModelFactory):
    email = factory.Sequence(lambda n: f"asks{n}@example.invalid")
    position = "ครูผู้สอน"
    why = "ครูย้ายมาใหม่ ขอใช้คลังหน่วยการเรียนรู้"

    class Meta:
        model = AccountRequest


def user_with_role(role: RoleKey, **fields: object) -> User:
    """An account with one platform role."""
    user = UserFactory(**fields)
    give_role(user=user, role=role)
    return User.objects.get(pk=user.pk)
