"""Keep `PageAudience` right when a page appears, moves or is restricted; let kept pages go when content changes."""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import post_page_move

from content.core.audiences import refresh_audiences
from content.core.page_cache import move_on
from search.service import index_changed

# Apps whose rows are written all day without changing what a visitor sees.
QUIET_APPS = {
    *("sessions", "search", "django_tasks", "django_tasks_database", "contenttypes", "admin", "migrations"),
    *("account", "mfa", "usersessions", "socialaccount"),
    # Each person's own.
    "notifications",
    "writing",
}
QUIET_MODELS = {
    "wagtailcore.PageLogEntry",
    "wagtailcore.ModelLogEntry",
    "wagtailcore.ReferenceIndex",
    # A version is nothing a visitor sees until it is published, which saves the page.
    "wagtailcore.Revision",
    "knowledge.ItemWriter",
    "core.PageAudience",
    "people.Invitation",
    "people.AccountRequest",
    # What each reader of the forums has read and follows, and what is being typed.
    "forums.TopicMark",
    "forums.CategoryMark",
    "forums.TopicFollow",
    "forums.CategoryFollow",
    "forums.PostDraft",
    # Numbers that only moderators see.
    "forums.MonthlyWriter",
    "forums.MonthsCounted",
    # Who comes to an event stands on pages that are never kept, for they change by the minute.
    "exchange_events.Attendance",
    "exchange_events.CalendarAddress",
    "people.DataArchive",
    # Made of sheets that are published already.
    "reflections.KeptBooklet",
}


# What Wagtail writes on a page when a draft of it is saved: with every pause of everybody who is writing.
DRAFT_FIELDS = frozenset(
    {
        "latest_revision",
        "latest_revision_created_at",
        "draft_title",
        "has_unpublished_changes",
        "wagtail_admin_comments",
    }
)


def page_saved(sender: type, instance: object, *, created: bool, raw: bool = False, **kwargs: object) -> None:
    if created and not raw and isinstance(instance, Page) and sender is not Page:
        refresh_audiences(instance)


def page_moved(sender: type, instance: Page, **kwargs: object) -> None:
    refresh_audiences(Page.objects.get(pk=instance.pk))


def restriction_changed(sender: type, instance: PageViewRestriction, **kwargs: object) -> None:
    page = Page.objects.filter(pk=instance.page_id).first()
    if page:
        refresh_audiences(page)


def restriction_groups_changed(
    sender: type, instance: object, action: str, *, reverse: bool, pk_set: set[int] | None, **kwargs: object
) -> None:
    if not action.startswith("post_"):
        return
    restrictions = PageViewRestriction.objects.filter(pk__in=pk_set or ()) if reverse else [instance]
    for restriction in restrictions:
        restriction_changed(PageViewRestriction, restriction)


def group_about_to_go(sender: type, instance: Group, **kwargs: object) -> None:
    instance.pages_restricted_to_it = list(Page.objects.filter(view_restrictions__groups=instance))


def group_gone(sender: type, instance: Group, **kwargs: object) -> None:
    for page in getattr(instance, "pages_restricted_to_it", ()):
        refresh_audiences(page)


def content_changed(sender: type, **kwargs: object) -> None:
    """Any other row: better one page rendered again than one shown too old."""
    meta = sender._meta
    fields = kwargs.get("update_fields")
    if fields == {"last_login"} or (fields and DRAFT_FIELDS.issuperset(fields)):
        return
    if meta.app_label not in QUIET_APPS and meta.label not in QUIET_MODELS:
        move_on()


def findable_changed(sender: type, **kwargs: object) -> None:
    """Lists made by search change only now, a moment after the content they list."""
    move_on()


def connect() -> None:
    for signal in (post_save, post_delete, m2m_changed):
        signal.connect(content_changed, dispatch_uid=f"core.content_changed.{id(signal)}")
    index_changed.connect(findable_changed, dispatch_uid="core.findable_changed")
    post_save.connect(page_saved, dispatch_uid="core.page_saved")
    post_page_move.connect(page_moved, dispatch_uid="core.page_moved")
    post_save.connect(restriction_changed, sender=PageViewRestriction, dispatch_uid="core.restriction_saved")
    post_delete.connect(restriction_changed, sender=PageViewRestriction, dispatch_uid="core.restriction_gone")
    m2m_changed.connect(
        restriction_groups_changed, sender=PageViewRestriction.groups.through, dispatch_uid="core.restriction_groups"
    )
    pre_delete.connect(group_about_to_go, sender=Group, dispatch_uid="core.group_about_to_go")
    post_delete.connect(group_gone, sender=Group, dispatch_uid="core.group_gone")
