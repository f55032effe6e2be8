"""Links between items, once all of them exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.core.models import RelatedPage
from content.demo.load.context import Tally

if TYPE_CHECKING:
    from collections.abc import Iterator

    from content.demo.load.context import Load

# The names of links in the files, and the collection each leads to. A name may hold one slug or a list of them.
COLLECTIONS = {
    "learning_unit": "learning_units",
    "mind_map": "mind_maps",
    "focus_groups": "focus_groups",
    "one_pages": "one_pages",
    "notes": "notes",
    "standards": "standards",
}
LINKED = ("learning_units", "mind_maps", "focus_groups", "one_pages", "notes", "news")


def load_links(load: Load) -> Tally:
    """Links of the pages made by this load: the links of a page that was there are its editors' matter."""
    tally = Tally()
    made_pages = {made.page.pk for made in load.made_pages}
    rows = []
    for collection in LINKED:
        for record in load.district.of(collection):
            page = load.pages[collection, record["slug"]]
            targets = [target for target in _targets(record) if target in load.pages]
            made = page.pk in made_pages
            for number, target in enumerate(targets):
                tally.count(made=made)
                if made:
                    rows.append(RelatedPage(page_id=page.pk, target_id=load.pages[target].pk, sort_order=number))
    # One by one: the reference index of Wagtail listens to each.
    for row in rows:
        row.save()
    return tally


def _targets(record: dict) -> Iterator[tuple[str, str]]:
    for name, collection in COLLECTIONS.items():
        slugs = record["related"].get(name, [])
        for slug in [slugs] if isinstance(slugs, str) else slugs:
            yield collection, slug
