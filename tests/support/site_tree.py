"""The page tree that tests hang their pages on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from wagtail.models import Page, Site

from content.website.models import HomePage

if TYPE_CHECKING:
    from content.core.models import BasePage


class SiteTree:
    """
    A site with only a home page; index pages are made when something is hung below them.

    `site_tree.index(NoteIndexPage)` gives the one page of that type, with its parents;
    `site_tree.add(NotePage, title="...")` makes a live page where pages of its type belong.
    """

    def __init__(self) -> None:
        self.root = Page.get_first_root_node()
        # The page that Wagtail's first migration makes; it holds the slug "home".
        Page.objects.filter(depth=2, slug="home").delete()
        self.root.refresh_from_db()
        self.home = self.root.add_child(instance=HomePage(title="หน้าแรก", slug="home"))
        self.site, _ = Site.objects.update_or_create(
            is_default_site=True, defaults={"hostname": "testserver", "port": 80, "root_page": self.home}
        )

    def index(self, page_type: type[BasePage]) -> BasePage:
        """The one page of `page_type`, made with its parents where it does not stand yet."""
        if page_type is type(self.home):
            return self.home
        return page_type.objects.first() or self.add(page_type, title=str(page_type._meta.verbose_name))

    def add(self, page_type: type[BasePage], parent: Page | None = None, **fields: object) -> BasePage:
        if parent is None:
            parent = self.index(apps.get_model(page_type.parent_page_types[0]))
        # The tree's numbers may have changed since the parent was read.
        parent = Page.objects.get(pk=parent.pk)
        page = parent.add_child(instance=page_type(**{"title": "หน้าตัวอย่าง", **fields}))
        # As the admin does it, so that signals run and a revision exists.
        page.save_revision().publish()
        return page_type.objects.get(pk=page.pk)
