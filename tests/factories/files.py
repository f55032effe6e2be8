"""Documents, as they are after an upload."""

from __future__ import annotations

import hashlib

import factory
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory

from content.files.models import OfficeDocument


class DocumentFactory(DjangoModelFactory):
    """`content=` are the bytes of the file, `ending=` what its name ends with."""

    class Meta:
        model = OfficeDocument

    class Params:
        content = "นับนกน้ำที่ทะเลน้อย".encode()
        ending = "txt"

    title = factory.Sequence(lambda n: f"ใบงานที่ {n}")
    file = factory.LazyAttribute(lambda o: ContentFile(o.content, name=f"file.{o.ending}"))
    file_size = factory.LazyAttribute(lambda o: len(o.content))
    file_hash = factory.LazyAttribute(lambda o: hashlib.sha1(o.content, usedforsecurity=False).hexdigest())
