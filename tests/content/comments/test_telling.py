"""Who hears of a comment, a question and a vote: each person once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from content.comments.models import Vote
from content.comments.services import delete_comment, edit_comment, mark_answered, mark_mended, vote
from content.notes.models import NotePage
from content.notifications.delivery import deliver
from content.notifications.models import Notice
from content.people.roles import RoleKey
from tests.factories.people import UserFactory, user_with_role

if TYPE_CHECKING:
    from django.test import Client

    from content.people.models import User

pytestmark = pytest.mark.django_db


def told() -> list[tuple[str, User]]:
    """Kind and recipient of every notice, in the order in which they came."""
    deliver()
    notices = Notice.objects.order_by("pk").select_related("event", "recipient")
    return [(notice.event.kind, notice.recipient) for notice in notices]


class TestComments:
    def test_author_of_the_item_hears_once(self, author: User, say) -> None:
        comment = say("ขอบคุณ")
        assert told() == [("comment-posted", author)]
        assert told() == [("comment-posted", author)]
        assert Notice.objects.get().event.url == f"/talk/comment/{comment.pk}/"

    def test_own_comment_is_no_news(self, author: User, say) -> None:
        say(user=author)
        assert told() == []

    def test_reply_is_told_to_both(self, author: User, member: User, say) -> None:
        first = say()
        say("ตอบ", parent=first, user=UserFactory())
        assert told() == [("comment-posted", author), ("reply-posted", member), ("comment-posted", author)]

    def test_who_is_concerned_in_several_ways_hears_once(self, author: User, say) -> None:
        first = say(user=author)
        say(f"ฝาก @{author.username} ดู", parent=first)
        assert told() == [("mentioned", author)]

    def test_mentioned_person_who_may_not_read_hears_nothing(self, make_item, author: User, member: User, say) -> None:
        stranger = UserFactory(username="khru-lek")
        page = make_item(audience="people")
        say("ถาม @khru-lek", page=page, user=author)
        assert told() == []

        say("ถาม @khru-lek ที่นี่", user=author)
        assert told() == [("mentioned", stranger)]

    def test_edit_tells_only_those_mentioned_anew(self, author: User, say) -> None:
        first, second = UserFactory(username="first"), UserFactory(username="second")
        comment = say("@first", user=author)
        edit_comment(comment=comment, text="@first @second", is_question=False)
        assert told() == [("mentioned", first), ("mentioned", second)]

    def test_comment_deleted_before_delivery_is_not_told(self, member: User, say) -> None:
        delete_comment(user=member, comment=say())
        assert told() == []

    def test_asker_hears_that_the_question_is_answered(self, author: User, member: User, say) -> None:
        question = say(is_question=True)
        for _ in range(2):
            mark_answered(user=author, comment=question, is_answered=True)
        mark_answered(user=member, comment=say("อีกข้อ", is_question=True), is_answered=True)

        assert [entry for entry in told() if entry[0] == "question-answered"] == [("question-answered", member)]


class TestVotes:
    def test_voting_again_changes_the_vote(self, client: Client, item: NotePage, member: User) -> None:
        client.force_login(member)
        for answer in ("yes", "no", "no", "yes"):
            client.post(f"/talk/{item.pk}/vote/", {"helpful": answer, "reason": "ขาดรูป"})

        only = Vote.objects.get()
        assert (only.is_helpful, only.reason) == (True, "")
        assert "ช่วยได้ 1 คน" in client.get(item.url).content.decode()

    def test_own_vote_is_shown_to_its_voter_only(self, client: Client, item, member: User, remembering) -> None:
        client.force_login(member)
        client.post(f"/talk/{item.pk}/vote/", {"helpful": "no", "reason": "เหตุผลของฉัน"})
        remembering()
        assert "เหตุผลของฉัน" in client.get(item.url).content.decode()

        client.force_login(UserFactory())
        assert "เหตุผลของฉัน" not in client.get(item.url).content.decode()
        client.logout()
        page = client.get(item.url).content.decode()
        assert "เหตุผลของฉัน" not in page
        assert "ไม่ช่วย 1 คน" in page

    def test_owner_and_editor_see_why(self, client: Client, item: NotePage, author: User, member: User) -> None:
        vote(user=member, page=item, is_helpful=False, reason="ขาดรูป")
        for person in (author, user_with_role(RoleKey.EDITOR)):
            client.force_login(person)
            assert "ขาดรูป" in client.get(item.url).content.decode()

    def test_nobody_votes_on_their_own_item_or_unsigned(self, client: Client, item: NotePage, author: User) -> None:
        assert client.post(f"/talk/{item.pk}/vote/", {"helpful": "yes"}).status_code == 302
        client.force_login(author)
        assert client.post(f"/talk/{item.pk}/vote/", {"helpful": "yes"}).status_code == 403
        assert not Vote.objects.exists()

    @pytest.mark.parametrize("fields", [{}, {"helpful": "maybe"}, {"helpful": "no", "reason": "ก" * 5_000}])
    def test_nonsense_is_given_back(self, client: Client, item: NotePage, member: User, fields) -> None:
        client.force_login(member)
        response = client.post(f"/talk/{item.pk}/vote/", fields)

        assert response.status_code == 422
        assert fields.get("reason", "") in response.content.decode()
        assert not Vote.objects.exists()

    def test_owner_hears_why_once_a_day(self, item: NotePage, author: User, member: User) -> None:
        vote(user=member, page=item, is_helpful=False, reason="ขาดรูป")
        vote(user=member, page=item, is_helpful=True)
        vote(user=member, page=item, is_helpful=False, reason="ขาดรูปจริง ๆ")

        assert told() == [("found-not-helpful", author)]
        assert Notice.objects.get().event.text == "ขาดรูป"

    def test_voter_hears_that_it_was_mended_once(self, item: NotePage, author: User, member: User) -> None:
        complaint = vote(user=member, page=item, is_helpful=False, reason="ขาดรูป")
        for _ in range(2):
            mark_mended(vote=complaint, user=author)

        assert told() == [("found-not-helpful", author), ("item-mended", member)]

    def test_new_version_tells_those_it_did_not_help(self, item: NotePage, author: User, member: User) -> None:
        pleased = UserFactory()
        vote(user=member, page=item, is_helpful=False)
        vote(user=pleased, page=item, is_helpful=True)
        for _ in range(2):
            NotePage.objects.get(pk=item.pk).save_revision(user=author).publish()

        assert told() == [("found-not-helpful", author), ("item-mended", member)]

    def test_owner_marks_it_mended_on_the_page(self, client: Client, item, author: User, member: User) -> None:
        complaint = vote(user=member, page=item, is_helpful=False, reason="ขาดรูป")
        address = f"/talk/vote/{complaint.pk}/mended/"
        client.force_login(member)
        assert client.post(address).status_code == 404

        client.force_login(author)
        assert address in client.get(item.url).content.decode()
        client.post(address)
        assert Vote.objects.get().mended_at
        assert address not in client.get(item.url).content.decode()

    def test_closed_account_takes_its_vote_along(self, item: NotePage, member: User) -> None:
        vote(user=member, page=item, is_helpful=False)
        member.delete()

        assert not Vote.objects.exists()
        assert told() != []
