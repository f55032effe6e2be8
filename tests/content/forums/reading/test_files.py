"""Files of posts: for those who may read the post, and never shown where they could hold a script."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile

from content.forums.models import PostFile
from tests.content.forums.reading.visit import client_of
from tests.factories.forums import CategoryFactory, PostFactory, TopicFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def private_folder(settings: object, tmp_path: object) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {**settings.STORAGES["private"], "OPTIONS": {"location": tmp_path, "base_url": None}},
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}},
    }


def file_of(post: object, name: str = "แบบฟอร์ม.pdf", **more: object) -> PostFile:
    file = PostFile(post=post, name=name, size=4, **more)
    file.file.save("form.pdf" if name.endswith("pdf") else name, ContentFile(b"data"))
    return file


def test_file_is_sent_under_its_name() -> None:
    response = client_of(None).get(file_of(PostFactory()).get_absolute_url())
    assert b"".join(response.streaming_content) == b"data"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_picture_is_shown_and_a_page_never_is() -> None:
    post = PostFactory()
    picture, page = file_of(post, "a.png", is_picture=True), file_of(post, "a.html", is_picture=True)
    assert client_of(None).get(picture.get_absolute_url()).headers["Content-Disposition"].startswith("inline")
    assert client_of(None).get(page.get_absolute_url()).headers["Content-Disposition"].startswith("attachment")


def test_name_that_would_end_the_header_is_harmless() -> None:
    file = file_of(PostFactory(), 'a"\r\nSet-Cookie: x.pdf')
    assert client_of(None).get(file.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("state", ["hidden", "deleted", "pending"])
def test_file_of_a_post_that_is_not_shown_is_not_there(state: str) -> None:
    file = file_of(PostFactory(state=state))
    assert client_of(None).get(file.get_absolute_url()).status_code == 404
    assert client_of(UserFactory()).get(file.get_absolute_url()).status_code == 404


def test_file_for_members_is_not_there_for_others() -> None:
    file = file_of(PostFactory(topic=TopicFactory(category=CategoryFactory(readers="members"))))
    assert client_of(None).get(file.get_absolute_url()).status_code == 404
    assert client_of(UserFactory()).get(file.get_absolute_url()).status_code == 200


def test_file_of_a_draft_is_its_owners_only() -> None:
    owner = UserFactory()
    file = file_of(None, owner=owner)
    assert client_of(owner).get(file.get_absolute_url()).status_code == 200
    assert client_of(UserFactory()).get(file.get_absolute_url()).status_code == 404
    assert client_of(None).get(file.get_absolute_url()).status_code == 404


def test_file_that_is_gone_answers_404() -> None:
    file = file_of(PostFactory())
    file.file.storage.delete(file.file.name)
    assert client_of(None).get(file.get_absolute_url()).status_code == 404
