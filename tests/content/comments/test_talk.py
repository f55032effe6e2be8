"""Comments beside an item: writing, reading, what is refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from content.comments.models import LONGEST_TEXT, Comment
from content.comments.services import MOST_COMMENTS, post_comment
from content.comments.talk import PAGE_SIZE
from content.people.roles import RoleKey
from tests.factories.people import UserFactory, user_with_role

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from content.notes.models import NotePage
    from content.people.models import User

pytestmark = pytest.mark.django_db


def write(client: Client, item: NotePage, text: str = "ขอบคุณ", **fields: str) -> HttpResponse:
    return client.post(f"/talk/{item.pk}/comment/", {"text": text, "token": "t", **fields})


def text_of(client: Client, item: NotePage) -> str:
    return client.get(item.url).content.decode()


class TestWriting:
    def test_comment_is_shown_at_once_to_all_by_position(self, client, item, member, remembering) -> None:
        assert "ลองแล้วได้ผล" not in text_of(client, item)
        client.force_login(member)
        response = write(client, item, "ลองแล้ว**ได้ผล**")
        remembering()
        client.logout()

        page = text_of(client, item)
        assert "ลองแล้ว<strong>ได้ผล</strong>" in page
        assert "ครูผู้สอน" in page
        assert member.username not in page
        assert response.headers["Location"] == f"{item.url}#comment-{Comment.objects.get().pk}"

    def test_script_in_a_comment_is_no_script(self, client: Client, item: NotePage, member: User) -> None:
        client.force_login(member)
        write(client, item, "<script>alert(1)</script> [x](javascript:alert(1)) ![](https://elsewhere.example/a.png)")

        page = text_of(client, item)
        assert "<script>alert" not in page
        assert "javascript:" not in page
        assert "elsewhere.example" not in page

    def test_footnotes_of_two_comments_have_no_targets(self, client, item, say) -> None:
        for number in range(2):
            say(f"ข้อ {number}[^1]\n\n[^1]: ที่มา")

        assert 'id="fn' not in text_of(client, item)

    def test_visitor_reads_but_does_not_write(self, client: Client, item: NotePage, say) -> None:
        say("อ่านได้ทุกคน")
        page = text_of(client, item)
        assert "อ่านได้ทุกคน" in page
        assert "csrfmiddlewaretoken" not in page
        assert "เข้าสู่ระบบเพื่อร่วมพูดคุย" in page

        response = write(client, item)
        assert response.headers["Location"].startswith("/accounts/login/")
        assert Comment.objects.count() == 1

    def test_talk_of_a_hidden_item_is_not_there(self, client: Client, make_item, member: User) -> None:
        hidden = make_item(audience="people")
        comment = post_comment(user=member, page=hidden, text="ความลับ", token="t")
        client.force_login(member)

        assert write(client, hidden).status_code == 404
        for address in ("", "reply/", "edit/", "delete/"):
            assert client.get(f"/talk/comment/{comment.pk}/{address}").status_code == 404
        assert client.post(f"/talk/{hidden.pk}/vote/", {"helpful": "yes"}).status_code == 404

    def test_pages_that_are_no_items_have_no_talk(self, client: Client, site_tree, member: User) -> None:
        client.force_login(member)
        assert client.post(f"/talk/{site_tree.home.pk}/comment/", {"text": "x"}).status_code == 404
        assert client.post(f"/talk/{10**30}/comment/", {"text": "x"}).status_code == 404
        assert client.get(f"/talk/comment/{10**30}/").status_code == 404

    def test_reply_stands_below_its_comment_and_has_none_itself(self, client, item, member, say) -> None:
        first = say("คำถาม")
        client.force_login(member)
        client.post(f"/talk/comment/{first.pk}/reply/", {"text": "คำตอบ", "token": "t"})
        answer = Comment.objects.get(parent=first)

        assert "คำตอบ" in text_of(client, item)
        assert client.get(f"/talk/comment/{answer.pk}/reply/").status_code == 403

    @pytest.mark.parametrize("text", ["", "   ", "\u200b\u2060"])
    def test_nothing_is_refused(self, client: Client, item: NotePage, member: User, text: str) -> None:
        client.force_login(member)
        response = write(client, item, text)

        assert response.status_code == 422
        assert "โปรดเขียนข้อความก่อนส่ง" in response.content.decode()

    def test_too_long_text_is_given_back_with_its_length(self, client, item, member: User) -> None:
        client.force_login(member)
        response = write(client, item, "ก" * 200_000)

        page = response.content.decode()
        assert response.status_code == 422
        assert f"ข้อความยาว 200,000 ตัวอักษร ใส่ได้ไม่เกิน {LONGEST_TEXT:,}" in page
        assert "ก" * 200_000 in page

    def test_control_characters_are_taken_out_and_told(self, client, item, member: User) -> None:
        client.force_login(member)
        response = write(client, item, "ก\x00ข\x08ค")

        page = response.content.decode()
        assert response.status_code == 422
        assert "อักขระควบคุม" in page
        assert "กขค" in page
        assert not Comment.objects.exists()
        assert write(client, item, "กขค").status_code == 302

    def test_sent_twice_it_is_one_comment(self, client: Client, item: NotePage, member: User) -> None:
        client.force_login(member)
        places = {write(client, item).headers["Location"] for _ in range(2)}

        assert len(places) == 1
        assert Comment.objects.count() == 1

    def test_other_words_from_a_form_brought_back_are_another_comment(self, client, item, member: User) -> None:
        client.force_login(member)
        write(client, item, "หนึ่ง")
        write(client, item, "สอง")

        assert Comment.objects.count() == 2

    def test_same_words_from_a_new_form_are_another_comment(self, client, item, member: User) -> None:
        client.force_login(member)
        write(client, item, token="a")
        write(client, item, token="b")

        assert Comment.objects.count() == 2

    def test_who_writes_too_fast_waits_and_loses_nothing(self, client, item, member, say) -> None:
        for number in range(MOST_COMMENTS):
            say(f"ความเห็นที่ {number}")
        client.force_login(member)
        response = write(client, item, "อีกข้อหนึ่ง")

        assert response.status_code == 422
        assert "โปรดรอสักครู่" in response.content.decode()
        assert "อีกข้อหนึ่ง" in response.content.decode()
        assert Comment.objects.count() == MOST_COMMENTS


class TestEditing:
    def test_own_comment_is_changed_and_says_so(self, client: Client, item: NotePage, member: User, say) -> None:
        comment = say("เดิม")
        client.force_login(member)
        assert "เดิม" in client.get(f"/talk/comment/{comment.pk}/edit/").content.decode()
        client.post(f"/talk/comment/{comment.pk}/edit/", {"text": "ใหม่"})

        page = text_of(client, item)
        assert "ใหม่" in page
        assert "แก้ไขเมื่อ" in page

    def test_unchanged_comment_is_not_edited(self, client: Client, member: User, say) -> None:
        comment = say("เดิม")
        client.force_login(member)
        client.post(f"/talk/comment/{comment.pk}/edit/", {"text": "เดิม"})

        assert Comment.objects.get().edited_at is None

    @pytest.mark.parametrize("way", ["edit", "delete"])
    def test_others_do_neither(self, client: Client, author: User, say, way: str) -> None:
        comment = say("เดิม")
        client.force_login(author)

        assert client.post(f"/talk/comment/{comment.pk}/{way}/", {"text": "ใหม่"}).status_code == 403
        assert Comment.objects.get().text == "เดิม"

    def test_editor_deletes_but_does_not_rewrite(self, client: Client, say) -> None:
        comment = say("ไม่สุภาพ")
        client.force_login(user_with_role(RoleKey.EDITOR))

        assert client.post(f"/talk/comment/{comment.pk}/edit/", {"text": "x"}).status_code == 403
        client.post(f"/talk/comment/{comment.pk}/delete/")
        assert Comment.objects.get().is_deleted

    def test_deleted_words_are_gone_and_replies_stay(self, client: Client, item, member, say) -> None:
        comment, alone = say("ไม่ควรเขียน"), say("โดดเดี่ยว")
        say("ตอบแล้ว", parent=comment)
        client.force_login(member)
        for gone in (comment, alone):
            assert client.get(f"/talk/comment/{gone.pk}/delete/").status_code == 200
            client.post(f"/talk/comment/{gone.pk}/delete/")

        page = text_of(client, item)
        assert "ไม่ควรเขียน" not in page
        assert "โดดเดี่ยว" not in page
        assert page.count("ความคิดเห็นนี้ถูกลบแล้ว") == 1
        assert "ตอบแล้ว" in page
        assert Comment.objects.get(pk=comment.pk).html == ""
        assert client.get(f"/talk/comment/{comment.pk}/edit/").status_code == 404

    def test_comment_of_a_closed_account_stays(self, client: Client, item: NotePage, member: User, say) -> None:
        say("ยังอยู่")
        member.delete()

        assert "ยังอยู่" in text_of(client, item)


class TestQuestions:
    def test_asker_author_and_editor_mark_it_answered(self, client, item, member, author, say) -> None:
        for person in (member, author, user_with_role(RoleKey.EDITOR)):
            question = say(f"ถามโดย {person.pk}", is_question=True)
            client.force_login(person)
            client.post(f"/talk/comment/{question.pk}/answered/", {"answered": "yes"})
            assert Comment.objects.get(pk=question.pk).answered_at
            client.post(f"/talk/comment/{question.pk}/answered/", {"answered": "no"})
            assert Comment.objects.get(pk=question.pk).answered_at is None

    def test_others_do_not(self, client: Client, say) -> None:
        question = say(is_question=True)
        client.force_login(UserFactory())

        assert client.post(f"/talk/comment/{question.pk}/answered/").status_code == 403

    def test_what_is_no_question_is_not_answered(self, client: Client, member: User, say) -> None:
        comment = say()
        client.force_login(member)

        assert client.post(f"/talk/comment/{comment.pk}/answered/").status_code == 403


class TestReading:
    def test_long_talk_has_pages_and_addresses_find_theirs(self, client: Client, item, member) -> None:
        for number in range(PAGE_SIZE + 3):
            Comment.objects.create(page=item, author=member, text=f"ข้อความลำดับ {number}.", submission=str(number))
        last = Comment.objects.last()

        assert "ลำดับ 0." in text_of(client, item)
        assert f"ลำดับ {PAGE_SIZE}." not in text_of(client, item)
        place = client.get(f"/talk/comment/{last.pk}/").headers["Location"]
        assert place == f"{item.url}?talk=2#comment-{last.pk}"
        assert f'id="comment-{last.pk}"' in client.get(place).content.decode()
        assert client.get(f"{item.url}?talk=x").status_code == 200

    def test_what_one_viewer_may_do_is_not_shown_to_another(self, client, item, member, say, remembering) -> None:
        comment = say()
        client.force_login(member)
        assert f"/talk/comment/{comment.pk}/edit/" in text_of(client, item)

        client.force_login(UserFactory())
        assert f"/talk/comment/{comment.pk}/edit/" not in text_of(client, item)

    def test_queries_do_not_grow_with_comments(self, client, item, member, django_assert_max_num_queries) -> None:
        client.force_login(member)

        def add(number: int) -> None:
            writer = UserFactory()
            top = Comment.objects.create(page=item, author=writer, text="ก", submission=f"a{number}", is_question=True)
            Comment.objects.create(page=item, author=writer, text="ข", submission=f"b{number}", parent=top)

        add(0)
        client.get(item.url)
        with django_assert_max_num_queries(80) as few:
            client.get(item.url)
        for number in range(1, 15):
            add(number)
        with django_assert_max_num_queries(len(few)):
            client.get(item.url)


class TestRemembering:
    def test_second_look_of_a_visitor_asks_nothing_of_the_talk(
        self, client, item, say, remembering, settings, django_assert_num_queries
    ) -> None:
        say()
        remembering()
        settings.KM_PAGE_CACHE = "off"
        text_of(client, item)

        with django_assert_num_queries(0):
            text_of(client, item)

    def test_vote_is_counted_at_once(self, client, item, member, remembering) -> None:
        client.force_login(member)
        text_of(client, item)
        client.post(f"/talk/{item.pk}/vote/", {"helpful": "yes"})
        remembering()
        client.logout()

        assert "ช่วยได้ 1" in " ".join(text_of(client, item).split())

    def test_second_page_of_the_talk_is_another(self, client, item, member, remembering) -> None:
        for number in range(PAGE_SIZE + 1):
            Comment.objects.create(page=item, author=member, text=f"คำที่ {number}.", submission=str(number))
        remembering()

        for path, shown in ((item.url, 0), (f"{item.url}?talk=2", PAGE_SIZE), (item.url, 0)):
            assert f"คำที่ {shown}." in client.get(path).content.decode()

    def test_member_s_form_has_a_token_of_its_own_each_time(self, client, item, member, remembering) -> None:
        client.force_login(member)

        def token() -> str:
            return re.search(r'name="token" value="([^"]+)"', text_of(client, item))[1]

        assert token() != token()
