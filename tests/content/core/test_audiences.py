"""Who may read a page, as restrictions come, go and move. The bank's front page stands for every page type."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from wagtail.models import Page, PageViewRestriction

from content.core.audiences import audiences_of, can_read, refresh_audiences
from content.core.models import PageAudience
from content.knowledge.models import KnowledgeIndexPage
from content.people.models import User
from content.people.roles import RoleKey
from tests.factories.people import UserFactory, WorkGroupFactory, user_with_role

pytestmark = [pytest.mark.django_db, pytest.mark.database]

ANYONE = AnonymousUser()


def add_page(parent: Page, title: str) -> KnowledgeIndexPage:
    return parent.add_child(instance=KnowledgeIndexPage(title=title))


def restrict(page: Page, *groups: Group) -> PageViewRestriction:
    kind = PageViewRestriction.GROUPS if groups else PageViewRestriction.LOGIN
    restriction = PageViewRestriction.objects.create(page=page.page_ptr, restriction_type=kind)
    restriction.groups.set(groups)
    return restriction


def tokens(page: Page) -> set[str]:
    return set(PageAudience.objects.filter(page_id=page.pk).values_list("token", flat=True))


def again(user: User) -> User:
    """The same person at the next request."""
    return User.objects.get(pk=user.pk)


@pytest.fixture
def section() -> KnowledgeIndexPage:
    return add_page(Page.get_first_root_node(), "ส่วนแรก")


@pytest.fixture
def leaf(section: KnowledgeIndexPage) -> KnowledgeIndexPage:
    return add_page(section, "หน้าลูก")


def test_new_page_is_public(leaf: KnowledgeIndexPage) -> None:
    assert tokens(leaf) == {"public"}
    assert can_read(ANYONE, leaf)


def test_login_restriction_lets_members_in_and_visitors_out(leaf: KnowledgeIndexPage) -> None:
    restrict(leaf)

    assert not can_read(ANYONE, leaf)
    assert can_read(UserFactory(), leaf)


def test_deactivated_account_holds_what_a_visitor_holds() -> None:
    assert audiences_of(UserFactory(is_active=False)) == {"public"}


def test_restriction_reaches_everything_below(section: KnowledgeIndexPage, leaf: KnowledgeIndexPage) -> None:
    restrict(section)

    assert not can_read(ANYONE, leaf)


def test_lifting_a_restriction_opens_everything_below(section: KnowledgeIndexPage, leaf: KnowledgeIndexPage) -> None:
    restrict(section).delete()

    assert can_read(ANYONE, leaf)


def test_group_restriction_asks_for_the_group(leaf: KnowledgeIndexPage) -> None:
    group = WorkGroupFactory()
    insider = UserFactory(profile__work_group=group)
    restrict(leaf, group.group)

    assert can_read(insider, leaf)
    assert not can_read(UserFactory(), leaf)
    assert not can_read(ANYONE, leaf)


def test_leaving_the_work_group_ends_reading(leaf: KnowledgeIndexPage) -> None:
    group = WorkGroupFactory()
    person = UserFactory(profile__work_group=group)
    restrict(leaf, group.group)
    person.profile.work_group = None
    person.profile.save()

    assert not can_read(again(person), leaf)


def test_nested_restrictions_must_all_be_met(section: KnowledgeIndexPage, leaf: KnowledgeIndexPage) -> None:
    outer, inner = WorkGroupFactory(), WorkGroupFactory()
    restrict(section, outer.group)
    restrict(leaf, inner.group)
    only_inner = UserFactory(profile__work_group=inner)
    both = UserFactory(profile__work_group=inner)
    both.groups.add(outer.group)

    assert not can_read(only_inner, leaf)
    assert can_read(again(both), leaf)


def test_editor_reads_every_page_and_contributor_does_not(leaf: KnowledgeIndexPage) -> None:
    restrict(leaf, WorkGroupFactory().group)

    assert can_read(user_with_role(RoleKey.EDITOR), leaf)
    assert not can_read(user_with_role(RoleKey.CONTRIBUTOR), leaf)


def test_moving_under_a_restricted_page_hides(section: KnowledgeIndexPage, leaf: KnowledgeIndexPage) -> None:
    elsewhere = add_page(Page.get_first_root_node(), "ส่วนปิด")
    restrict(elsewhere)
    Page.objects.get(pk=leaf.pk).move(Page.objects.get(pk=elsewhere.pk), pos="last-child")

    assert not can_read(ANYONE, leaf)


def test_moving_out_of_a_restricted_page_shows(section: KnowledgeIndexPage, leaf: KnowledgeIndexPage) -> None:
    restrict(section)
    Page.objects.get(pk=leaf.pk).move(Page.get_first_root_node(), pos="last-child")

    assert can_read(ANYONE, leaf)


def test_deleting_a_group_never_opens_its_pages(leaf: KnowledgeIndexPage) -> None:
    group = WorkGroupFactory()
    restrict(leaf, group.group)
    group.delete()

    assert not can_read(ANYONE, leaf)
    assert not can_read(UserFactory(), leaf)


def test_shared_password_satisfies_nobody_but_editors(leaf: KnowledgeIndexPage) -> None:
    PageViewRestriction.objects.create(page=leaf.page_ptr, restriction_type=PageViewRestriction.PASSWORD, password="ลับ")

    assert not can_read(UserFactory(), leaf)
    assert tokens(leaf) == {"editors"}


def test_list_shows_only_what_the_viewer_may_read(section: KnowledgeIndexPage, leaf: KnowledgeIndexPage) -> None:
    restrict(leaf)

    among = KnowledgeIndexPage.objects.filter(pk__in=[section.pk, leaf.pk])
    assert list(among.visible_to(ANYONE)) == [section]
    assert set(among.visible_to(UserFactory())) == {section, leaf}


def test_list_names_a_page_once_for_a_viewer_with_several_tokens(leaf: KnowledgeIndexPage) -> None:
    group = WorkGroupFactory()
    restrict(leaf, group.group, WorkGroupFactory().group)
    viewer = user_with_role(RoleKey.EDITOR)
    viewer.groups.add(group.group)

    assert KnowledgeIndexPage.objects.visible_to(again(viewer)).filter(pk=leaf.pk).count() == 1


def test_draft_is_in_no_list(leaf: KnowledgeIndexPage) -> None:
    leaf.unpublish()

    assert leaf not in KnowledgeIndexPage.objects.visible_to(user_with_role(RoleKey.EDITOR))


def test_refreshing_twice_changes_nothing(section: KnowledgeIndexPage, leaf: KnowledgeIndexPage) -> None:
    restrict(section)
    before = set(PageAudience.objects.values_list("pk", flat=True))
    refresh_audiences(section)

    assert set(PageAudience.objects.values_list("pk", flat=True)) == before


def test_visitor_costs_no_query(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):
        audiences_of(ANYONE)
