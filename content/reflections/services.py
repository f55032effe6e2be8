"""Writes around sheets: opening a meeting, handing in, checking a commitment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from modelcluster.models import get_serializable_data_for_fields
from wagtail.models import PageViewRestriction

from content.core.audiences import refresh_audiences
from content.core.pdca import CheckResult
from content.files.keeping import keep_file
from content.knowledge.models import ItemAttachment, ItemAuthor
from content.reflections.models import Commitment, MeetingPage, ReflectionIndexPage, ReflectionPage
from content.writing.querysets import submission_of
from content.writing.services.drafts import InReview

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from content.files.models import OfficeDocument
    from content.files.pictures import CleanPicture
    from content.people.models import User

SHEET_FIELDS = ("title", "keywords", "su_points", "ji_points", "pu_questions", "li_summary")
PROMISE_FIELDS = ("text", "due_date", "stage")


class ClosedMeetingError(Exception):
    """The meeting takes no sheets any more."""


class NoPlaceError(Exception):
    """The site has no list of one-page reflections yet, below which meetings stand."""


@transaction.atomic
def open_meeting(*, user: User, fields: Mapping[str, object]) -> MeetingPage:
    """A new meeting, read by those who may read its sheets. Raises NoPlaceError."""
    parent = ReflectionIndexPage.objects.live().first()
    if parent is None:
        raise NoPlaceError
    meeting = MeetingPage(owner=user, **fields)
    parent.add_child(instance=meeting)
    if meeting.sheet_audience == MeetingPage.SheetAudience.WORK_GROUP:
        restriction = PageViewRestriction.objects.create(page=meeting, restriction_type=PageViewRestriction.GROUPS)
        restriction.groups.set([meeting.work_group.group])
    else:
        PageViewRestriction.objects.create(page=meeting, restriction_type=PageViewRestriction.LOGIN)
    refresh_audiences(meeting)
    meeting.save_revision(user=user, log_action=False)
    return meeting


@transaction.atomic
def take_sheets(*, meeting: MeetingPage, user: User, is_open: bool) -> None:
    """Open a meeting for sheets or close it. What an editor has written of its page and not published yet stays."""
    meeting = MeetingPage.objects.select_for_update().get(pk=meeting.pk)
    if meeting.is_open == is_open:
        return
    draft = meeting.get_latest_revision_as_object()
    meeting.is_open = draft.is_open = is_open
    meeting.save(update_fields=["is_open"])
    # The next publication would otherwise undo it.
    draft.save_revision(user=user, changed=False, clean=False)


def own_sheet(meeting: MeetingPage, user: User) -> ReflectionPage | None:
    """The sheet that this person has handed in after this meeting."""
    return ReflectionPage.objects.filter(hand_in_key=hand_in_key(meeting, user)).first()


def hand_in_key(meeting: MeetingPage, user: User) -> str:
    return f"{meeting.pk}:{user.pk}"


def hand_in(
    *,
    meeting: MeetingPage,
    user: User,
    fields: Mapping[str, object],
    promises: list[Mapping[str, object]],
    photo: CleanPicture | None = None,
) -> ReflectionPage:
    """
    The sheet of this person for this meeting, handed in or changed.

    Sent twice, it is one sheet: after a lost line nobody knows what arrived. Raises ClosedMeetingError, InReview where
    the sheet waits for a review, and ValidationError where it is incomplete or longer than a page.
    """
    try:
        return _hand_in(meeting, user, fields, promises, photo)
    except IntegrityError:
        # Another request of this person was quicker by a moment: its sheet is there now and is changed.
        return _hand_in(meeting, user, fields, promises, photo)


@transaction.atomic
def _hand_in(
    meeting: MeetingPage,
    user: User,
    fields: Mapping[str, object],
    promises: list[Mapping[str, object]],
    photo: CleanPicture | None,
) -> ReflectionPage:
    if not MeetingPage.objects.filter(pk=meeting.pk, live=True, is_open=True).exists():
        raise ClosedMeetingError
    sheet = ReflectionPage.objects.select_for_update().filter(hand_in_key=hand_in_key(meeting, user)).first()
    is_new = sheet is None
    if is_new:
        sheet = _blank_sheet(meeting, user)
    elif submission_of(sheet) is not None:
        raise InReview
    # What its writer has begun in the writing frame stays a draft, with what is handed in now.
    draft = sheet.get_latest_revision_as_object() if sheet.has_unpublished_changes else None
    document = keep_file(photo.content, user, title=_photo_title(fields["title"])) if photo else None
    for version in filter(None, (sheet, draft)):
        _write(version, fields, promises, document)
    if is_new:
        meeting.get_parent().add_child(instance=sheet)
    else:
        sheet.save()
    # Handing in is no publication to the world: the sheet is read by those who may read the meeting's sheets.
    sheet.save_revision(user=user).publish()
    if draft is not None:
        draft.save_revision(user=user, log_action=False, clean=False)
    return ReflectionPage.objects.get(pk=sheet.pk)


def _write(
    sheet: ReflectionPage,
    fields: Mapping[str, object],
    promises: Sequence[Mapping[str, object]],
    document: OfficeDocument | None,
) -> None:
    for name in SHEET_FIELDS:
        setattr(sheet, name, fields[name])
    sheet.summary = sheet.li_summary[:300]
    set_promises(sheet, promises)
    if document:
        # A document, not an image: documents are as private as the page they belong to.
        sheet.item_attachments.add(ItemAttachment(document=document))


def _blank_sheet(meeting: MeetingPage, user: User) -> ReflectionPage:
    profile = getattr(user, "profile", None)
    by_group = meeting.sheet_audience == MeetingPage.SheetAudience.WORK_GROUP
    sheet = ReflectionPage(
        owner=user,
        meeting=meeting,
        hand_in_key=hand_in_key(meeting, user),
        event=meeting.title,
        event_type=meeting.event_type,
        dated=meeting.held_on,
        audience=ReflectionPage.Audience.WORK_GROUP if by_group else ReflectionPage.Audience.MEMBERS,
        work_group=meeting.work_group if by_group else getattr(profile, "work_group", None),
        school=getattr(profile, "school", None),
    )
    sheet.item_authors = [ItemAuthor(user=user)]
    return sheet


def set_promises(sheet: ReflectionPage, promises: Sequence[Mapping[str, object]]) -> None:
    """
    The commitments as written now; values that are not given stay. One that is closed stays with its check.

    Each promise has its `text`, and `due_date` and `stage` where these are known.
    """
    present = {row.text: row for row in sheet.commitments.all()}
    rows = []
    for promise in promises:
        row = present.pop(promise["text"], None) or Commitment()
        if not row.is_closed:
            for name in PROMISE_FIELDS:
                setattr(row, name, promise.get(name, getattr(row, name)))
        rows.append(row)
    rows += [row for row in present.values() if row.is_closed]
    for number, row in enumerate(rows):
        row.sort_order = number
    sheet.commitments = rows


def _photo_title(title: str) -> str:
    return _("Photo of the sheet: %(title)s") % {"title": title}


@transaction.atomic
def check_commitment(*, commitment: Commitment, user: User, note: str, result: str, day: dt.date) -> Commitment:
    """Write down what a check found. Passed, the commitment closes; to be mended, it stays open with the note."""
    page = ReflectionPage.objects.select_for_update().get(pk=commitment.page_id)
    commitment.check_note = note
    commitment.check_result = result
    commitment.checked_on = day
    commitment.checked_by = user.public_name
    commitment.status = Commitment.Status.CLOSED if result == CheckResult.PASSED else Commitment.Status.OPEN
    commitment.full_clean(exclude=["page"])
    commitment.save()
    # The latest version must say the same, or the next edit would undo the check.
    if page.has_unpublished_changes:
        _note_check_in_drafts(page, commitment)
        # For search and for what is kept of the page.
        page.save(clean=False)
    else:
        page.save_revision(user=user, changed=False).publish()
    return commitment


def _note_check_in_drafts(page: ReflectionPage, commitment: Commitment) -> None:
    """
    Into the newest version and those that wait for their review or their day, without making another: what the author
    wrote and the reviewer reads stays theirs, and publishing it does not undo the check.
    """
    submission = submission_of(page)
    waiting = Q(pk__in={page.latest_revision_id, submission.revision_id if submission else None} - {None})
    waiting |= Q(approved_go_live_at__isnull=False)
    for revision in page.revisions.select_for_update().filter(waiting):
        others = [row for row in revision.content["commitments"] if row["pk"] != commitment.pk]
        present = [row for row in revision.content["commitments"] if row["pk"] == commitment.pk]
        checked = get_serializable_data_for_fields(commitment)
        if present:
            # The words are the draft's, the check is what was found.
            checked |= {name: present[0][name] for name in (*PROMISE_FIELDS, "sort_order")}
        revision.content["commitments"] = sorted([*others, checked], key=lambda row: row["sort_order"] or 0)
        revision.save(update_fields=["content"])
