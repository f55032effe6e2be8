"""Where a page is edited: in Wagtail's admin, or where the layer that holds its form says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

if TYPE_CHECKING:
    from collections.abc import Callable

    from wagtail.models import Page

ADMIN_ACCESS = "wagtailadmin.access_admin"

_editors: dict[type[Page], tuple[str, Callable[[object, Page], bool]]] = {}


def register_editor(model: type[Page], view_name: str, may_edit: Callable[[object, Page], bool]) -> None:
    """Pages of exactly this class are edited at `view_name` (one argument, the number) by those `may_edit` names."""
    _editors[model] = (view_name, may_edit)


def edit_path(page: Page, user: object) -> str:
    """The address at which `user` may edit this page, or nothing."""
    if not user.is_authenticated or not page.pk:
        return ""
    if type(page) in _editors:
        view_name, may_edit = _editors[type(page)]
        return reverse(view_name, args=[page.pk]) if may_edit(user, page) else ""
    if user.has_perm(ADMIN_ACCESS) and page.permissions_for_user(user).can_edit():
        return reverse("wagtailadmin_pages:edit", args=[page.pk])
    return ""
