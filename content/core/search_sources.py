"""How pages become search documents. Each app registers its page types in its `searchable.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.models import Page

from content.core.models import BasePage, PageAudience
from search.documents import SearchDocument
from search.service import Source

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

KEY_PREFIX = "page:"


def page_key(page_id: int) -> str:
    return f"{KEY_PREFIX}{page_id}"


def page_ids(keys: Iterable[str]) -> list[int]:
    return [int(key.removeprefix(KEY_PREFIX)) for key in keys if key.startswith(KEY_PREFIX)]


class PageSource(Source):
    """The live pages of one type."""

    # Relations that the documents of this type read, fetched once for a whole batch.
    related: tuple[str, ...] = ()
    prefetched: tuple[str, ...] = ("tagged_items__tag",)
    # What this kind counts beside the others where the words decide nothing: above 1 for what people come for.
    weight = 1.0

    def __init__(self, model: type[BasePage]) -> None:
        self.model = model
        self.name = model._meta.label_lower
        self.kind = model.search_kind
        self.label = model._meta.verbose_name
        # Who asks for “หน่วยการเรียนรู้บูรณาการ” wants things of that kind, also where their text does not say so.
        self.kind_name = getattr(model, "kind_label", self.label)

    def owns(self, key: str) -> bool:
        return key.startswith(KEY_PREFIX)

    def key_of(self, obj: object) -> str | None:
        return page_key(obj.pk) if isinstance(obj, self.model) else None

    def keys(self) -> Iterable[str]:
        return (page_key(pk) for pk in self.model.objects.live().order_by("pk").values_list("pk", flat=True))

    def documents(self, keys: Collection[str]) -> Iterable[SearchDocument]:
        ids = page_ids(keys)
        pages = self.model.objects.live().filter(pk__in=ids)
        pages = pages.select_related("cover", *self.related).prefetch_related("audience_tokens", *self.prefetched)
        pages = list(pages)
        titles = _titles_above(pages)
        for page in pages:
            tokens = frozenset(row.token for row in page.audience_tokens.all())
            if tokens:
                yield self.document(page, tokens, tuple(titles[path] for path in _paths_above(page) if path in titles))

    def document(self, page: BasePage, audience: frozenset[str], trail: tuple[str, ...] = ()) -> SearchDocument:
        return SearchDocument(
            key=page_key(page.pk),
            kind=self.kind,
            title=page.title,
            url=page.get_url() or "/",
            audience=audience,
            summary=page.summary,
            body=f"{page.get_search_body()}\n{page.cover.description if page.cover else ''}\n{self.kind_name}",
            sections=page.get_search_sections(),
            trail=trail,
            state=page.get_search_state(),
            facets=page.get_search_facets(),
            facts=page.get_search_facts(),
            date=page.get_search_date(),
            changed=page.last_published_at,
            weight=self.weight,
        )

    def visible_keys(self, keys: Collection[str], audiences: frozenset[str]) -> set[str]:
        visible = PageAudience.objects.filter(page_id__in=page_ids(keys), page__live=True, token__in=audiences)
        return {page_key(pk) for pk in visible.values_list("page_id", flat=True)}


def _paths_above(page: Page) -> list[str]:
    """Tree paths from the first page below the home page down to the parent, as breadcrumbs show them."""
    step = Page.steplen
    return [page.path[:end] for end in range(3 * step, len(page.path), step)]


def _titles_above(pages: Iterable[Page]) -> dict[str, str]:
    """The titles of all pages above these, in one query. A page that is not live is named to nobody."""
    paths = {path for page in pages for path in _paths_above(page)}
    return dict(Page.objects.filter(path__in=paths, live=True).values_list("path", "title")) if paths else {}
