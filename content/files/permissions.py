"""Who may download a document: whoever may read a page that links to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from content.core.audiences import audiences_of
from content.core.models import PageAudience

if TYPE_CHECKING:
    from content.files.models import OfficeDocument


def can_download(user: object, document: OfficeDocument) -> bool:
    """
    Whether `user` may have the file.

    A document is as private as the pages that link to it: one readable page is enough, and a document on no live page
    is for its uploader and for editors only. What is linked from elsewhere than pages (menus, settings) is public.
    """
    if user.is_authenticated and (document.uploaded_by_user_id == user.pk or _may_change(user, document)):
        return True
    references = ReferenceIndex.get_references_to(document).values_list("base_content_type_id", "object_id")
    page_type = ContentType.objects.get_for_model(Page).pk
    linked_pages = [int(pk) for content_type, pk in references if content_type == page_type]
    if len(linked_pages) < len(references):
        return True
    readable = PageAudience.objects.filter(page_id__in=linked_pages, page__live=True, token__in=audiences_of(user))
    return readable.exists()


def _may_change(user: object, document: OfficeDocument) -> bool:
    return policy_registry.get_by_type(type(document)).user_has_permission_for_instance(user, "change", document)
