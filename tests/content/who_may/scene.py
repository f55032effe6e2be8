"""One of everything that people write, and somebody of every role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.comments.models import Comment, Vote
from content.knowledge.models import ItemAuthor
from content.notes.models import NoteIndexPage, NotePage
from content.notifications.models import FiredEvent, Notice
from content.notifications.unsubscribing import ALL_KINDS, unsubscribe_path
from content.people.invitations.links import token_of
from content.people.roles import RoleKey
from content.writing.models import ReviewComment
from content.writing.services.desks import version_token
from content.writing.services.review import submit
from tests.factories.notes import NotePageFactory
from tests.factories.people import AccountRequestFactory, InvitationFactory, WorkGroupFactory, user_with_role
from tests.factories.reflections import MeetingPageFactory, ReflectionPageFactory, commitment

if TYPE_CHECKING:
    from content.people.models import User

ROLES = ("anonymous", "member", "author", "reviewer", "editor", "administrator")


def people() -> dict[str, User]:
    """The author and the reviewer are of one work group; the member has nothing to do with either."""
    group = WorkGroupFactory()
    made = {
        "member": user_with_role(RoleKey.MEMBER),
        "author": user_with_role(RoleKey.CONTRIBUTOR, profile__work_group=group),
        "reviewer": user_with_role(RoleKey.REVIEWER, profile__work_group=group),
        "editor": user_with_role(RoleKey.EDITOR),
        "administrator": user_with_role(RoleKey.ADMINISTRATOR),
    }
    made["reviewer"].groups.add(group.reviewer_group)
    return made


def things(who: dict[str, User]) -> dict[str, object]:
    """The parts of addresses and forms by the names that the table gives them."""
    author = who["author"]
    public = NotePageFactory(owner=author, item_authors=[ItemAuthor(user=author)])
    hidden = NotePageFactory(owner=author, item_authors=[ItemAuthor(user=author)], audience="people")
    draft, submitted = draft_of(author), draft_of(author)
    submit(page=submitted, user=author, token=version_token(submitted))
    return {
        "public": public.pk,
        "hidden": hidden.pk,
        "draft": draft.pk,
        "draft version": draft.latest_revision_id,
        "draft token": version_token(draft),
        "submitted": submitted.pk,
        "submitted version": submitted.latest_revision_id,
        "submitted token": version_token(submitted),
        "remark": ReviewComment.objects.create(page=submitted, user=who["reviewer"], text="เพิ่มรูป").pk,
        **talk(who, public, hidden),
        **sheets(author),
        "notice": notice_of(author).pk,
        "unsubscribing": unsubscribe_path(author, ALL_KINDS).rstrip("/").rpartition("/")[2],
        "invitation": (invitation := InvitationFactory()).pk,
        "invitation link": token_of(invitation),
        "account request": AccountRequestFactory().pk,
    }


def draft_of(author: User) -> NotePage:
    """Never published."""
    page = NotePage(title="ร่าง", note_type="tip", body="ก", live=False, owner=author)
    page.work_group = author.profile.work_group
    NoteIndexPage.objects.get().add_child(instance=page)
    page.save_revision(user=author)
    return NotePage.objects.get(pk=page.pk)


def talk(who: dict[str, User], public: NotePage, hidden: NotePage) -> dict[str, object]:
    """A question of the author and an unhappy vote of the editor beside each of the two."""
    made = {}
    for name, page in (("public", public), ("hidden", hidden)):
        question = Comment.objects.create(
            page=page, author=who["author"], text="ถาม", is_question=True, submission=name
        )
        vote = Vote.objects.create(page=page, user=who["editor"], is_helpful=False, reason="ขาดรูป")
        made |= {f"{name} question": question.pk, f"{name} vote": vote.pk}
    return made


def sheets(author: User) -> dict[str, object]:
    meeting = MeetingPageFactory(owner=author)
    sheet = ReflectionPageFactory(
        meeting=meeting,
        owner=author,
        audience="members",
        item_authors=[ItemAuthor(user=author)],
        commitments=[commitment()],
    )
    return {"meeting": meeting.code, "sheet": sheet.pk, "commitment": sheet.commitments.get().pk}


def notice_of(person: User) -> Notice:
    event = FiredEvent.objects.create(kind="comment-posted", key="comment-posted:0", recipient_ids=[person.pk])
    return Notice.objects.create(event=event, recipient=person)
