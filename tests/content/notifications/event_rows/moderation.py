"""What moderators do to posts and people."""

from __future__ import annotations

from content.forums.moderation.events import (
    PersonSuspended,
    PersonWarned,
    PostHidden,
    PostLetIn,
    ReportSettled,
    SuspensionLifted,
)
from tests.content.notifications.event_rows.forums import close_category
from tests.content.notifications.event_rows.row import Row, row
from tests.factories.forums import CategoryFactory
from tests.factories.people import UserFactory


@row(ReportSettled)
def report_settled() -> Row:
    reporter, category = UserFactory(), CategoryFactory()
    event = ReportSettled(person_id=reporter.pk, category_id=category.pk, report_id=1, outcome="hide", title="ถาม")
    return Row(event, (reporter,), lambda: close_category(category))


@row(PostLetIn)
def post_let_in() -> Row:
    author, category = UserFactory(), CategoryFactory()
    event = PostLetIn(person_id=author.pk, category_id=category.pk, post_id=1, title="ถาม")
    return Row(event, (author,), lambda: close_category(category))


@row(PostHidden)
def post_hidden() -> Row:
    author, category = UserFactory(), CategoryFactory()
    event = PostHidden(person_id=author.pk, category_id=category.pk, action_id=1, title="ถาม", text="มีชื่อนักเรียน")
    return Row(event, (author,), lambda: close_category(category))


@row(PersonWarned, own_business=True)
def person_warned() -> Row:
    person = UserFactory()
    return Row(PersonWarned(actor=UserFactory(), sanction_id=1, person_id=person.pk, text="เพราะอย่างนี้"), (person,))


@row(PersonSuspended, own_business=True)
def person_suspended() -> Row:
    person = UserFactory()
    event = PersonSuspended(actor=UserFactory(), sanction_id=1, person_id=person.pk, until="1 ธ.ค. 2569")
    return Row(event, (person,))


@row(SuspensionLifted, own_business=True)
def suspension_lifted() -> Row:
    person = UserFactory()
    return Row(SuspensionLifted(actor=UserFactory(), sanction_id=1, person_id=person.pk), (person,))
