"""Pictures and files of the chosen posts come along into the note, and no other."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup

from content.files.models import OfficeDocument
from content.forums.models import PostFile
from content.forums.services.files import keep_upload, markdown_of
from content.knowledge.models import ItemAttachment
from content.people.roles import RoleKey
from content.writing.services.desks import version_token
from content.writing.services.drafts import ChangedMeanwhile
from content.writing.services.review import submit
from tests.content.forums.knowledge.making import draft, publish
from tests.content.forums.writing.conftest import pdf, picture
from tests.factories.forums import PostFactory, TopicFactory
from tests.factories.people import UserFactory, user_with_role

if TYPE_CHECKING:
    from django.test import Client

    from content.forums.models import Post, Topic
    from content.notes.models import NotePage
    from content.people.models import User

pytestmark = pytest.mark.django_db


def attach(post: Post, *, alt: str = "", width: int | None = None) -> PostFile:
    """A file, or with a width a picture, that the text of the post names."""
    upload = picture() if width else pdf()
    kept = keep_upload(user=post.author, file=upload, name=upload.name, alt=alt, width=width, height=width)
    PostFile.objects.filter(pk=kept.pk).update(post=post)
    post.text = f"{post.text}\n\n{markdown_of(kept)}"
    post.save()
    return kept


def copies(page: NotePage) -> list[OfficeDocument]:
    return [row.document for row in page.item_attachments.all()]


def status_of(client: Client, url: str) -> int:
    answer = client.get(url)
    if answer.streaming:
        # Unread, it holds the file open.
        b"".join(answer)
    return answer.status_code


def shown(client: Client, page: NotePage) -> list[str]:
    """The addresses of the pictures in the text of a page."""
    html = BeautifulSoup(client.get(page.get_url()).content, "html.parser")
    return [image["src"] for image in html.select(".prose img")]


def test_note_shows_the_picture_and_has_the_file_when_the_topic_is_deleted(
    client: Client, solved: Topic, drafter: User
) -> None:
    attach(solved.accepted, alt="กิ่งสีเขียว", width=40)
    attach(solved.posts.get(number=2))
    page = publish(draft(solved, drafter))
    solved.delete()
    image, file = sorted(copies(page), key=lambda document: document.title)
    assert (image.title, file.title) == ("กิ่งสีเขียว", "แบบฟอร์ม.pdf")
    assert shown(client, page) == [image.url]
    assert f"[แบบฟอร์ม.pdf]({file.url})" in page.body
    assert "/forum/files/" not in page.body
    assert not PostFile.objects.exists()
    for document, start in ((image, b"\x89PNG"), (file, b"%PDF")):
        answer = client.get(document.url)
        assert answer.status_code == 200
        assert b"".join(answer).startswith(start)


def test_copies_are_read_by_who_reads_the_note(client: Client, drafter: User) -> None:
    topic = TopicFactory(kind="experience", category__readers="members")
    attach(topic.opening(), width=40)
    page = publish(draft(topic, drafter, "story"))
    url = copies(page)[0].url
    assert status_of(client, url) == 404
    client.force_login(UserFactory())
    assert status_of(client, url) == 200


def test_copies_of_a_draft_are_its_writers_and_reviewers(client: Client, solved: Topic, drafter: User) -> None:
    attach(solved.accepted, width=40)
    page = draft(solved, drafter)
    reviewer, stranger = user_with_role(RoleKey.REVIEWER), user_with_role(RoleKey.CONTRIBUTOR)
    url = copies(page)[0].url

    def answers() -> dict[str, int]:
        found = {"visitor": status_of(client, url)}
        for name, person in (("drafter", drafter), ("reviewer", reviewer), ("stranger", stranger)):
            client.force_login(person)
            found[name] = status_of(client, url)
        client.logout()
        return found

    assert answers() == {"visitor": 404, "drafter": 200, "reviewer": 404, "stranger": 404}
    submit(page=page, user=drafter, token=version_token(page))
    assert answers() == {"visitor": 404, "drafter": 200, "reviewer": 200, "stranger": 404}


def test_document_of_others_in_a_draft_of_ones_own_stays_theirs(client: Client, solved: Topic, drafter: User) -> None:
    secret = OfficeDocument.objects.create(title="ลับ", file=pdf(), uploaded_by_user=UserFactory())
    page = draft(solved, drafter)
    page.item_attachments = [ItemAttachment(document=secret)]
    page.save_revision(user=drafter)
    client.force_login(drafter)
    assert status_of(client, secret.url) == 404


@pytest.mark.parametrize("state", ["visible", "hidden"])
def test_file_of_other_talk_or_of_a_hidden_post_is_not_copied(solved: Topic, drafter: User, state: str) -> None:
    other = TopicFactory(category__readers="members") if state == "visible" else solved
    secret = attach(PostFactory(topic=other, state=state))
    PostFactory(topic=solved, text=f"ดู [แฟ้ม](/forum/files/{secret.pk}/) และ /forum/files/999999/")
    page = draft(solved, drafter)
    assert not OfficeDocument.objects.exists()
    assert f"/forum/files/{secret.pk}/" in page.body


def test_file_of_a_post_that_was_not_chosen_stays(solved: Topic, drafter: User) -> None:
    attach(solved.posts.get(number=2))
    draft(solved, drafter, posts=[solved.opening(), solved.accepted])
    assert not OfficeDocument.objects.exists()


def test_file_whose_bytes_are_lost_stays_a_link(solved: Topic, drafter: User) -> None:
    lost = attach(solved.accepted)
    lost.file.storage.delete(lost.file.name)
    page = draft(solved, drafter)
    assert f"/forum/files/{lost.pk}/" in page.body
    assert not OfficeDocument.objects.exists()


def test_form_sent_again_copies_nothing_twice(solved: Topic, drafter: User) -> None:
    attach(solved.accepted, width=40)
    key = uuid4()
    page = draft(solved, drafter, key=key)
    with pytest.raises(ChangedMeanwhile) as again:
        draft(solved, drafter, key=key)
    assert again.value.page.pk == page.pk
    assert OfficeDocument.objects.count() == 1


def test_draft_begins_with_one_version(solved: Topic, drafter: User) -> None:
    attach(solved.accepted, width=40)
    assert draft(solved, drafter).revisions.count() == 1
