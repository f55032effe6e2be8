"""Pictures and files of posts."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from content.forums.models import Post, PostDraft, PostFile, Topic
from content.forums.services import files
from content.forums.services.posting import reply
from tests.content.forums.writing.conftest import pdf, picture
from tests.factories.people import WorkGroupFactory

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from content.forums.models import Category
    from content.people.models import User
    from tests.content.forums.writing.conftest import Writer

    At = Callable[[User], Writer]


def test_addresses_in_texts_are_those_of_the_site() -> None:
    assert files.named_in(f"x {reverse('forums_file', args=[17])} y") == {17}


def test_picture_is_answered_with_its_markdown(at: At, helper: User) -> None:
    with at(helper) as writer:
        told = writer.upload(picture(), "เด็ก [วาด] ภาพ").json()
    kept = PostFile.objects.get()
    assert told["markdown"] == f"![เด็ก  วาด  ภาพ](/forum/files/{kept.pk}/)"
    assert (kept.is_picture, kept.width, kept.height, kept.post) == (True, 40, 20, None)


def test_file_is_linked_by_its_name(at: At, helper: User) -> None:
    with at(helper) as writer:
        told = writer.upload(pdf()).json()
    assert told["markdown"].startswith("[แบบฟอร์ม.pdf](/forum/files/")
    assert not PostFile.objects.get().is_picture


@pytest.mark.parametrize("made", [picture, pdf])
def test_pressing_twice_with_a_file_is_one_post_and_one_file(
    at: At, helper: User, topic: Topic, made: Callable[[], SimpleUploadedFile]
) -> None:
    with at(helper) as writer:
        first, second = (writer.reply(topic, "ดูนี่", token="t", files=[made()]) for _press in range(2))
    assert first.url == second.url
    assert topic.posts.count() == 2
    assert PostFile.objects.get().post == topic.posts.get(number=2)


def test_another_text_with_the_same_file_is_another_post(at: At, helper: User, topic: Topic) -> None:
    with at(helper) as writer:
        writer.reply(topic, "ดูนี่", token="t", files=[picture()])
        writer.reply(topic, "ดูนี่อีกที", token="t", files=[picture()])
    assert topic.posts.count() == 3
    assert {file.post.number for file in PostFile.objects.all()} == {2, 3}


def test_topic_pressed_twice_with_a_file_is_one(at: At, asker: User, category: Category) -> None:
    with at(asker) as writer:
        for _press in range(2):
            writer.start(category, token="t", files=[picture()])
    assert Topic.objects.count() == PostFile.objects.count() == 1


def test_file_that_another_post_has_taken_meanwhile_stays_there(helper: User, topic: Topic) -> None:
    file = files.keep_upload(user=helper, file=pdf(), name="ก.pdf")
    text = files.markdown_of(file)
    loose = files.loose_files(helper, text)
    first = reply(user=helper, topic=topic, text=text, token="a", files=loose)
    reply(user=helper, topic=topic, text=text, token="b", files=loose)
    file.refresh_from_db()
    assert file.post == first


def test_loose_file_is_its_owners_only(at: At, client: Client, asker: User, helper: User) -> None:
    with at(helper) as writer:
        address = writer.upload(picture()).json()["url"]
        assert writer.client.get(address).status_code == 200
    assert client.get(address).status_code == 404
    with at(asker) as writer:
        assert writer.client.get(address).status_code == 404


def test_posted_file_is_read_with_the_post(at: At, client: Client, helper: User, topic: Topic) -> None:
    with at(helper) as writer:
        told = writer.upload(picture()).json()
        writer.reply(topic, f"ดูภาพ\n\n{told['markdown']}")
    assert PostFile.objects.get().post.number == 2
    shown = client.get(told["url"])
    assert shown.status_code == 200
    assert shown["Content-Type"] == "image/png"
    topic.category.readers = "work_group"
    topic.category.work_group = WorkGroupFactory()
    topic.category.save()
    assert client.get(told["url"]).status_code == 404


def test_document_is_downloaded_not_shown(at: At, client: Client, helper: User, topic: Topic) -> None:
    with at(helper) as writer:
        told = writer.upload(pdf()).json()
        writer.reply(topic, told["markdown"])
    assert "attachment" in client.get(told["url"])["Content-Disposition"]


def test_file_of_somebody_else_is_not_taken_by_naming_it(at: At, asker: User, helper: User, topic: Topic) -> None:
    with at(helper) as writer:
        told = writer.upload(picture()).json()
    with at(asker) as writer:
        writer.reply(topic, told["markdown"])
        assert writer.client.get(told["url"]).status_code == 404
    assert PostFile.objects.get().post is None


def test_only_a_picture_is_a_post_too(at: At, helper: User, topic: Topic) -> None:
    with at(helper) as writer:
        writer.reply(topic, "", files=picture(), alt="เด็กวาดภาพ")
    post = Post.objects.get(number=2)
    kept = PostFile.objects.get()
    assert post.text == f"![เด็กวาดภาพ](/forum/files/{kept.pk}/)"
    assert kept.post == post
    assert f'src="/forum/files/{kept.pk}/"' in post.body


def test_files_stay_with_the_form_when_something_is_wrong(at: At, asker: User, category: Category) -> None:
    with at(asker) as writer:
        answer = writer.start(category, title="", files=[picture(), pdf()])
        text = answer.context["form"]["text"].value()
        assert answer.status_code == 422
        assert text.count("/forum/files/") == 2
        writer.start(category, text=text)
    assert Topic.objects.get().opening().files.count() == 2


def test_picture_in_the_text_is_not_listed_below_it(at: At, client: Client, helper: User, topic: Topic) -> None:
    with at(helper) as writer:
        writer.reply(topic, "", files=picture())
    rows = client.get(topic.get_absolute_url()).context["posts"]
    assert not rows[1]["files"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.png", b"<svg onload=alert(1)>"),
        ("x.svg", b"<svg onload=alert(1)></svg>"),
        ("x.html", b"<script>alert(1)</script>"),
        ("x.pdf", b"MZ program"),
        ("x.exe", b"MZ program"),
        ("x", b""),
        ("empty.png", b""),
    ],
)
def test_file_that_is_not_what_it_says_is_refused_in_words(at: At, helper: User, name: str, content: bytes) -> None:
    with at(helper) as writer:
        answer = writer.upload(SimpleUploadedFile(name, content))
    assert answer.status_code == 400
    assert answer.json()["message"]
    assert not PostFile.objects.exists()


def test_no_file_is_no_fault(at: At, helper: User) -> None:
    with at(helper) as writer:
        assert writer.client.post("/forum/files/", {}).status_code == 400


def test_wrong_file_keeps_the_text(at: At, helper: User, topic: Topic) -> None:
    with at(helper) as writer:
        answer = writer.reply(topic, "ข้อความยาว", files=SimpleUploadedFile("x.exe", b"MZ"))
    assert answer.status_code == 422
    assert "files" in answer.context["form"].errors
    assert answer.context["form"]["text"].value() == "ข้อความยาว"


def test_visitor_sends_no_file(client: Client, site_tree: object) -> None:
    assert client.post("/forum/files/", {"picture": picture()}).status_code == 401
    assert not PostFile.objects.exists()


def test_storing_without_posting_has_an_end(at: At, helper: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_LOOSE", 1)
    with at(helper) as writer:
        assert writer.upload(picture()).status_code == 200
        assert writer.upload(picture()).status_code == 429


def test_edit_takes_new_files_and_lets_go_of_others(at: At, helper: User, topic: Topic) -> None:
    with at(helper) as writer:
        old = writer.upload(picture()).json()["markdown"]
        writer.reply(topic, old)
        post = Post.objects.get(number=2)
        new = writer.upload(pdf()).json()["markdown"]
        writer.edit(post, text=new)
    assert [file.name for file in post.files.all()] == ["แบบฟอร์ม.pdf"]
    assert PostFile.objects.filter(post=None).count() == 1


def test_loose_files_go_after_a_day_but_for_those_of_drafts(at: At, helper: User, topic: Topic) -> None:
    with at(helper) as writer:
        writer.reply(topic, writer.upload(picture()).json()["markdown"])
        writer.upload(picture())
        in_draft = writer.upload(picture()).json()
    PostDraft.objects.create(user=helper, topic=topic, text=in_draft["markdown"])
    gone = PostFile.objects.filter(post=None).order_by("pk").first()
    assert files.clean_up() == 0
    PostFile.objects.update(uploaded_at=timezone.now() - datetime.timedelta(hours=25))
    call_command("clean_forum_uploads", verbosity=0)
    assert not PostFile.objects.filter(pk=gone.pk).exists()
    assert PostFile.objects.count() == 2


def test_bytes_go_with_the_row(helper: User, django_capture_on_commit_callbacks: Callable) -> None:
    kept = files.keep_upload(user=helper, file=pdf(), name="x.pdf")
    storage, name = kept.file.storage, kept.file.name
    assert storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        kept.delete()
    assert not storage.exists(name)


def test_file_of_a_deleted_post_is_gone(at: At, client: Client, helper: User, topic: Topic) -> None:
    with at(helper) as writer:
        told = writer.upload(picture()).json()
        writer.reply(topic, told["markdown"])
        writer.client.post(f"/forum/p/{Post.objects.get(number=2).pk}/delete/")
        assert writer.client.get(told["url"]).status_code == 404
    assert client.get(told["url"]).status_code == 404
