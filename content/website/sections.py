"""
The parts of the website's pages that a hit can open. Their anchors are ids in `pages/*.html`.

People are found by position, never by name: only what the page itself shows is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from search.documents import Section

if TYPE_CHECKING:
    from collections.abc import Iterable

    from content.people.models import Profile
    from content.website.models import SchoolPage, TeamPage, WorkGroupPage


def work_group_sections(page: WorkGroupPage) -> tuple[Section, ...]:
    services = (
        Section(f"{service.name}\n{service.requirements}".strip(), f"service-{service.pk}", _("Services"))
        for service in page.services.all()
    )
    people = positions(page.work_group.people.all())
    return (
        *services,
        *lines(page.duties, "duties", _("Duties")),
        *lines(page.knowledge_topics, "topics", _("Ask us about")),
        *lines(people, "people", _("People of the group")),
    )


def team_sections(page: TeamPage) -> tuple[Section, ...]:
    members = (getattr(row.user, "profile", None) for row in page.team.memberships.all() if row.user.is_active)
    tasks = (Section(task.title, f"task-{task.pk}", _("What we are working on")) for task in page.tasks.all())
    return (
        *lines([str(rule) for rule in page.team.agreed_rules], "rules", _("What we agreed on")),
        *tasks,
        *lines([page.success_story], "story", _("What we are proud of")),
        *lines(positions(profile for profile in members if profile), "people", _("Members")),
    )


def school_sections(page: SchoolPage) -> tuple[Section, ...]:
    return lines([str(strength) for strength in page.school.strengths], "strengths", _("What the school is good at"))


def lines(texts: Iterable[str], anchor: str, label: str) -> tuple[Section, ...]:
    """One section of several lines; none where there is nothing in them."""
    text = "\n".join(text for text in texts if text)
    return (Section(text, anchor, label),) if text else ()


def positions(profiles: Iterable[Profile]) -> list[str]:
    """Each position once, of accounts that are in use."""
    return sorted({profile.position for profile in profiles if profile.position and profile.user.is_active})
