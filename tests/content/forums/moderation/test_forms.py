"""The forms of topics, reports, suspensions and categories: what is sent, and what comes back when it is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from content.forums.models import Post, Report, Sanction, Topic
from content.forums.moderation.services import people
from tests.content.forums.moderation.checks import LOGIN, act, addresses, words
from tests.factories.forums import CategoryFactory, PostFactory, TopicFactory
from tests.factories.people import UserFactory

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from content.forums.models import Category
    from content.people.models import User


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
    data = {"numbers": numbers, "title": "แยก", "kind": "question", "category": post.topic.category_id, "token": "t"}
    response = client.post(addresses(post)["split"], data)
    assert response.status_code == (302 if numbers == "2,," else 422)


@pytest.mark.parametrize("token", ["", "\0", "x" * 65, "ก", "../"])
def test_split_without_a_sound_token_says_so_and_gives_a_new_one(
    client: Client, post: Post, moderator: User, token: str
) -> None:
    client.force_login(moderator)
    category = post.topic.category_id
    data = {"numbers": "2", "title": "แยก", "kind": "question", "category": category, "token": token}
    response = client.post(addresses(post)["split"], data)
    assert response.status_code == 422
    assert "แบบฟอร์มที่ส่งกลับมาไม่สมบูรณ์" in response.text
    data["token"] = response.context["form"]["token"].value()
    assert client.post(addresses(post)["split"], data).status_code == 302


def utf7(client: Client, url: str, name: str, value: str) -> HttpResponse:
    """A form in an encoding that knows half a character, as no browser sends it and a crafted one may."""
    part = f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
    more = '--b\r\nContent-Disposition: form-data; name="do"\r\n\r\npurge\r\n--b--\r\n'
    # `client.post` would encode it once more.
    form_type = "multipart/form-data; boundary=b; charset=utf-7"
    return client.generic("POST", url, (part + more).encode(), content_type=form_type)


@pytest.mark.parametrize("name", ["reason", "text", "passages", "title", "kind", "days", "show", "files", "+2AA-"])
@pytest.mark.parametrize("place", ["post", "topic", "split", "category", "report"])
def test_half_a_character_is_no_fault(client: Client, post: Post, moderator: User, place: str, name: str) -> None:
    client.force_login(moderator)
    url = reverse("forums_report", args=[post.pk]) if place == "report" else addresses(post)[place]
    assert utf7(client, url, name, "+2AA-").status_code in {200, 302, 422}


def test_half_a_character_of_somebody_signed_out_is_no_fault(client: Client, post: Post) -> None:
    answer = utf7(client, reverse("forums_reply", args=[post.topic_id]), "text", "ab+2AA-cd")
    assert answer.status_code == 401
    assert "abcd" in answer.text


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
