"""What a person follows, as plain values, without pages they may not read any more."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from content.core.querysets import visible_page_ids
from content.notifications.models import Follow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import Model

    from content.people.models import User

HEADINGS = {
    "page": _("Items"),
    "tag": _("Tags"),
    "learning_area": _("Learning areas"),
    "work_group": _("Work groups"),
}


def follows_of(user: User) -> list[dict[str, object]]:
    """What `user` follows, under headings: title, address of a page, and where to stop."""
    rows = list(Follow.objects.filter(user=user).select_related(*Follow.TARGETS).order_by("-created_at"))
    visible = visible_page_ids(user, [row.page_id for row in rows if row.page_id])
    groups = []
    for name, heading in HEADINGS.items():
        targets = [getattr(row, name) for row in rows if getattr(row, name)]
        if name == "page":
            targets = [page for page in targets if page.pk in visible]
        if targets:
            groups.append({"heading": heading, "rows": [_row(name, target) for target in targets]})
    return groups


def follow_rows(user: User, targets: Sequence[tuple[str, int, str]]) -> list[dict[str, object]]:
    """Kind, id and title of what can be followed as the values of `knowledge/following.html`. One query."""
    ids: dict[str, list[int]] = defaultdict(list)
    for kind, pk, _title in targets:
        ids[kind].append(pk)
    wanted = Q()
    for kind, pks in ids.items():
        wanted |= Q(**{f"{kind}_id__in": pks})
    columns = [f"{kind}_id" for kind in ids]
    followed = {
        (kind, pk)
        for row in Follow.objects.filter(wanted, user=user).values_list(*columns)
        for kind, pk in zip(ids, row, strict=True)
        if pk
    }
    return [
        {"kind": kind, "title": title, "url": change_url(kind, pk), "is_followed": (kind, pk) in followed}
        for kind, pk, title in targets
    ]


def change_url(kind: str, pk: int) -> str:
    return reverse("notices_follow", args=[kind, pk])


def _row(kind: str, target: Model) -> dict[str, object]:
    url = target.get_url() or "" if kind == "page" else ""
    return {"title": str(target), "url": url, "change_url": change_url(kind, target.pk)}
