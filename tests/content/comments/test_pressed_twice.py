"""Two requests of one press that meet in the database."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from django.db import connections

from content.comments.services import post_comment

if TYPE_CHECKING:
    from content.notes.models import NotePage
    from content.people.models import User


@pytest.mark.django_db(transaction=True)
def test_pressed_twice_at_the_same_moment_it_is_one_comment(item: NotePage, member: User) -> None:
    start = threading.Barrier(4)
    found, errors = [], []

    def press() -> None:
        start.wait()
        try:
            found.append(post_comment(user=member, page=item, text="สองครั้ง", token="t").pk)
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    assert len(set(found)) == 1
