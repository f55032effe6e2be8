"""The arithmetic of audiences; what pages do with it is tested with pages."""

from content.core.audiences import ANONYMOUS_AUDIENCES, all_of, audiences_of


def test_one_of_several_groups_is_enough() -> None:
    assert all_of([{"group:1", "group:2"}]) == {"group:1", "group:2"}


def test_group_inside_members_is_the_group() -> None:
    assert all_of([{"members"}, {"group:1"}]) == {"group:1"}


def test_members_inside_members_is_members() -> None:
    assert all_of([{"members"}, {"members"}]) == {"members"}


def test_two_different_groups_are_both_needed() -> None:
    assert all_of([{"group:1"}, {"group:2"}]) == {"group:1+group:2"}


def test_the_same_group_twice_is_one_group() -> None:
    assert all_of([{"group:1", "group:2"}, {"group:2", "group:3"}]) == {"group:2", "group:1+group:3"}


def test_a_clause_nobody_satisfies_lets_nobody_in() -> None:
    assert all_of([{"group:1"}, set()]) == set()


def test_without_an_account_only_public_is_held() -> None:
    assert audiences_of(None) == ANONYMOUS_AUDIENCES == {"public"}
