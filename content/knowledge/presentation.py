"""What a knowledge item's page shows around its own content, as plain values for the templates."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from content.core.audiences import audiences_of
from content.core.json_ld import json_ld_script
from content.knowledge.likeness import like_this

if TYPE_CHECKING:
    from django.http import HttpRequest

    from content.knowledge.models import KnowledgeItem

LICENCE_URLS = {
    "cc-by-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "cc-by-sa-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "cc-by-nc-4.0": "https://creativecommons.org/licenses/by-nc/4.0/",
    "cc0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}


def item_context(item: KnowledgeItem, request: HttpRequest, bank_url: str) -> dict[str, object]:
    """Authors, facts, tags, files, related items, backlinks and the JSON-LD of `item` for this viewer."""
    authors = [{"role": author.user.public_name, "url": ""} for author in _authors(item)]
    tags = [{"name": tag.name, "url": f"{bank_url}?{urlencode({'tag': tag.name})}"} for tag in item.tags.all()]
    related, backlinks = linked_pages(item, request)
    return {
        "kind": item.search_kind,
        "kind_label": item.kind_label,
        "authors": authors,
        "facts": item.get_facts(),
        "tags": tags,
        "files": attached_files(item),
        "related": related,
        "backlinks": backlinks,
        "licence": item.get_licence_display(),
        "licence_url": LICENCE_URLS.get(item.licence, ""),
        "is_overdue": bool(item.review_date and item.review_date < timezone.localdate()),
        "json_ld": json_ld_script(describe(item, request, [a["role"] for a in authors], [t["name"] for t in tags])),
    }


def _authors(item: KnowledgeItem):
    return item.item_authors.select_related("user__profile").all()


def attached_files(item: KnowledgeItem) -> list[dict[str, object]]:
    rows = item.item_attachments.select_related("document").all()
    return [
        {
            "title": row.document.title,
            "url": row.document.url,
            "size": row.document.file_size,
            "type": row.document.file_extension.upper(),
        }
        for row in rows
    ]


def linked_pages(item: KnowledgeItem, request: HttpRequest) -> tuple[list[dict], list[dict]]:
    """Pages the item links to and what is about the same, and pages that link to it; none hidden from this viewer."""
    targets = [row.target_id for row in item.related_links.all()]
    sources = list(item.backlinks.values_list("page_id", flat=True)) if item.pk else []
    pages = {
        page.pk: page
        for page in Page.objects.live()
        .filter(pk__in={*targets, *sources}, audience_tokens__token__in=audiences_of(request.user))
        .only("title", "url_path", "path", "depth", "locale_id", "content_type_id")
    }
    related = [row_of(pages[pk], request) for pk in dict.fromkeys(targets) if pk in pages]
    backlinks = [row_of(pages[pk], request) for pk in dict.fromkeys(sources) if pk in pages and pk not in targets]
    return related + like_this(item, request, {*targets, *sources}, len(related)), backlinks


def row_of(page: Page, request: HttpRequest) -> dict[str, str]:
    """Title, address and kind of a page of any type, without a query for its type."""
    model = ContentType.objects.get_for_id(page.content_type_id).model_class() or Page
    return {
        "title": page.title,
        "url": page.get_url(request),
        "kind": getattr(model, "search_kind", ""),
        "kind_label": getattr(model, "kind_label", model._meta.verbose_name),
    }


def describe(item: KnowledgeItem, request: HttpRequest, roles: list[str], tags: list[str]) -> dict[str, object]:
    published = item.dated or item.first_published_at
    return {
        "@type": item.schema_type,
        "name": item.title,
        "description": item.search_description or item.summary,
        "url": item.get_full_url(request),
        "inLanguage": "th",
        "datePublished": published.isoformat() if published else "",
        "dateModified": item.last_published_at.isoformat() if item.last_published_at else "",
        "license": LICENCE_URLS.get(item.licence, ""),
        "author": [{"@type": "Person", "jobTitle": role} for role in roles],
        "keywords": tags,
        "isAccessibleForFree": True,
        **item.get_json_ld(),
    }


def search_facets(item: KnowledgeItem) -> dict[str, tuple[str, ...]]:
    """The values under which the item is counted in the bank's facets."""
    return {
        "area": tuple(area.slug for area in item.learning_areas.all()),
        "grade": tuple(grade.slug for grade in item.grades.all()),
        "group": (item.work_group.slug,) if item.work_group else (),
        "school": (item.school.slug,) if item.school else (),
        "year": (str(item.academic_year + 543),) if item.academic_year else (),
        # Through the rows: `tags.all()` asks the database again for every item of a batch.
        "tag": tuple(row.tag.name for row in item.tagged_items.all()),
        "pillar": (item.pillar.slug,) if item.pillar else (),
        "role": tuple(dict.fromkeys(author.user.public_name for author in item.item_authors.all())),
    }


def facts(*pairs: tuple[str, object]) -> list[dict[str, object]]:
    """Pairs of label and value as the facts strip wants them; empty values are left out."""
    return [{"label": label, "value": value} for label, value in pairs if value]


def hours_text(hours: int) -> str:
    return _("%(count)d hours") % {"count": hours}
