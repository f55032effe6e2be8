"""The page tree that tests hang their pages on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import Collection, Locale, Page, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from content.knowledge.models import KnowledgeIndexPage
from content.people.models import Role
from content.people.services import load_roles
from content.website.models import HomePage

if TYPE_CHECKING:
    from content.core.models import BasePage


def plant_site() -> None:
    """
    What every test finds: a site with a home page and the front door of the knowledge bank, and the roles.

    Made once, after the migrations: made anew by each of several thousand tests it took half of their time. A test with
    real transactions leaves empty tables behind: whoever asks for the site after it has it made again.
    """
    if HomePage.objects.exists():
        return
    Locale.objects.get_or_create(language_code=get_supported_content_language_variant(settings.LANGUAGE_CODE))
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")
    root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root"))
    # The page that Wagtail's first migration makes; it holds the slug "home".
    Page.objects.filter(depth=2, slug="home").delete()
    home = root.add_child(instance=HomePage(title="หน้าแรก", slug="home"))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "testserver", "port": 80, "root_page": home}
    )
    bank = home.add_child(instance=KnowledgeIndexPage(title="คลังความรู้", slug="bank"))
    bank.save_revision().publish()
    # After the bank: contributors may add pages below it.
    load_roles()


def uproot_site() -> None:
    """Leave the database as Wagtail's migrations do, for what begins without a site."""
    HomePage.objects.get().delete()
    welcome = Page.get_first_root_node().add_child(instance=Page(title="Welcome", slug="home"))
    Site.objects.create(hostname="localhost", root_page=welcome, is_default_site=True)
    groups = list(Role.objects.values_list("group", flat=True))
    Role.objects.all().delete()
    Group.objects.filter(pk__in=groups).delete()


def publish_below(parent: Page, page: BasePage) -> None:
    """As the admin does it, so that signals run and a revision exists; what it links to is noted only once."""
    with disable_reference_index_auto_update():
        revision = parent.add_child(instance=page).save_revision()
    revision.publish()


class SiteTree:
    """
    The site of `plant_site`; index pages are made when something is hung below them.

    `site_tree.index(NoteIndexPage)` gives the one page of that type, with its parents;
    `site_tree.add(NotePage, title="...")` makes a live page where pages of its type belong.
    """

    def __init__(self) -> None:
        self.site = Site.objects.get(is_default_site=True)
        self.home = HomePage.objects.get()
        self.root = self.home.get_parent()

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
        page = page_type(**{"title": "หน้าตัวอย่าง", **fields})
        publish_below(parent, page)
        return page_type.objects.get(pk=page.pk)
