"""What a moderator may do about one post and its author."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content.forums.models import Sanction
from content.forums.models.topics import State
from content.forums.moderation import forms as fields
from content.forums.moderation.facts import knowledge_from
from content.forums.moderation.offers import Offer, data_for
from content.forums.moderation.services import people, posts, purging, reports
from content.forums.permissions import can_sanction

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from content.forums.models import Post


def post_offers(request: HttpRequest, post: Post, *, open_reports: int) -> list[Offer]:
    """Everything, in the order in which it is mostly needed; what makes no sense now is not shown."""
    return [*_about_words(request, post, open_reports), *_about_author(request, post), _purging(request, post)]


def _about_words(request: HttpRequest, post: Post, open_reports: int) -> list[Offer]:
    seen = request.POST.get("seen", post.state)
    act = {"user": request.user, "post_id": post.pk, "seen": seen if seen in State.values else post.state}
    noun = _("topic") if post.is_opening else _("post")
    made = partial(_offer, request)
    return [
        made(
            "let_in",
            _("Let in"),
            forms.Form,
            lambda data: _said(posts.let_in(**act), _("It is let in; its author is told.")),
            help_text=_("It appears now, for everybody who reads there."),
            is_shown=post.state == State.PENDING,
        ),
        made(
            "dismiss",
            _("Leave it as it is"),
            fields.SimpleForm,
            lambda data: _said(
                reports.dismiss(user=request.user, post_id=post.pk, **data), _("Left as it is; the reporters are told.")
            ),
            help_text=_("Closes the reports. Their writers are told that you have looked at the post."),
            is_shown=bool(open_reports),
        ),
        made(
            "hide",
            _("Hide the %(noun)s") % {"noun": noun},
            fields.ReasonForm,
            lambda data: _said(posts.hide(**act, **data), _("It is hidden; its author is told why.")),
            help_text=_("Only moderators see it then. It can be shown again."),
            is_shown=post.state in {State.VISIBLE, State.PENDING},
        ),
        made(
            "show",
            _("Show it again"),
            fields.SimpleForm,
            lambda data: _said(posts.show(**act, **data), _("It is shown again.")),
            is_shown=post.state == State.HIDDEN,
        ),
        made(
            "delete",
            _("Delete the %(noun)s") % {"noun": noun},
            fields.ReasonForm,
            lambda data: _said(posts.delete(**act, **data), _("It is deleted; its author is told why.")),
            help_text=_("This cannot be undone. What can be shown again is hidden instead."),
            is_dangerous=True,
            is_shown=post.state != State.DELETED,
        ),
    ]


def _about_author(request: HttpRequest, post: Post) -> list[Offer]:
    may = can_sanction(request.user, post)
    act = {"user": request.user, "post": post}
    suspended = may and Sanction.objects.suspensions_in_force().filter(user_id=post.author_id).exists()
    warned = may and Sanction.objects.filter(user_id=post.author_id, post=post, kind=Sanction.Kind.WARNING).exists()
    return [
        _offer(
            request,
            "warn",
            _("Warn the author"),
            fields.ReasonForm,
            lambda data: _said(people.warn(**act, **data), _("The author is warned.")),
            help_text=_("Once for each post. Nobody else is told."),
            is_shown=may and not warned,
        ),
        _offer(
            request,
            "suspend",
            _("Suspend the author"),
            fields.SuspendForm,
            lambda data: _said(
                people.suspend(**act, days=data["days"] or None, reason=data["reason"]),
                _("The author may read and not write for this time."),
            ),
            help_text=_("They may read and not write, in all categories of the forums."),
            is_dangerous=True,
            is_shown=may and not suspended,
        ),
    ]


def _purging(request: HttpRequest, post: Post) -> Offer:
    form = fields.PurgeForm(data_for(request, "purge"), post=post, auto_id="id_purge_%s")

    def run(data: dict[str, object]) -> str:
        purged = purging.purge(
            user=request.user,
            post_id=post.pk,
            passages=data["passages"],
            in_whole_topic=data["in_whole_topic"],
            file_ids=[int(pk) for pk in data.get("files", ())],
            reason=data["reason"],
        )
        count = purged.passages + purged.versions + purged.files
        sentence = ngettext(
            "Removed: %(passages)d passages, %(versions)d former versions, %(files)d files.",
            "Removed: %(passages)d passages, %(versions)d former versions, %(files)d files.",
            count,
        ) % {**purged._asdict()}
        return _with_knowledge(sentence, knowledge_from(post, request.user))

    return Offer(
        name="purge",
        label=_("Remove personal data"),
        form=form,
        run=run,
        help_text=_("Empties all former versions of the post for good, and covers the passages you name (PDPA)."),
        is_dangerous=True,
    )


def _with_knowledge(sentence: str, knowledge: dict[str, object]) -> str:
    """The sentence, and behind it what is to be looked at by hand, with links."""
    count = knowledge["count"]
    if not count:
        return sentence
    told = ngettext(
        "Look at %(count)d item of the knowledge bank that was drafted from it.",
        "Look at %(count)d items of the knowledge bank that were drafted from it.",
        count,
    ) % {"count": count}
    links = format_html_join(" · ", '<a href="{url}">{title}</a>', knowledge["rows"])
    return format_html("{} {} {}", sentence, told, links)


def _offer(
    request: HttpRequest,
    name: str,
    label: str,
    form_class: type[forms.Form],
    run: Callable[[dict[str, object]], str],
    **more: object,
) -> Offer:
    form = form_class(data_for(request, name), auto_id=f"id_{name}_%s")
    return Offer(name=name, label=label, form=form, run=run, **more)


def _said(_done: object, sentence: str) -> str:
    return sentence
