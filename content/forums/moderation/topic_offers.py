"""What a moderator may do about a topic as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from content.forums import permissions
from content.forums.models import Category, Readers, Topic
from content.forums.moderation import forms as fields
from content.forums.moderation.log import NotPossibleError
from content.forums.moderation.offers import Offer, data_for
from content.forums.moderation.services import merging, topics

if TYPE_CHECKING:
    from django.http import HttpRequest


def topic_offers(request: HttpRequest, topic: Topic) -> list[Offer]:
    act = {"user": request.user, "topic_id": topic.pk}
    return [
        _flag(
            request,
            "pin",
            _("Pin"),
            topics.pin,
            _("It is pinned to the top of its category."),
            not topic.is_pinned,
            act,
        ),
        _flag(request, "unpin", _("Unpin"), topics.unpin, _("It is no longer pinned."), topic.is_pinned, act),
        _flag(request, "lock", _("Lock"), topics.close, _("It is locked: nobody replies."), not topic.is_locked, act),
        _flag(request, "unlock", _("Unlock"), topics.unlock, _("It is open for replies again."), topic.is_locked, act),
        _moving(request, topic),
        _merging(request, topic),
    ]


def readers_of(category: Category) -> str:
    """Who reads a category, in words: where a topic goes decides who reads it."""
    return str(Readers(category.effective_readers).label)


def _flag(
    request: HttpRequest, name: str, label: str, service: object, sentence: str, is_shown: bool, act: dict
) -> Offer:
    form = fields.SimpleForm(data_for(request, name), auto_id=f"id_{name}_%s")

    def run(data: dict[str, object]) -> str:
        service(**act, **data)
        return sentence

    return Offer(name=name, label=label, form=form, run=run, is_shown=is_shown)


def _moving(request: HttpRequest, topic: Topic) -> Offer:
    form = fields.MoveForm(data_for(request, "move"), user=request.user, present=topic.category, auto_id="id_move_%s")

    def run(data: dict[str, object]) -> str:
        category = data["category"]
        topics.move(user=request.user, topic_id=topic.pk, category=category, reason=data["reason"])
        return _("It is moved to “%(name)s”.") % {"name": category.name}

    return Offer(
        name="move",
        label=_("Move"),
        form=form,
        run=run,
        help_text=_("Now read by: %(readers)s. Whoever reads the other category reads it there.")
        % {"readers": readers_of(topic.category)},
        is_shown=form.fields["category"].queryset.exists(),
    )


def _merging(request: HttpRequest, topic: Topic) -> Offer:
    form = fields.MergeForm(data_for(request, "merge"), auto_id="id_merge_%s")

    def run(data: dict[str, object]) -> str:
        target = Topic.objects.select_related("category__space").get(pk=data["target"])
        # What the moderator may not see is as good as none.
        if not permissions.can_read_topic(request.user, target):
            raise NotPossibleError(_("There is no such topic. Open it and copy its address from the browser."))
        if not permissions.can_moderate_topic(request.user, target):
            raise NotPossibleError(
                _("You do not moderate the category of that topic. Ask somebody who moderates both.")
            )
        try:
            kept = merging.merge(
                user=request.user,
                source_id=topic.pk,
                target_id=target.merged_into_id or target.pk,
                reason=data["reason"],
            )
        except Topic.DoesNotExist as error:
            raise PermissionDenied from error
        return _("It is merged into “%(title)s”.") % {"title": kept.title}

    return Offer(
        name="merge",
        label=_("Merge into another topic"),
        form=form,
        run=run,
        help_text=_("All posts stand there by time; the addresses of this topic lead there. This cannot be undone."),
        is_dangerous=True,
    )
