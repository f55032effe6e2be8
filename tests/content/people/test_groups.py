from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError

from content.people.models import School, User
from tests.factories.people import (
    SchoolFactory,
    StaffTeamFactory,
    TeamMembershipFactory,
    UserFactory,
    WorkGroupFactory,
)

pytestmark = pytest.mark.django_db


def test_work_group_school_and_team_own_a_group_each() -> None:
    owners = [WorkGroupFactory(), SchoolFactory(), StaffTeamFactory()]

    assert len({owner.group_id for owner in owners}) == 3


def test_group_is_renamed_with_its_owner() -> None:
    work_group = WorkGroupFactory(name="กลุ่มเดิม")
    work_group.name = "กลุ่มใหม่"
    work_group.save()

    assert Group.objects.get(pk=work_group.group_id).name.startswith("กลุ่มใหม่")


def test_owners_of_one_name_get_different_groups() -> None:
    first, second = WorkGroupFactory(name="กลุ่มอำนวยการ"), WorkGroupFactory(name="กลุ่มอำนวยการ")

    assert first.group.name != second.group.name


def test_deleting_a_work_group_deletes_its_groups() -> None:
    work_group = WorkGroupFactory()
    groups = [work_group.group_id, work_group.reviewer_group_id]
    work_group.delete()

    assert not Group.objects.filter(pk__in=groups).exists()


def test_changing_work_group_moves_the_person() -> None:
    old, new = WorkGroupFactory(), WorkGroupFactory()
    user = UserFactory(profile__work_group=old)
    user.profile.work_group = new
    user.profile.save()

    assert set(user.groups.all()) == {new.group}


def test_joining_and_leaving_a_team() -> None:
    membership = TeamMembershipFactory()
    user = membership.user
    assert membership.team.group in user.groups.all()

    membership.delete()

    assert membership.team.group not in user.groups.all()


def test_schools_without_codes_do_not_collide() -> None:
    for _ in range(2):
        school = School(slug=f"s{_}", name="โรงเรียนตัวอย่าง", smis_code="", ministry_code="", obec_code="")
        school.clean()
        school.save()

    assert School.objects.filter(smis_code=None).count() == 2


@pytest.mark.parametrize("code", ["9302990", "930299011", "9302990x", "๙๓๐๒๙๙๐๑"])
def test_school_code_that_is_not_eight_digits_is_refused(code: str) -> None:
    school = SchoolFactory.build(smis_code=code)
    with pytest.raises(ValidationError) as error:
        school.clean_fields(exclude=["group"])
    assert "smis_code" in error.value.message_dict


def test_person_is_shown_by_position() -> None:
    user = UserFactory(first_name="ชื่อจริง", last_name="นามสกุล", profile__position="ศึกษานิเทศก์")

    assert User.objects.get(pk=user.pk).public_name == "ศึกษานิเทศก์"


def test_account_without_profile_is_a_member() -> None:
    user = User.objects.create(username="new", email="new@example.invalid", first_name="ชื่อจริง")

    assert "ชื่อจริง" not in user.public_name
