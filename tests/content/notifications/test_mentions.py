from __future__ import annotations

import pytest

from content.notifications.mentions import MOST_MENTIONS, mentioned_names, mentioned_users
from tests.factories.people import UserFactory


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ฝาก @khru-noi ดูให้ด้วย", ["khru-noi"]),
        ("ขอบคุณ@khru.noi.", ["khru.noi"]),
        ("@A และ @a และ @b", ["a", "b"]),
        ("เขียนถึง someone@example.invalid", []),
        ("https://example.invalid/@khru", []),
        ("`@code` และ\n```\n@block\n```\n@real", ["real"]),
        ("@@ @ @.", []),
        ("", []),
    ],
)
def test_names_in_a_text(text: str, names: list[str]) -> None:
    assert mentioned_names(text) == names


def test_pasted_list_of_names_is_cut() -> None:
    assert len(mentioned_names(" ".join(f"@u{n}" for n in range(500)))) == MOST_MENTIONS


@pytest.mark.django_db
def test_only_those_who_may_see_are_meant() -> None:
    inside, outside = UserFactory(username="Inside"), UserFactory(username="outside")
    UserFactory(username="closed", is_active=False)
    text = "@inside @outside @closed @nobody @in.ide"

    assert mentioned_users(text, lambda user: user != outside) == [inside]
