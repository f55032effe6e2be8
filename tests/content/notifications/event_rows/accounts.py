"""What accounts and kept searches tell."""

from __future__ import annotations

from content.notifications.account_events import AccountRequested, DataArchiveMade
from content.notifications.saved_searches import SavedSearchGrew
from content.people.roles import RoleKey
from tests.content.notifications.event_rows.row import Row, row
from tests.factories.people import AccountRequestFactory, UserFactory, user_with_role


@row(DataArchiveMade, own_business=True)
def archive_made() -> Row:
    owner = UserFactory()
    return Row(DataArchiveMade(user_id=owner.pk, made_at="2026-11-30T08:00:00+00:00", url="/me/data/"), (owner,))


@row(AccountRequested)
def account_requested() -> Row:
    administrators = (user_with_role(RoleKey.ADMINISTRATOR), user_with_role(RoleKey.ADMINISTRATOR))

    def close() -> None:
        for person in administrators:
            person.groups.clear()

    return Row(AccountRequested(request_id=AccountRequestFactory().pk), administrators, close)


@row(SavedSearchGrew, own_business=True)
def saved_search_grew() -> Row:
    keeper = UserFactory()
    event = SavedSearchGrew(saved_id=1, user_id=keeper.pk, newest="page:7", count=2, title="นกน้ำ", url="/search/?q=นก")
    return Row(event, (keeper,))
