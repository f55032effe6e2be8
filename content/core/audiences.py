"""
Who may read what: the one home of the rule.

A page's audience is a set of tokens, kept in `PageAudience`; a viewer holds a set of tokens; the viewer may read the
page when the sets meet. Tokens are made from Wagtail's own page privacy (`PageViewRestriction`, inherited down the
tree) and Django's groups, so the admin's privacy controls and ours can never disagree:

    public        no restriction anywhere above
    members       "any logged-in user"
    group:<pk>    a Django group (work groups, teams and schools each own one)
    user:<pk>     an author or a named reader
    editors       whoever may read every page
    a+b           both needed, where restrictions are nested
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.dispatch import Signal
from wagtail.models import Page, PageViewRestriction

from content.core.memory import remembered
from content.core.models import PageAudience
from search.service import changed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from django.contrib.auth.models import AnonymousUser, Group

    from content.core.models import BasePage

PUBLIC = "public"
MEMBERS = "members"
EDITORS = "editors"
READ_EVERY_PAGE = "core.read_every_page"

ANONYMOUS_AUDIENCES = frozenset({PUBLIC})

# Sent with `page_ids` in the transaction that changes who may read these pages.
audiences_changed = Signal()

_reader_sources: list[Callable[[Collection[int]], Mapping[int, Iterable[int]]]] = []


def register_readers(source: Callable[[Collection[int]], Mapping[int, Iterable[int]]]) -> None:
    """Add a function that maps page ids to the ids of people who may read them whatever the restriction (authors)."""
    _reader_sources.append(source)


def group_token(group: Group) -> str:
    return f"group:{group.pk}"


def user_token(user_id: int) -> str:
    return f"user:{user_id}"


def audiences_of(user: object) -> frozenset[str]:
    """
    The tokens `user` holds; the one answer to "who may read".

    Kept on the user object, as Django keeps permissions: a change of groups is seen from the next request on.
    """
    if user is None or not user.is_authenticated or not user.is_active:
        return ANONYMOUS_AUDIENCES
    held = getattr(user, "_audiences", None)
    if held is None:
        held = user._audiences = _tokens_of_member(user)
    return held


def _tokens_of_member(user: object) -> frozenset[str]:
    held = {PUBLIC, MEMBERS, user_token(user.pk)}
    held.update(f"group:{pk}" for pk in user.groups.values_list("pk", flat=True))
    if user.has_perm(READ_EVERY_PAGE):
        held.add(EDITORS)
    held.update(
        token for token in remembered(("compound tokens",), _compound_tokens) if held.issuperset(token.split("+"))
    )
    return frozenset(held)


def _compound_tokens() -> frozenset[str]:
    tokens = PageAudience.objects.filter(token__contains="+").values_list("token", flat=True)  # noqa: S106 - no secret
    return frozenset(tokens.distinct())


def can_read(user: object | AnonymousUser, page: Page) -> bool:
    """Whether `user` may read the live page. Whether a draft may be seen is a matter of Wagtail's page permissions."""
    return not tokens_of(page.pk).isdisjoint(audiences_of(user))


def tokens_of(page_id: int) -> frozenset[str]:
    """The tokens any one of which lets a viewer read the page; none where it is not there."""
    return remembered(("audience", page_id), lambda: _read_tokens(page_id))


def _read_tokens(page_id: int) -> frozenset[str]:
    return frozenset(PageAudience.objects.filter(page_id=page_id).values_list("token", flat=True))


def refresh_audiences(root: BasePage | Page) -> None:
    """Work out the tokens of a page and all below it anew, and tell search about those whose tokens changed."""
    pages = dict(Page.objects.filter(path__startswith=root.path).values_list("pk", "path"))
    if not pages:
        return
    wanted = _effective_tokens(root.path, pages)
    present: dict[int, set[str]] = defaultdict(set)
    for page_id, token in PageAudience.objects.filter(page__path__startswith=root.path).values_list("page_id", "token"):
        present[page_id].add(token)
    differing = [pk for pk in pages if wanted[pk] != present[pk]]
    if not differing:
        return
    for pk in differing:
        gone = present[pk] - wanted[pk]
        if gone:
            PageAudience.objects.filter(page_id=pk, token__in=gone).delete()
    PageAudience.objects.bulk_create(
        [PageAudience(page_id=pk, token=token) for pk in differing for token in sorted(wanted[pk] - present[pk])],
        ignore_conflicts=True,
    )
    changed([f"page:{pk}" for pk in differing])
    audiences_changed.send(sender=PageAudience, page_ids=differing)


def _effective_tokens(root_path: str, pages: Mapping[int, str]) -> dict[int, set[str]]:
    """The tokens of each of `pages` (id to tree path), all at or below `root_path`."""
    steps = range(Page.steplen, len(root_path), Page.steplen)
    above = PageViewRestriction.objects.filter(page__path__in=[root_path[:end] for end in steps])
    below = PageViewRestriction.objects.filter(page__path__startswith=root_path)
    clauses: dict[str, list[frozenset[str]]] = defaultdict(list)
    for restriction in (above | below).distinct().select_related("page").prefetch_related("groups"):
        clauses[restriction.page.path].append(_clause(restriction))
    readers: dict[int, set[int]] = defaultdict(set)
    for source in _reader_sources:
        for page_id, user_ids in source(pages.keys()).items():
            readers[page_id].update(user_ids)

    tokens = {}
    for pk, path in pages.items():
        prefixes = (path[:end] for end in range(Page.steplen, len(path) + 1, Page.steplen))
        needed = [clause for prefix in prefixes for clause in clauses.get(prefix, ())]
        if needed:
            tokens[pk] = all_of(needed) | {EDITORS} | {user_token(user_id) for user_id in readers[pk]}
        else:
            tokens[pk] = {PUBLIC}
    return tokens


def _clause(restriction: PageViewRestriction) -> frozenset[str]:
    """The tokens of which any one satisfies a restriction. A shared password leaves no trace, so nobody holds it."""
    if restriction.restriction_type == PageViewRestriction.LOGIN:
        return frozenset({MEMBERS})
    if restriction.restriction_type == PageViewRestriction.GROUPS:
        return frozenset(group_token(group) for group in restriction.groups.all())
    return frozenset()


def all_of(clauses: Iterable[Collection[str]]) -> set[str]:
    """
    The tokens of a page behind several restrictions: one token of every clause must be held.

    `[{members}, {group:1, group:2}]` gives `{group:1, group:2}`, for whoever is in a group is a member;
    `[{group:1}, {group:2}]` gives `{group:1+group:2}`.
    """
    products: set[frozenset[str]] = {frozenset()}
    for clause in clauses:
        products = {product | {token} for product in products for token in clause}
    products = {product - {MEMBERS} or frozenset({MEMBERS}) for product in products}
    return {"+".join(sorted(p)) for p in products if not any(other < p for other in products)}
