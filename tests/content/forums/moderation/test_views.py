"""Pages of moderators: who reaches them, what they send, what comes back when it is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from content.forums.models import ModerationAction, Post, Report, Sanction, Topic
from content.forums.moderation.services import people
from content.people.roles import RoleKey
from tests.factories.forums import CategoryFactory, PostFactory, TopicFactory
from tests.factories.people import UserFactory

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse
    from django.test import Client

    from content.forums.models import Category
    from content.people.models import User

LOGIN = "/accounts/login/"


@pytest.fixture
def post(category: Category) -> Post:
    return PostFactory(topic__category=category, text="ข้อความเดิม")


def addresses(post: Post) -> dict[str, str]:
    topic = post.topic
    return {
        "post": reverse("forums_post_moderation", args=[post.pk]),
        "topic": reverse("forums_topic_moderation", args=[topic.pk]),
        "split": reverse("forums_split", args=[topic.pk]),
        "category": reverse("forums_category_moderation", args=[topic.category.slug]),
        "queue": reverse("forums_queue"),
        "held": f"{reverse('forums_queue')}?show=held",
        "people": reverse("forums_suspensions"),
        "log": reverse("forums_log"),
        "csv": reverse("forums_log_csv"),
    }


NAMES = ("post", "topic", "split", "category", "queue", "held", "people", "log", "csv")


def act(client: Client, url: str, do: str, **data: object) -> HttpResponse:
    return client.post(url, {"do": do, **data})


def words(response: HttpResponse) -> str:
    return BeautifulSoup(response.content, "html.parser").get_text(" ")


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


def test_topic_is_moved_by_its_form(client: Client, post: Post, moderator: User) -> None:
    other = CategoryFactory()
    other.moderators.add(moderator)
    client.force_login(moderator)
    assert act(client, addresses(post)["topic"], "move", category=other.pk).status_code == 302
    assert Topic.objects.get(pk=post.topic_id).category == other


def test_category_one_does_not_moderate_is_no_choice(client: Client, post: Post, moderator: User) -> None:
    client.force_login(moderator)
    other = CategoryFactory(name="ที่อื่น")
    CategoryFactory().moderators.add(moderator)
    assert "ที่อื่น" not in client.get(addresses(post)["topic"]).content.decode()
    assert act(client, addresses(post)["topic"], "move", category=other.pk).status_code == 422


@pytest.mark.parametrize("typed", ["{pk}", "/forum/t/{pk}/", "https://km.example/forum/t/{pk}/?after=50#post-3"])
def test_topic_is_merged_by_the_address_of_the_other(
    client: Client, post: Post, moderator: User, category: Category, typed: str
) -> None:
    target = TopicFactory(category=category)
    client.force_login(moderator)
    response = act(client, addresses(post)["topic"], "merge", target=typed.format(pk=target.pk))
    assert response.status_code == 302
    assert Topic.objects.get(pk=post.topic_id).merged_into == target
    assert client.get(response.headers["Location"]).headers["Location"] == target.get_absolute_url()


@pytest.mark.parametrize("typed", ["", "x", "0", "-1", "99999999999999999999", "/forum/t//", "1 OR 1=1", "\0"])
def test_wrong_target_is_given_back(client: Client, post: Post, moderator: User, typed: str) -> None:
    client.force_login(moderator)
    assert act(client, addresses(post)["topic"], "merge", target=typed).status_code == 422


def test_topic_one_may_not_read_is_as_good_as_none(client: Client, post: Post, moderator: User) -> None:
    hidden = TopicFactory(title="ความลับ")
    hidden.category.audience_tokens.all().delete()
    client.force_login(moderator)
    response = act(client, addresses(post)["topic"], "merge", target=hidden.pk)
    none = act(client, addresses(post)["topic"], "merge", target=987654)
    error = ".error-summary, .field__error"
    first, second = (
        BeautifulSoup(r.content, "html.parser").select_one(error).get_text(strip=True) for r in (response, none)
    )
    assert first == second
    assert "ความลับ" not in response.content.decode()


def test_posts_are_split_by_ticks_and_numbers(client: Client, category: Category, moderator: User) -> None:
    topic = TopicFactory(category=category)
    PostFactory.create_batch(4, topic=topic)
    client.force_login(moderator)
    url = reverse("forums_split", args=[topic.pk])
    data = {"posts": ["2"], "numbers": "๔-5", "title": "แยก", "kind": "question", "category": category.pk, "token": "t"}
    response = client.post(url, data)
    new = Topic.objects.get(title="แยก")
    assert response.headers["Location"] == new.get_absolute_url()
    assert new.posts.count() == 3


def test_ticks_are_kept_while_other_posts_are_shown(client: Client, category: Category, moderator: User) -> None:
    topic = TopicFactory(category=category)
    PostFactory.create_batch(60, topic=topic)
    client.force_login(moderator)
    url = reverse("forums_split", args=[topic.pk])
    response = client.post(url, {"posts": ["2", "3"], "numbers": "9", "title": "แยก", "show": "after=50"})
    page = BeautifulSoup(response.content, "html.parser")
    assert page.select_one("[name=numbers]")["value"] == "9, 2, 3"
    assert page.select_one("[name=title]")["value"] == "แยก"
    assert page.select_one("[name=posts]")["value"] == "51"
    assert Topic.objects.count() == 1


@pytest.mark.parametrize("numbers", ["", "x", "5-2", "1-99999", "2,,", "99999999999", "-3"])
def test_wrong_numbers_are_given_back(client: Client, post: Post, moderator: User, numbers: str) -> None:
    client.force_login(moderator)
    data = {"numbers": numbers, "title": "แยก", "kind": "question", "category": post.topic.category_id}
    response = client.post(addresses(post)["split"], data)
    assert response.status_code == (302 if numbers == "2,," else 422)


def test_passages_of_two_letters_are_refused(client: Client, post: Post, moderator: User) -> None:
    client.force_login(moderator)
    response = act(client, addresses(post)["post"], "purge", reason="x", passages="กข")
    assert response.status_code == 422
    assert Post.objects.get(pk=post.pk).text == "ข้อความเดิม"


def test_personal_data_is_removed_by_its_form(client: Client, post: Post, moderator: User) -> None:
    client.force_login(moderator)
    assert act(client, addresses(post)["post"], "purge", reason="ขอลบ", passages="ข้อความ\n").status_code == 302
    assert "ข้อความ" not in Post.objects.get(pk=post.pk).text


def test_member_reports_a_post(client: Client, post: Post) -> None:
    client.force_login(UserFactory())
    url = reverse("forums_report", args=[post.pk])
    assert client.get(url).status_code == 200
    for _press in range(2):
        assert client.post(url, {"reason": "unkind"}).status_code == 302
    assert Report.objects.count() == 1


@pytest.mark.parametrize(
    "data", [{}, {"reason": "nonsense"}, {"reason": "other"}, {"reason": "wrong", "text": "ก" * 501}]
)
def test_report_that_is_not_right_is_given_back(client: Client, post: Post, data: dict[str, str]) -> None:
    client.force_login(UserFactory())
    assert client.post(reverse("forums_report", args=[post.pk]), data).status_code == 422
    assert not Report.objects.exists()


def test_own_post_is_not_reported_and_a_visitor_signs_in(client: Client, post: Post) -> None:
    url = reverse("forums_report", args=[post.pk])
    assert client.get(url).headers["Location"].startswith(LOGIN)
    client.force_login(post.author)
    assert client.get(url).status_code == 403


def test_hidden_post_is_not_there_to_be_reported(client: Client, post: Post) -> None:
    Post.objects.filter(pk=post.pk).update(state="hidden")
    client.force_login(UserFactory())
    assert client.get(reverse("forums_report", args=[post.pk])).status_code == 404


def test_suspension_is_lifted_from_the_list(client: Client, post: Post, moderator: User, colleague: User) -> None:
    people.suspend(user=moderator, post=post, days=None, reason="หยาบ")
    sanction = Sanction.objects.get()
    client.force_login(colleague)
    assert "หยาบ" in words(client.get(reverse("forums_suspensions")))
    for _press in range(2):
        assert client.post(reverse("forums_lift", args=[sanction.pk]), {"reason": ""}).status_code == 302
    assert "หยาบ" not in words(client.get(reverse("forums_suspensions")))
    assert client.get(reverse("forums_lift", args=[sanction.pk])).status_code == 405


def test_suspensions_of_other_categories_are_not_listed_or_lifted(client: Client, post: Post, moderator: User) -> None:
    people.suspend(user=moderator, post=post, days=None, reason="หยาบ")
    elsewhere = UserFactory()
    CategoryFactory().moderators.add(elsewhere)
    client.force_login(elsewhere)
    assert "หยาบ" not in words(client.get(reverse("forums_suspensions")))
    assert client.post(reverse("forums_lift", args=[Sanction.objects.get().pk])).status_code == 403
    assert Sanction.objects.get().lifted_at is None


def test_category_is_closed_by_its_form(client: Client, category: Category, moderator: User) -> None:
    client.force_login(moderator)
    url = reverse("forums_category_moderation", args=[category.slug])
    assert client.post(url, {"is_closed": "on", "slow_seconds": "30"}).status_code == 302
    category.refresh_from_db()
    assert (category.is_closed, category.slow_seconds) == (True, 30)
    assert client.post(url, {"slow_seconds": "999999"}).status_code == 422
    assert client.post(url, {"slow_seconds": "x"}).status_code == 422


def test_topic_page_offers_moderating_to_moderators_only(client: Client, post: Post, moderator: User) -> None:
    Report.objects.create(post=post, reporter=UserFactory(), reason="wrong")
    link, report = addresses(post)["post"], reverse("forums_report", args=[post.pk])
    assert link not in client.get(post.topic.get_absolute_url()).content.decode()
    client.force_login(UserFactory())
    page = client.get(post.topic.get_absolute_url()).content.decode()
    assert link not in page
    assert report in page
    client.force_login(moderator)
    assert link in client.get(post.topic.get_absolute_url()).content.decode()
