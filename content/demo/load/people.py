"""Work groups, schools, teams and the people in them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from content.demo.load.context import Tally
from content.people.models import Profile, School, StaffTeam, StudentCount, TeamMembership, User, WorkGroup
from content.people.roles import RoleKey
from content.people.services import give_role
from content.taxonomy.models import Grade

if TYPE_CHECKING:
    from content.demo.load.context import Load

BUDDHIST_ERA = 543
ROLE_OF_KIND = {
    "executive": RoleKey.CONTRIBUTOR,
    "group_head": RoleKey.REVIEWER,
    "staff": RoleKey.CONTRIBUTOR,
    "supervisor": RoleKey.CONTRIBUTOR,
    "school_leader": RoleKey.CONTRIBUTOR,
    "teacher": RoleKey.CONTRIBUTOR,
    "committee": RoleKey.MEMBER,
    "community": RoleKey.MEMBER,
}
SIZES = {
    "ขนาดเล็ก": School.Size.SMALL,
    "ขนาดกลาง": School.Size.MEDIUM,
    "ขนาดใหญ่": School.Size.LARGE,
    "ขนาดใหญ่พิเศษ": School.Size.EXTRA_LARGE,
}


def load_work_groups(load: Load) -> Tally:
    tally = Tally()
    titles = {role["slug"]: role["title"] for role in load.district.of("roles")}
    present = load.found["work_groups"] = {group.slug: group for group in WorkGroup.objects.all()}
    for record in load.district.of("work_groups"):
        made = record["slug"] not in present
        if made:
            present[record["slug"]] = WorkGroup.objects.create(
                slug=record["slug"],
                name=record["name"],
                short_name=record["short_name"],
                mission=record["mission"],
                order=record["order"],
                head_position=titles[record["head_role"]],
            )
        tally.count(made=made)
    return tally


def load_schools(load: Load) -> Tally:
    tally = Tally()
    grades = load.found["grades"] = {grade.code: grade for grade in Grade.objects.all()}
    present = load.found["schools"] = {school.slug: school for school in School.objects.all()}
    for record in load.district.of("schools"):
        made = record["slug"] not in present
        if made:
            school = present[record["slug"]] = School.objects.create(
                slug=record["slug"],
                name=record["name"],
                smis_code=record["smis_code"],
                ministry_code=record["ministry_code"],
                obec_code=record["obec_code"],
                district=record["district"],
                province=record["province"],
                network=record["network"],
                levels=record["levels"],
                is_expansion=record["is_expansion"],
                teacher_count=record["teachers"],
                size=SIZES[record["size"]],
                strengths=record["strengths"],
                phone=record["contact"]["phone"] or "",
                email=record["contact"]["email"] or "",
            )
            StudentCount.objects.bulk_create(_student_counts(school, record["students"], grades))
        tally.count(made=made)
    return tally


def _student_counts(school: School, students: dict, grades: dict[str, Grade]) -> list[StudentCount]:
    return [
        StudentCount(
            school=school,
            academic_year=students["academic_year"] - BUDDHIST_ERA,
            as_of=dt.date.fromisoformat(students["as_of"]),
            grade=grades[row["grade"]],
            male=row["male"],
            female=row["female"],
            rooms=row["rooms"],
        )
        for row in students["rows"]
    ]


def load_people(load: Load) -> Tally:
    """One account for each role of the data, which nobody can sign in to until it is given a password."""
    tally = Tally()
    load.users = {user.username: user for user in User.objects.select_related("profile")}
    for record in load.district.of("roles"):
        made = record["slug"] not in load.users
        if made:
            user = User(username=record["slug"], email=f"{record['slug']}@example.invalid")
            user.set_unusable_password()
            user.save()
            add_profile(load, user, record["title"], record["work_group"], record["school"])
            role = ROLE_OF_KIND[record["kind"]]
            give_role(user=user, role=role)
            if role == RoleKey.REVIEWER and record["work_group"]:
                user.groups.add(load.found["work_groups"][record["work_group"]].reviewer_group)
            load.users[record["slug"]] = user
        tally.count(made=made)
    return tally


def add_profile(load: Load, user: User, position: str, work_group: str | None, school: str | None) -> None:
    user.profile = Profile.objects.create(
        user=user,
        position=position,
        work_group=load.found["work_groups"][work_group] if work_group else None,
        school=load.found["schools"][school] if school else None,
    )


def load_teams(load: Load) -> Tally:
    tally = Tally()
    titles = {role["slug"]: role["title"] for role in load.district.of("roles")}
    present = load.found["teams"] = {team.slug: team for team in StaffTeam.objects.all()}
    for record in load.district.of("teams"):
        made = record["slug"] not in present
        if made:
            team = present[record["slug"]] = StaffTeam.objects.create(
                slug=record["slug"],
                name=record["name"],
                flower=record["flower"],
                colour=record["color"],
                meaning=record["meaning"],
                mission=record["mission"],
                agreed_rules=record["agreed_rules"],
                lead_position=titles[record["lead_role"]],
            )
            # The lead may come from outside: then the team has one person more than its list of members.
            people = dict.fromkeys([record["lead_role"], *(member["role"] for member in record["members"])])
            for role in people:
                TeamMembership.objects.create(team=team, user=load.users[role], is_lead=role == record["lead_role"])
        tally.count(made=made)
    return tally
