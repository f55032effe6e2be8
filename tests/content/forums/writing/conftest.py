"""A person at the writing pages of the forums, without scripts."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.factories.forums import CategoryFactory, TopicFactory
from tests.factories.people import UserFactory

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from django.http import HttpResponse
    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper

    from content.forums.models import Category, Post, Topic
    from content.people.models import User

JSON = {"accept": "application/json"}


@pytest.fixture(autouse=True)
def _files_of_the_test(settings: SettingsWrapper, tmp_path: Path) -> None:
    settings.PRIVATE_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {**settings.STORAGES["private"], "OPTIONS": {"location": tmp_path, "base_url": None}},
    }


def picture(name: str = "ภาพ.png", size: tuple[int, int] = (40, 20)) -> SimpleUploadedFile:
    stored = BytesIO()
    Image.new("RGB", size, "green").save(stored, "PNG")
    return SimpleUploadedFile(name, stored.getvalue(), content_type="image/png")


def pdf(name: str = "แบบฟอร์ม.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.7\n" + b"0" * 200, content_type="application/pdf")


class Writer:
    """`writer.start(title="…")`, `writer.reply(topic, "…")`: forms as a browser sends them."""

    def __init__(self, client: Client, user: User) -> None:
        self.client = client
        self.user = user

    def __enter__(self) -> Writer:
        self.client.force_login(self.user)
        return self

    def __exit__(self, *_args: object) -> None:
        self.client.logout()

    def start(
        self, category: Category, *, chosen: int | None = None, headers: dict | None = None, **fields: object
    ) -> HttpResponse:
        typed = {
            "action": "post",
            "category": chosen or category.pk,
            "kind": "question",
            "title": "เด็กอ่านไม่ออกทำอย่างไร",
            "text": "ขอคำแนะนำหน่อยครับ",
            "token": uuid4().hex,
            "offered": "yes",
            **fields,
        }
        return self.client.post(f"/forum/c/{category.slug}/new/", typed, headers=headers)

    def reply(self, topic: Topic, text: str = "ลองวาดภาพดู", *, headers: dict | None = None, **fields: object):
        typed = {"action": "post", "text": text, "token": uuid4().hex, **fields}
        return self.client.post(f"/forum/t/{topic.pk}/reply/", typed, headers=headers)

    def edit(self, post: Post, **fields: object) -> HttpResponse:
        address = f"/forum/p/{post.pk}/edit/"
        form = self.client.get(address).context["form"]
        typed = {name: form[name].value() or "" for name in form.fields if name not in {"files", "tags"}}
        if "tags" in form.fields:
            typed["tags"] = ", ".join(form["tags"].value() or ())
        return self.client.post(address, {**typed, "action": "post", **fields})

    def upload(self, file: object, words: str = "") -> HttpResponse:
        return self.client.post("/forum/files/", {"picture": file, "words": words}, headers=JSON)


@pytest.fixture
def at(client: Client) -> Callable[[User], Writer]:
    """`with at(user) as writer: writer.reply(topic)`"""
    return lambda user: Writer(client, user)


@pytest.fixture
def category(site_tree: object) -> Category:
    return CategoryFactory()


@pytest.fixture
def asker(site_tree: object) -> User:
    return UserFactory(username="asker", profile__position="ครูผู้ถาม")


@pytest.fixture
def helper(site_tree: object) -> User:
    return UserFactory(username="helper", profile__position="ครูผู้ตอบ")


@pytest.fixture
def moderator(category: Category) -> User:
    person = UserFactory(username="moderator", profile__position="ผู้ดูแลเวที")
    category.moderators.add(person)
    return person


@pytest.fixture
def topic(category: Category, asker: User) -> Topic:
    return TopicFactory(category=category, author=asker, title="เด็กอ่านไม่ออก")
