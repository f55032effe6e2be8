"""What each role may do, as Django and Wagtail permissions. The one place where that is written."""

from __future__ import annotations

from dataclasses import dataclass

from content.people.roles import RoleKey

ADMIN_ACCESS = "wagtailadmin.access_admin"
# Page permissions are given at one of two places: the whole site, or the knowledge bank.
SITE = "wagtailcore.Page"
BANK = "knowledge.KnowledgeIndexPage"

ADD_FILES = ("add_image", "choose_image", "add_document", "choose_document")
CHANGE_FILES = (*ADD_FILES, "change_image", "change_document")
EDITED_SNIPPETS = {
    "website": ("*",),
    "taxonomy": ("*",),
    "people": ("workgroup", "school", "staffteam", "studentcount", "teammembership"),
    "wagtailredirects": ("*",),
    "search": ("ownword", "synonymgroup", "stopword"),
    "forums": ("space", "category", "blockedword", "forumsettings"),
}


@dataclass(frozen=True, slots=True)
class RolePermissions:
    """
    `plain`: Django permissions as "app.codename". `collection`: codenames on the root collection of files. `pages`:
    place to page permission types. `models`: app label to model names whose add, change, delete and view are given.
    """

    plain: tuple[str, ...] = ()
    collection: tuple[str, ...] = ()
    pages: tuple[tuple[str, tuple[str, ...]], ...] = ()
    models: tuple[tuple[str, tuple[str, ...]], ...] = ()


ROLE_PERMISSIONS: dict[str, RolePermissions] = {
    RoleKey.MEMBER: RolePermissions(),
    RoleKey.CONTRIBUTOR: RolePermissions(plain=(ADMIN_ACCESS,), collection=ADD_FILES, pages=((BANK, ("add_page",)),)),
    RoleKey.REVIEWER: RolePermissions(
        plain=(ADMIN_ACCESS,), collection=ADD_FILES, pages=((BANK, ("add_page", "change_page")),)
    ),
    RoleKey.EDITOR: RolePermissions(
        plain=(ADMIN_ACCESS, "core.read_every_page", "comments.moderate_comments", "forums.moderate_every_category"),
        collection=CHANGE_FILES,
        pages=((SITE, ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")),),
        models=tuple(EDITED_SNIPPETS.items()),
    ),
    RoleKey.ADMINISTRATOR: RolePermissions(
        plain=(ADMIN_ACCESS, "core.read_every_page", "comments.moderate_comments", "forums.moderate_every_category"),
        collection=(*CHANGE_FILES, "delete_image", "delete_document"),
        pages=((SITE, ("add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page")),),
        models=(
            *EDITED_SNIPPETS.items(),
            ("people", ("*",)),
            ("auth", ("group",)),
            ("search", ("*",)),
            ("notifications", ("message",)),
            ("forums", ("moderationaction",)),
            ("wagtailcore", ("site", "collection", "workflow", "task")),
        ),
    ),
}
