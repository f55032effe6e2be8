"""Which pages the browser tests walk over: one of every page type, and what is not in the page tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.models import get_page_models

if TYPE_CHECKING:
    from tests.support.live_site import LiveSite

PAGE_TYPES = sorted(model._meta.label for model in get_page_models() if model.__module__.startswith("content."))
OTHER_PAGES = {
    "search": "/search/?q=บูรณาการ",
    "search with filters": "/search/?q=ข้าว&kind=learning-unit&grade=p5",
    "search with understood words": "/search/?q=หน่วย ป.5 ทะเลน้อย kind:ไม่มี -ข่าว",
    "search by kind": "/search/?q=โนรา&view=grouped",
    "search that finds nothing with filters": "/search/?q=โนรา&kind=news&grade=p1",
    "search that finds nothing": "/search/?q=กขฃคฅฆ",
    "search without words": "/search/",
    "sign-in": "/accounts/login/",
    "forgotten password": "/accounts/password/reset/",
    "asking for an account": "/accounts/request/",
    "no such page": "/no-such-page/",
    "forums": "/forum/",
    "forum category": "/forum/c/thinking/",
    "forum category with filters": "/forum/c/thinking/?kind=question&state=solved",
    "forum category where nothing is like that": "/forum/c/thinking/?kind=poll",
    # The topics of the sample district are made in the order of its file.
    "forum topic with an answer": "/forum/t/1/",
    "forum topic": "/forum/t/2/",
    "forum topic with a bad date": "/forum/t/1/?date=เมื่อวาน",
    "latest topics": "/forum/latest/",
    "open questions": "/forum/unanswered/",
    "topics of a tag": "/forum/tags/mind-map/",
}
ALL = [*PAGE_TYPES, *OTHER_PAGES]


def path_of(name: str, site: LiveSite) -> str:
    """The path of a page by its type or its name in OTHER_PAGES."""
    path = OTHER_PAGES.get(name) or site.pages.get(name)
    assert path, f"The sample district has no public page of type {name}."
    return path
