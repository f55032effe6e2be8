"""Fill a site that holds the sample district with a thousand pages, by copying what is there."""

from __future__ import annotations

from itertools import cycle, islice

from django.db import transaction
from wagtail.models import Page, get_page_models
from wagtail.signal_handlers import disable_reference_index_auto_update

from content.knowledge.models import KnowledgeItem
from search.service import paused
from tests.benchmarks.models import BarePage


def item_types() -> list[type[KnowledgeItem]]:
    return [model for model in get_page_models() if issubclass(model, KnowledgeItem)]


def seed(pages: int) -> int:
    """
    Copy knowledge items of all kinds in turn until the site has `pages` live pages; returns how many there are.

    The copies keep their titles, so that search by meaning knows them by the vectors of their originals. Search is told
    nothing: whoever calls this rebuilds its index afterwards.
    """
    originals = [item for model in item_types() for item in model.objects.live().select_related(None)]
    missing = max(pages - Page.objects.live().count(), 0)
    for number, original in enumerate(islice(cycle(originals), missing), start=1):
        # Where pages are linked from is asked by the admin alone; to note it took most of the time.
        with paused(), disable_reference_index_auto_update(), transaction.atomic():
            original.copy(
                update_attrs={"slug": f"{original.slug}-{number}"},
                copy_revisions=False,
                keep_live=True,
                log_action=None,
            )
    home = Page.objects.filter(depth=2).first()
    if not BarePage.objects.exists():
        home.add_child(instance=BarePage(title="หน้าเปล่า", slug="bare-wagtail", body="<p>สวัสดี</p>" * 20))
    return Page.objects.live().count()
