"""What pages of work groups and teams show, as plain values for the templates. People appear by position only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Count

from content.notifications.follows import follow_rows
from content.people.models import Profile, TeamMembership
from content.taxonomy.names import thai_sort_key
from content.website.knowledge import newest_items
from content.website.news_list import latest_news
from content.website.phones import phone_url
from content.website.talk import latest_talk

if TYPE_CHECKING:
    from django.http import HttpRequest

    from content.people.models import StaffTeam, WorkGroup
    from content.website.models import TeamIndexPage, TeamPage, WorkGroupIndexPage, WorkGroupPage

ITEMS_SHOWN = 6
NEWS_SHOWN = 3


def work_group_list_context(index: WorkGroupIndexPage, request: HttpRequest) -> dict[str, object]:
    # The page models of this app read this module.
    pages = apps.get_model("website", "WorkGroupPage").objects.child_of(index).visible_to(request.user)
    pages = pages.select_related("work_group").defer_streamfields().annotate(service_count=Count("services"))
    return {
        "groups": [
            {
                "title": page.title,
                "url": page.get_url(request),
                "short_name": page.work_group.short_name,
                "summary": page.summary or page.work_group.mission,
                "service_count": page.service_count,
            }
            for page in pages.order_by("work_group__order", "title")
        ]
    }


def work_group_context(page: WorkGroupPage, request: HttpRequest) -> dict[str, object]:
    group = page.work_group
    services = list(page.services.all())
    return {
        "group": group,
        "phone_url": phone_url(page.phone),
        "services": services,
        "has_requirements": any(service.requirements for service in services),
        "positions": positions_of(group),
        "knowledge": newest_items(request.user, ITEMS_SHOWN, group=group.slug),
        "news": latest_news(request.user, request, NEWS_SHOWN, work_group=group),
        "talk": latest_talk(group, request.user),
    }


def followed_group(page: WorkGroupPage, request: HttpRequest) -> list[dict[str, object]]:
    """The button to follow what this group publishes; nothing for visitors and in previews."""
    if not request.user.is_authenticated or getattr(request, "is_preview", False):
        return []
    return follow_rows(request.user, [("work_group", page.work_group_id, page.work_group.name)])


def positions_of(group: WorkGroup) -> list[dict[str, object]]:
    """The positions held in a work group and how many hold each, its head first."""
    held = Profile.objects.filter(work_group=group, user__is_active=True).exclude(position="")
    rows = list(held.order_by().values_list("position").annotate(people=Count("pk")))
    rows.sort(key=lambda row: (row[0] != group.head_position, thai_sort_key(row[0])))
    return [
        {"position": position, "people": people, "leads": position == group.head_position} for position, people in rows
    ]


def team_list_context(index: TeamIndexPage, request: HttpRequest) -> dict[str, object]:
    pages = apps.get_model("website", "TeamPage").objects.child_of(index).visible_to(request.user)
    return {
        "teams": [
            {
                "title": page.title,
                "url": page.get_url(request),
                "flower": page.team.flower,
                "summary": page.summary or page.team.mission,
                "drawing": page.drawing,
            }
            for page in pages.select_related("team").defer_streamfields().order_by("path")
        ]
    }


def team_context(page: TeamPage, request: HttpRequest) -> dict[str, object]:
    return {
        "team": page.team,
        "drawing": page.drawing,
        "rules": [str(rule) for rule in page.team.agreed_rules],
        "members": members_of(page.team),
        "tasks": page.tasks.all(),
        "talk": latest_talk(page.team, request.user),
    }


def members_of(team: StaffTeam) -> list[dict[str, object]]:
    """Who is in a team, by position and work group, its lead first."""
    rows = TeamMembership.objects.filter(team=team, user__is_active=True).select_related("user__profile__work_group")
    members = []
    for row in rows:
        profile = getattr(row.user, "profile", None)
        group = profile.work_group.name if profile and profile.work_group else ""
        members.append({"position": row.user.public_name, "work_group": group, "leads": row.is_lead})
    return members
