"""An item's audience field decides who finds it, at every door."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import PageViewRestriction

from content.knowledge.models import KnowledgeIndexPage
from content.notes.models import NotePage
from content.people.models import User
from content.people.roles import RoleKey
from tests.factories.people import SchoolFactory, StaffTeamFactory, TeamMembershipFactory, UserFactory, WorkGroupFactory
from tests.factories.people import user_with_role as with_role

if TYPE_CHECKING:
    from django.test import Client

    from tests.content.knowledge.conftest import AddNote

pytestmark = pytest.mark.django_db
Audience = NotePage.Audience
WORD = "กุ้งสามน้ำ"


def doors(client: Client, note: NotePage, user: User | None = None) -> dict[str, bool]:
    """At which doors this viewer meets the note: its page, the bank, the search, the sitemap."""
    client.logout()
    if user:
        client.force_login(User.objects.get(pk=user.pk))
    bank = KnowledgeIndexPage.objects.get().get_url()
    search = reverse("search")
    return {
        "page": client.get(note.get_url()).status_code == 200,
        "bank": WORD in client.get(bank).content.decode(),
        "kind": WORD in client.get(note.get_parent().get_url()).content.decode(),
        "search": note.get_url() in client.get(search, {"q": "กุ้ง"}).content.decode(),
        "sitemap": note.slug in client.get("/sitemap.xml").content.decode(),
    }


def everywhere(found: dict[str, bool]) -> bool:
    # The sitemap is for machines: only what everyone may read stands there.
    return all(met for door, met in found.items() if door != "sitemap")


def nowhere(found: dict[str, bool]) -> bool:
    return not any(found.values())


def test_public_item_is_met_at_every_door(client: Client, add_note: AddNote) -> None:
    assert all(doors(client, add_note(title=WORD, slug="kung")).values())


def test_members_item_is_hidden_from_visitors_and_shown_to_members(client: Client, add_note: AddNote) -> None:
    note = add_note(title=WORD, slug="kung", audience=Audience.MEMBERS)

    assert nowhere(doors(client, note))
    assert everywhere(doors(client, note, UserFactory()))


def test_work_group_item_is_for_the_work_group(client: Client, add_note: AddNote) -> None:
    group = WorkGroupFactory()
    note = add_note(title=WORD, slug="kung", audience=Audience.WORK_GROUP, work_group=group)

    assert everywhere(doors(client, note, UserFactory(profile__work_group=group)))
    assert nowhere(doors(client, note, UserFactory(profile__work_group=WorkGroupFactory())))
    assert nowhere(doors(client, note))


def test_school_item_is_for_the_school(client: Client, add_note: AddNote) -> None:
    school = SchoolFactory()
    note = add_note(title=WORD, slug="kung", audience=Audience.SCHOOL, school=school)

    assert everywhere(doors(client, note, UserFactory(profile__school=school)))
    assert nowhere(doors(client, note, UserFactory()))


def test_team_item_is_for_the_team(client: Client, add_note: AddNote) -> None:
    team = StaffTeamFactory()
    note = add_note(title=WORD, slug="kung", audience=Audience.TEAM, team=team)

    assert everywhere(doors(client, note, TeamMembershipFactory(team=team).user))
    assert nowhere(doors(client, note, UserFactory()))


def test_named_readers_and_authors_alone_read_what_is_for_them(client: Client, add_note: AddNote) -> None:
    author, reader = UserFactory(), UserFactory()
    note = add_note(title=WORD, slug="kung", audience=Audience.PEOPLE, authors=[author], readers=[reader])

    assert everywhere(doors(client, note, author))
    assert everywhere(doors(client, note, reader))
    assert nowhere(doors(client, note, UserFactory()))
    assert nowhere(doors(client, note))


def test_author_outside_the_work_group_reads_own_item(client: Client, add_note: AddNote) -> None:
    author = UserFactory()
    note = add_note(
        title=WORD, slug="kung", audience=Audience.WORK_GROUP, work_group=WorkGroupFactory(), authors=[author]
    )

    assert everywhere(doors(client, note, author))


def test_editor_reads_what_is_for_others(client: Client, add_note: AddNote) -> None:
    note = add_note(title=WORD, slug="kung", audience=Audience.WORK_GROUP, work_group=WorkGroupFactory())

    assert everywhere(doors(client, note, with_role(RoleKey.EDITOR)))


def test_restricting_a_public_item_hides_it_at_once(client: Client, add_note: AddNote) -> None:
    note = add_note(title=WORD, slug="kung")
    note.audience = Audience.MEMBERS
    note.save_revision().publish()

    assert nowhere(doors(client, note))


def test_opening_an_item_shows_it_at_once(client: Client, add_note: AddNote) -> None:
    note = add_note(title=WORD, slug="kung", audience=Audience.MEMBERS)
    note.audience = Audience.PUBLIC
    note.save_revision().publish()

    assert all(doors(client, note).values())
    assert not PageViewRestriction.objects.exists()


def test_restriction_in_a_draft_waits_for_publication(client: Client, add_note: AddNote) -> None:
    note = add_note(title=WORD, slug="kung")
    note.audience = Audience.MEMBERS
    note.save_revision()

    assert all(doors(client, note).values())


def test_unpublished_item_is_met_nowhere(client: Client, add_note: AddNote) -> None:
    author = UserFactory()
    note = add_note(title=WORD, slug="kung", authors=[author])
    note.unpublish()

    assert nowhere(doors(client, note, author))


def test_deleted_item_leaves_lists_and_search(client: Client, add_note: AddNote) -> None:
    note = add_note(title=WORD, slug="kung")
    parent = note.get_parent()
    note.delete()

    assert WORD not in client.get(parent.get_url()).content.decode()
    assert "/kung/" not in client.get(reverse("search"), {"q": "กุ้ง"}).content.decode()


def test_taking_an_author_away_ends_reading(client: Client, add_note: AddNote) -> None:
    former = UserFactory()
    note = add_note(title=WORD, slug="kung", audience=Audience.PEOPLE, authors=[former])
    note.item_authors = []
    note.save_revision().publish()

    assert nowhere(doors(client, note, former))


@pytest.mark.parametrize("audience", [Audience.WORK_GROUP, Audience.TEAM, Audience.SCHOOL])
def test_audience_without_its_group_is_refused(add_note: AddNote, audience: Audience) -> None:
    note = add_note(title=WORD)
    note.audience = audience
    with pytest.raises(ValidationError) as error:
        note.full_clean()

    assert audience.value in error.value.message_dict


def test_page_of_a_signed_in_reader_is_not_kept_by_caches(client: Client, add_note: AddNote) -> None:
    note = add_note(title=WORD, audience=Audience.MEMBERS)
    client.force_login(UserFactory())

    assert "no-store" in client.get(note.get_url())["Cache-Control"]
