"""Who may download a document: whoever may read a page that links to it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from content.core.audiences import MEMBERS, PUBLIC, audiences_of
from content.core.models import PageAudience
from content.files.models import OfficeDocument

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

_draft_readers: list[Callable[[object, OfficeDocument], bool]] = []


def register_draft_readers(may_have: Callable[[object, OfficeDocument], bool]) -> None:
    """`may_have(user, document)`: whether the document belongs to something unpublished that `user` may see."""
    if may_have not in _draft_readers:
        _draft_readers.append(may_have)


def can_download(user: object, document: OfficeDocument) -> bool:
    """
    Whether `user` may have the file.

    A document is as private as the pages that link to it: one readable page is enough, and a document on no live page
    is for its uploader, for editors and for who writes or reviews the draft it belongs to. What is linked from
    elsewhere than pages (menus, settings) is public.
    """
    if user.is_authenticated and (document.uploaded_by_user_id == user.pk or _may_change(user, document)):
        return True
    if not audiences_of_documents([document.pk])[document.pk].isdisjoint(audiences_of(user)):
        return True
    return any(may_have(user, document) for may_have in _draft_readers)


def audiences_of_documents(ids: Collection[int]) -> dict[int, frozenset[str]]:
    """The tokens any one of which lets a viewer have each document; none for one that no live page links to."""
    pages = linked_pages(ids)
    tokens: dict[int, set[str]] = defaultdict(set)
    wanted = {page_id for linked in pages.values() for page_id in linked if page_id}
    rows = PageAudience.objects.filter(page_id__in=wanted, page__live=True)
    for page_id, token in rows.values_list("page_id", "token"):
        tokens[page_id].add(token)
    result = {}
    for pk in ids:
        linked = pages.get(pk, set())
        found = set().union(*(tokens[page_id] for page_id in linked if page_id))
        result[pk] = frozenset(found | {PUBLIC} if None in linked else found)
    return result


def home_pages(ids: Collection[int], audiences: Mapping[int, frozenset[str]]) -> dict[int, str]:
    """
    The title of the page each document belongs to: the first live one that whoever may have the document may read.

    A document on a public and on a private page must not tell the public the title of the private one.
    """
    pages = linked_pages(ids)
    wanted = {page_id for linked in pages.values() for page_id in linked if page_id}
    rows = Page.objects.filter(pk__in=wanted, live=True).prefetch_related("audience_tokens").order_by("pk")
    found: dict[int, str] = {}
    for page in rows.only("pk", "title"):
        tokens = {row.token for row in page.audience_tokens.all()}
        for pk, linked in pages.items():
            if page.pk in linked and pk not in found and _is_open_to(tokens, audiences[pk]):
                found[pk] = page.title
    return found


def _is_open_to(tokens: Collection[str], audience: frozenset[str]) -> bool:
    """Whether everyone who holds one of `audience` may read what has these tokens."""
    return PUBLIC in tokens or (MEMBERS in tokens and PUBLIC not in audience) or audience <= set(tokens)


def linked_pages(ids: Collection[int]) -> dict[int, set[int | None]]:
    """The pages that link to each document, live or not; None stands for what links to it and is no page."""
    document_type = ContentType.objects.get_for_model(OfficeDocument).pk
    page_type = ContentType.objects.get_for_model(Page).pk
    rows = ReferenceIndex.objects.filter(to_content_type_id=document_type, to_object_id__in=[str(pk) for pk in ids])
    found: dict[int, set[int | None]] = defaultdict(set)
    for target, source_type, source in rows.values_list("to_object_id", "base_content_type_id", "object_id"):
        found[int(target)].add(int(source) if source_type == page_type else None)
    return found


def documents_of_pages(ids: Collection[int]) -> set[int]:
    """The documents that any of these pages link to."""
    document_type = ContentType.objects.get_for_model(OfficeDocument).pk
    page_type = ContentType.objects.get_for_model(Page).pk
    rows = ReferenceIndex.objects.filter(
        to_content_type_id=document_type, base_content_type_id=page_type, object_id__in=[str(pk) for pk in ids]
    )
    return {int(pk) for pk in rows.values_list("to_object_id", flat=True)}


def _may_change(user: object, document: OfficeDocument) -> bool:
    return policy_registry.get_by_type(type(document)).user_has_permission_for_instance(user, "change", document)
