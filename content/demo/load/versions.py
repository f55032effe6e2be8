"""The first version of each page made, so that an editor's first change can be compared with it and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, Revision

from content.demo.load.context import Tally

if TYPE_CHECKING:
    from content.demo.load.context import Load


def load_versions(load: Load) -> Tally:
    tally = Tally(made=len(load.made_pages))
    base_type = ContentType.objects.get_for_model(Page)
    revisions = []
    for made in load.made_pages:
        # Read anew: links and attachments were added after the page was made.
        page = type(made.page).objects.get(pk=made.page.pk)
        revisions.append(
            Revision(
                content_type=ContentType.objects.get_for_model(page),
                base_content_type=base_type,
                object_id=str(page.pk),
                created_at=made.moment,
                user=made.author,
                object_str=str(page),
                content=page.serializable_data(),
            )
        )
    Revision.objects.bulk_create(revisions)
    _make_current(revisions)
    return tally


def _make_current(revisions: list[Revision]) -> None:
    by_page = {int(revision.object_id): revision for revision in revisions}
    pages = Page.objects.filter(pk__in=by_page)
    for page in pages:
        page.latest_revision = by_page[page.pk]
        page.live_revision = by_page[page.pk] if page.live else None
    Page.objects.bulk_update(pages, ["latest_revision", "live_revision"], batch_size=200)
