"""The website's part of the admin menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from content.website.models import Menu, NewsCategory, SiteAlert


class MenuViewSet(SnippetViewSet):
    model = Menu
    icon = "list-ul"
    menu_label = _("Menus")


class SiteAlertViewSet(SnippetViewSet):
    model = SiteAlert
    icon = "warning"
    menu_label = _("Site-wide messages")
    list_display = ["text", "level", "is_on", "shown_from", "shown_until"]
    list_filter = ["level", "is_on"]


class NewsCategoryViewSet(SnippetViewSet):
    model = NewsCategory
    icon = "tag"
    menu_label = _("News categories")
    list_display = ["name", "slug", "order"]


class WebsiteGroup(SnippetViewSetGroup):
    items = (MenuViewSet, SiteAlertViewSet, NewsCategoryViewSet)
    menu_icon = "site"
    menu_label = _("Website")
    menu_order = 300


register_snippet(WebsiteGroup)
