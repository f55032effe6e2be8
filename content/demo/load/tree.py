"""The home page and the index pages below it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from content.demo.load.context import Tally
from content.demo.load.pictures import cover_for
from content.focus_groups.models import FocusGroupIndexPage
from content.knowledge.models import KnowledgeIndexPage
from content.mindmaps.models import MindMapIndexPage
from content.notes.models import NoteIndexPage
from content.reflections.models import ReflectionIndexPage
from content.units.models import LearningUnitIndexPage
from content.website.models import (
    ExampleSearch,
    HomePage,
    NewsIndexPage,
    SchoolIndexPage,
    TeamIndexPage,
    WorkGroupIndexPage,
)

if TYPE_CHECKING:
    from content.demo.load.context import Load

INDEX_TYPES = {
    "knowledge": KnowledgeIndexPage,
    "news": NewsIndexPage,
    "work_groups": WorkGroupIndexPage,
    "teams": TeamIndexPage,
    "schools": SchoolIndexPage,
    "learning_units": LearningUnitIndexPage,
    "mind_maps": MindMapIndexPage,
    "focus_groups": FocusGroupIndexPage,
    "reflections": ReflectionIndexPage,
    "notes": NoteIndexPage,
}
IN_THE_BANK = {"learning_units", "mind_maps", "focus_groups", "reflections", "notes"}
HOME = ("site", "home")
# The slug of the home page is never seen in an address; Wagtail's own first page holds "home" until it is replaced.
HOME_SLUG = "site"


def holds_a_site() -> bool:
    """Whether somebody has begun a website here: any page beyond Wagtail's untouched first page."""
    pages = Page.objects.filter(depth__gt=1)
    return pages.exclude(pk__in=_untouched_welcome_pages()).exists()


def _untouched_welcome_pages() -> list[int]:
    """The page that Wagtail's migrations make, as long as nobody has changed it or put a page below it."""
    pages = Page.objects.filter(depth=2, slug="home", latest_revision=None, numchild=0, owner=None)
    return [page.pk for page in pages if page.specific_class is Page]


def load_home(load: Load) -> Tally:
    tally = Tally()
    home = HomePage.objects.first()
    if home is None:
        home = _make_home(load)
        tally.count(made=True)
    else:
        load.pages[HOME] = home
        tally.count(made=False)
    return tally


def _make_home(load: Load) -> Page:
    site = Site.objects.filter(is_default_site=True).first()
    welcome = _untouched_welcome_pages()
    if site and site.root_page_id not in welcome and site.root_page.depth > 1:
        raise CommandError(
            _("The site has a home page of another kind (“%(title)s”). The sample district needs a new installation.")
            % {"title": site.root_page.title}
        )
    record = load.district.site["home"]

    def build() -> HomePage:
        page = HomePage(
            title=record["title"],
            summary=record["summary"],
            hero_heading=record["hero_heading"],
            search_placeholder=record["search_placeholder"],
            cover=cover_for(load, kind="page", title=record["title"], tags=["ทะเลน้อย"]),
        )
        page.example_searches = [ExampleSearch(text=text, sort_order=n) for n, text in enumerate(record["examples"])]
        return page

    load.add_page(HOME, Page.get_first_root_node(), HOME_SLUG, build, day=load.district.site["opened"])
    home = load.pages[HOME]
    _point_site_to(site, home, load)
    for page in Page.objects.filter(pk__in=welcome):
        page.delete()
    return home


def _point_site_to(site: Site | None, home: Page, load: Load) -> None:
    site = site or Site(is_default_site=True)
    address = urlsplit(settings.SITE_URL)
    site.hostname = address.hostname or "localhost"
    site.port = address.port or (443 if address.scheme == "https" else 80)
    site.site_name = load.district.office["short_name"]
    site.root_page = Page.objects.get(pk=home.pk)
    site.save()


def load_index_pages(load: Load) -> Tally:
    tally = Tally()
    for record in load.district.site["index_pages"]:
        key, model = record["key"], INDEX_TYPES[record["key"]]
        place = ("index", key)
        present = model.objects.first()
        if present:
            load.pages[place] = present
            tally.count(made=False)
            continue
        parent = load.pages["index", "knowledge"] if key in IN_THE_BANK else load.pages[HOME]

        def build(model: type[Page] = model, record: dict = record) -> Page:
            page = model(title=record["title"], summary=record["summary"])
            if any(field.name == "introduction" for field in model._meta.get_fields()):
                page.introduction = record["introduction"]
            return page

        made = load.add_page(place, parent, record["slug"], build, day=load.district.site["opened"])
        tally.count(made=made)
    return tally
