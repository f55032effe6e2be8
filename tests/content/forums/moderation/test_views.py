"""Pages of moderators: who reaches them, what they send, what comes back when it is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from content.forums.models import ModerationAction, Post, Sanction
from content.people.roles import RoleKey
from tests.content.forums.moderation.checks import LOGIN, act, addresses, words
from tests.factories.forums import CategoryFactory, TopicFactory
from tests.factories.people import UserFactory

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from content.people.models import User


NAMES = ("post", "topic", "split", "category", "queue", "held", "people", "log", "csv")


@pytest.mark.parametrize("name", NAMES)
def test_moderator_and_who_moderates_all_see_every_page(
    client: Client, post: Post, moderator: User, make_user: Callable[..., User], name: str
) -> None:
    for user in (moderator, make_user(role=RoleKey.EDITOR), make_user(role=RoleKey.ADMINISTRATOR)):
        client.force_login(user)
        assert client.get(addresses(post)[name]).status_code == 200


@pytest.mark.parametrize("name", NAMES)
def test_member_is_refused(client: Client, post: Post, make_user: Callable[..., User], name: str) -> None:
    for user in (post.author, make_user(role=RoleKey.REVIEWER)):
        client.force_login(user)
        assert client.get(addresses(post)[name]).status_code == 403


@pytest.mark.parametrize("name", NAMES)
def test_visitor_is_asked_to_sign_in(client: Client, post: Post, name: str) -> None:
    response = client.get(addresses(post)[name])
    assert (response.status_code, response.headers["Location"].startswith(LOGIN)) == (302, True)


@pytest.mark.parametrize("name", ["post", "topic", "split", "category"])
def test_moderator_of_another_category_is_refused_and_what_is_hidden_is_not_there(
    client: Client, post: Post, name: str
) -> None:
    elsewhere = UserFactory()
    CategoryFactory().moderators.add(elsewhere)
    client.force_login(elsewhere)
    assert client.get(addresses(post)[name]).status_code == 403
    post.topic.category.audience_tokens.all().delete()
    assert client.get(addresses(post)[name]).status_code == 404
    assert act(client, addresses(post)[name], "hide", reason="x").status_code == 404


@pytest.mark.parametrize("pk", [0, 987654321, 2**63 - 1, 2**63, 10**40])
@pytest.mark.parametrize("name", ["forums_post_moderation", "forums_topic_moderation", "forums_split", "forums_report"])
def test_crafted_ids_are_not_there(client: Client, moderator: User, name: str, pk: int) -> None:
    client.force_login(moderator)
    assert client.get(reverse(name, args=[pk])).status_code == 404
    assert client.post(reverse(name, args=[pk]), {"do": "hide"}).status_code == 404


def test_lifting_a_crafted_id_is_not_there(client: Client, moderator: User) -> None:
    client.force_login(moderator)
    for pk in (987654321, 2**63):
        assert client.post(reverse("forums_lift", args=[pk])).status_code == 404


@pytest.mark.parametrize(
    ("do", "data"),
    [
        ("hide", {"reason": "x"}),
        ("delete", {"reason": "x"}),
        ("let_in", {}),
        ("show", {}),
        ("dismiss", {}),
        ("warn", {"reason": "x"}),
        ("suspend", {"reason": "x", "days": "1"}),
        ("purge", {"reason": "x"}),
    ],
)
def test_forged_post_of_a_member_changes_nothing(client: Client, post: Post, do: str, data: dict[str, str]) -> None:
    client.force_login(UserFactory())
    assert act(client, addresses(post)["post"], do, **data).status_code == 403
    post.refresh_from_db()
    assert post.state == "visible"
    assert not ModerationAction.objects.exists()


@pytest.mark.parametrize("do", ["pin", "lock", "move", "merge"])
def test_forged_post_of_the_author_changes_no_topic(client: Client, post: Post, do: str) -> None:
    client.force_login(post.topic.author)
    target = TopicFactory()
    assert act(client, addresses(post)["topic"], do, category=target.category_id, target=target.pk).status_code == 403
    assert not ModerationAction.objects.exists()


def test_without_the_token_of_the_form_nothing_is_done(post: Post, moderator: User) -> None:
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(moderator)
    assert act(strict, addresses(post)["post"], "hide", reason="x").status_code == 403
    assert Post.objects.get(pk=post.pk).state == "visible"


def test_hiding_without_a_reason_gives_the_form_back(client: Client, post: Post, moderator: User) -> None:
    client.force_login(moderator)
    response = act(client, addresses(post)["post"], "hide", reason=" ")
    assert response.status_code == 422
    page = BeautifulSoup(response.content, "html.parser")
    assert page.select_one("details[open] button[value=hide]")
    assert Post.objects.get(pk=post.pk).state == "visible"


@pytest.mark.parametrize("do", ["", "nonsense", "hide\0", "let_in'--"])
def test_unknown_action_shows_the_page_again(client: Client, post: Post, moderator: User, do: str) -> None:
    client.force_login(moderator)
    assert act(client, addresses(post)["post"], do, reason="x").status_code == 422


def test_too_long_reason_is_given_back(client: Client, post: Post, moderator: User) -> None:
    client.force_login(moderator)
    response = act(client, addresses(post)["post"], "hide", reason="ก" * 501)
    assert response.status_code == 422
    assert "ก" * 501 in response.content.decode()


def test_action_from_the_queue_leads_back_to_it(client: Client, post: Post, moderator: User) -> None:
    client.force_login(moderator)
    response = act(client, addresses(post)["post"], "hide", reason="x", **{"from": "queue"})
    assert response.headers["Location"] == reverse("forums_queue")


@pytest.mark.parametrize("origin", ["https://evil.example", "//evil.example", "people"])
def test_way_back_leads_nowhere_else(client: Client, post: Post, moderator: User, origin: str) -> None:
    client.force_login(moderator)
    response = act(client, addresses(post)["post"], "hide", reason="x", **{"from": origin})
    assert response.headers["Location"] == post.get_absolute_url()


def test_double_submit_is_one_action(client: Client, post: Post, moderator: User) -> None:
    client.force_login(moderator)
    for _press in range(2):
        assert act(client, addresses(post)["post"], "hide", reason="x", seen="visible").status_code == 302
    assert ModerationAction.objects.count() == 1


def test_second_moderator_reads_what_the_first_did(
    client: Client, post: Post, moderator: User, colleague: User
) -> None:
    client.force_login(moderator)
    act(client, addresses(post)["post"], "hide", reason="x", seen="visible")
    client.force_login(colleague)
    response = client.post(addresses(post)["post"], {"do": "delete", "reason": "y", "seen": "visible"}, follow=True)
    assert "ศึกษานิเทศก์" in words(response)
    assert Post.objects.get(pk=post.pk).state == "hidden"


def test_suspending_lets_the_person_read_why_where_they_write(client: Client, post: Post, moderator: User) -> None:
    client.force_login(moderator)
    act(client, addresses(post)["post"], "suspend", reason="ซ้ำหลายครั้ง", days="7")
    assert Sanction.objects.get().reason == "ซ้ำหลายครั้ง"
    assert act(client, addresses(post)["post"], "suspend", reason="x", days="99").status_code == 422
