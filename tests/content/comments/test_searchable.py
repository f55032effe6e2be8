"""What is said beside an item is found with it, by whoever may read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from content.comments import searchable
from content.comments.services import delete_comment, edit_comment, post_comment
from content.core.audiences import audiences_of
from content.core.search_sources import page_key
from content.notes.models import NotePage
from content.notes.searchable import NoteSource
from content.people.models import User
from search.service import SearchQuery, search

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from search.query import Hit

pytestmark = pytest.mark.django_db
WORD = "จักสานกระจูด"


def hits(words: str, user: User) -> list[Hit]:
    return list(search(SearchQuery(text=words), audiences_of(user)).hits)


def test_hit_opens_the_comment_and_names_it(client: Client, item: NotePage, say: Callable, member: User) -> None:
    comment = say(f"โรงเรียนเราสอน**{WORD}**ด้วย", is_question=True)
    [hit] = hits(WORD, member)

    assert hit.key == page_key(item.pk)
    assert hit.section == "คำถาม"
    opened = client.get(hit.url)
    assert opened["Location"].endswith(f"#comment-{comment.pk}")


def test_comment_on_a_later_page_of_the_talk_is_opened_there(client: Client, item, member: User) -> None:
    for number in range(21):
        text = WORD if number == 20 else f"ความเห็น {number}"
        writer = User.objects.create(username=f"w{number}", email=f"w{number}@example.invalid")
        post_comment(user=writer, page=item, text=text, token=str(number))
    [hit] = hits(WORD, member)

    assert "talk=2" in client.get(hit.url)["Location"]


def test_edited_words_take_the_place_of_the_former(item: NotePage, say: Callable, member: User) -> None:
    comment = say(WORD)
    edit_comment(comment=comment, text="ปลูกผักสวนครัว", is_question=False)

    assert hits(WORD, member) == []
    assert len(hits("ปลูกผักสวนครัว", member)) == 1


def test_deleted_comment_is_found_no_more_but_the_replies_to_it_are(item, say: Callable, member: User) -> None:
    comment = say(WORD)
    say("ปลูกผักสวนครัว", parent=comment)
    delete_comment(user=member, comment=comment)

    assert hits(WORD, member) == []
    assert len(hits("ปลูกผักสวนครัว", member)) == 1


def test_only_those_who_may_read_the_item_find_it(make_item: Callable, member: User) -> None:
    hidden = make_item(title="ลับ", audience=NotePage.Audience.PEOPLE)
    author = hidden.item_authors.get().user
    post_comment(user=author, page=hidden, text=WORD, token="1")

    assert hits(WORD, member) == []
    assert len(hits(WORD, author)) == 1


def test_many_comments_on_many_items_cost_one_question(
    make_item: Callable, member: User, django_assert_num_queries: Callable
) -> None:
    items = [make_item(title=f"เรื่อง {number}") for number in range(3)]
    for number, page in enumerate(items * 3):
        post_comment(user=member, page=page, text=f"{WORD} {number}", token=str(number))
    with django_assert_num_queries(1):
        found = searchable.comment_sections([page.pk for page in items])
    assert [len(sections) for sections in found.values()] == [3, 3, 3]


def test_of_an_endless_talk_the_end_is_found(item, say: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searchable, "MOST_FOUND", 2)
    for word in ("หนึ่ง", "สอง", "สาม"):
        say(word)
    [document] = NoteSource(NotePage).documents([page_key(item.pk)])

    assert [section.text for section in document.sections] == ["สอง", "สาม"]
