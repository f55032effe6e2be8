"""Files in the search: each is found by its title and its text, by whoever may download it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from content.files.models import FileTextState, OfficeDocument
from content.files.permissions import audiences_of_documents
from content.files.services import KEY_PREFIX, document_key
from search.documents import SearchDocument
from search.service import Source, register

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


class DocumentSource(Source):
    """Documents that a live page, a menu or a setting links to."""

    name = "files.officedocument"
    kind = "file"
    label = _("File")
    # A page says what a file is for: where both hold the words, it comes first.
    weight = 0.8

    def owns(self, key: str) -> bool:
        return key.startswith(KEY_PREFIX)

    def key_of(self, obj: object) -> str | None:
        return document_key(obj.pk) if isinstance(obj, OfficeDocument) else None

    def keys(self) -> Iterable[str]:
        return (document_key(pk) for pk in OfficeDocument.objects.order_by("pk").values_list("pk", flat=True))

    def documents(self, keys: Collection[str]) -> Iterable[SearchDocument]:
        documents = OfficeDocument.objects.filter(pk__in=_ids(keys)).select_related("file_text")
        documents = list(documents.prefetch_related("tags"))
        audiences = audiences_of_documents([document.pk for document in documents])
        for document in documents:
            if audiences[document.pk]:
                yield self.document(document, audiences[document.pk])

    def document(self, document: OfficeDocument, audience: frozenset[str]) -> SearchDocument:
        found = getattr(document, "file_text", None)
        text = found.text if found and found.state == FileTextState.DONE else ""
        names = " ".join(tag.name for tag in document.tags.all())
        return SearchDocument(
            key=document_key(document.pk),
            kind=self.kind,
            title=document.title,
            url=document.url,
            audience=audience,
            body=f"{text}\n{names}".strip(),
            facts=(document.file_extension.upper(),) if document.file_extension else (),
            date=document.created_at.date(),
            changed=document.created_at,
            weight=self.weight,
        )

    def visible_keys(self, keys: Collection[str], audiences: frozenset[str]) -> set[str]:
        found = audiences_of_documents(_ids(keys))
        return {document_key(pk) for pk, tokens in found.items() if not tokens.isdisjoint(audiences)}


def _ids(keys: Collection[str]) -> list[int]:
    return [int(key.removeprefix(KEY_PREFIX)) for key in keys]


register(DocumentSource())
