"""
What stands between a sent form and the forum: limits, slow mode, blocked words, held accounts, suspensions.

`judge` answers whether a post is shown at once or waits for a moderator, or refuses it with a sentence for its writer,
whose form keeps the words. It asks at most four queries, whatever the number of posts.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from content.core.memory import remembered
from content.forums.models import ForumSettings, Post, Topic
from content.forums.models.topics import State
from content.forums.permissions import can_moderate, suspension_of
from content.forums.services.blocklist import blocked_in, count_links, rules_met
from themes.thai_dates import thai_datetime

if TYPE_CHECKING:
    from collections.abc import Sequence

    from content.forums.models import Category, Sanction
    from content.people.models import User

TEN_MINUTES = datetime.timedelta(minutes=10)
DAY = datetime.timedelta(days=1)


class Refused(Exception):
    """A post that is not taken; its text is a Thai sentence that says why, and what to do."""


@dataclass(frozen=True)
class Verdict:
    """The state a new post gets, and the reason moderators read where it is held."""

    state: str = State.VISIBLE
    reason: str = ""


def judge(*, user: User, category: Category, text: str, is_topic: bool) -> Verdict:
    """Whether the post is shown at once. Raises `Refused`. Moderators of the category are free of limits."""
    refuse_suspended(user)
    if can_moderate(user, category):
        return Verdict()
    limits = limits_in_force()
    now = timezone.now()
    _refuse_too_soon(user, category, limits, now)
    if is_topic:
        _refuse_too_many_topics(user, limits, now)
    held = judge_words(text)
    if held.state == State.PENDING:
        return held
    if is_topic and category.holds_every_topic:
        return Verdict(State.PENDING, _("Every new topic of this category is let in by a moderator."))
    return _judge_newcomer(user, limits, count_links(text))


def judge_words(text: str) -> Verdict:
    """The part of `judge` that looks at the words alone: for an edit as well. Raises `Refused`."""
    rule = blocked_in(text)
    if rule is None:
        return Verdict()
    if not rule.refuses:
        return Verdict(
            State.PENDING, _("It holds “%(word)s”, which is on the list of blocked words.") % {"word": rule.text}
        )
    if rule.is_host:
        sentence = _("Links to “%(word)s” are not taken here. Take the link out, then send it again.")
    else:
        sentence = _("The forum does not take the word “%(word)s”. Say it in other words, then send it again.")
    raise Refused(sentence % {"word": rule.text})


def judge_edit(*, user: User, category: Category, before: str, after: str) -> None:
    """
    Whether a post may be changed so. Raises `Refused`.

    An edit is not held, for the post stands already: words and links for which a new post would wait are refused. What
    a moderator has let in may stay.
    """
    if can_moderate(user, category):
        return
    present = rules_met(before)
    rule = next((rule for rule in rules_met(after) if rule not in present), None)
    if rule is not None:
        sentence = _("“%(word)s” is on the list of blocked words. Take it out, or write a new post, which waits.")
        raise Refused(sentence % {"word": rule.text})
    links = count_links(after)
    if links > count_links(before) and _judge_links(user, limits_in_force(), links).state == State.PENDING:
        sentence = _(
            "A post with %(count)d links waits for a moderator. Take links out, or write a new post, which waits."
        )
        raise Refused(sentence % {"count": links})


def refuse_suspended(user: User) -> None:
    sanction = suspension_of(user)
    if sanction is not None:
        raise Refused(suspension_sentence(sanction))


def suspension_sentence(sanction: Sanction) -> str:
    """What a suspended person reads wherever they would write."""
    if sanction.until is None:
        return _(
            "You may read and not write in the forums until a moderator lifts this. The reason: %(reason)s "
            "If you think that this is a mistake, ask the office."
        ) % {"reason": sanction.reason}
    return _("You may read and not write in the forums until %(moment)s. The reason: %(reason)s") % {
        "moment": _moment(sanction.until),
        "reason": sanction.reason,
    }


def limits_in_force() -> ForumSettings:
    """The limits of this generation of the site's content; never change what is returned."""
    return remembered(("forum limits",), ForumSettings.load)


def _refuse_too_soon(user: User, category: Category, limits: ForumSettings, now: datetime.datetime) -> None:
    """Slow mode of the category and the limit for ten minutes, from one query over the index of authors."""
    slow = datetime.timedelta(seconds=category.slow_seconds)
    since = now - max(TEN_MINUTES, slow)
    written = Post.objects.written_since(user, since).order_by("-created_at")
    recent: Sequence[tuple[datetime.datetime, int]] = list(written.values_list("created_at", "topic__category_id"))
    if slow:
        here = next((moment for moment, category_id in recent if category_id == category.pk), None)
        if here is not None and here + slow > now:
            raise Refused(
                _(
                    "In this category one writes slowly. You may write again at %(moment)s. "
                    "What you typed is kept below."
                )
                % {"moment": _moment(here + slow)}
            )
    newest = [moment for moment, _category in recent if moment > now - TEN_MINUTES]
    most = limits.posts_in_ten_minutes
    if most and len(newest) >= most:
        raise Refused(
            _(
                "At most %(most)d posts fit into ten minutes. You may write again at %(moment)s. "
                "What you typed is kept below."
            )
            % {"most": most, "moment": _moment(newest[most - 1] + TEN_MINUTES)}
        )


def _refuse_too_many_topics(user: User, limits: ForumSettings, now: datetime.datetime) -> None:
    most = limits.topics_a_day
    if not most:
        return
    begun = Topic.objects.filter(author=user, created_at__gt=now - DAY).order_by("-created_at")
    moments = list(begun.values_list("created_at", flat=True)[:most])
    if len(moments) >= most:
        raise Refused(
            _(
                "At most %(most)d new topics fit into a day. You may start the next at %(moment)s, or reply in a topic "
                "that is there. What you typed is kept below."
            )
            % {"most": most, "moment": _moment(moments[-1] + DAY)}
        )


def _judge_newcomer(user: User, limits: ForumSettings, links: int) -> Verdict:
    """Links are counted first: only where they or the setting ask for it are the posts of the account looked at."""
    if links > limits.most_links:
        return Verdict(State.PENDING, _("It has %(count)d links.") % {"count": links})
    has_many_links = links > limits.new_account_links
    visible = _visible_posts(user, max(limits.held_posts, limits.new_account_posts if has_many_links else 0))
    if visible < limits.held_posts:
        return Verdict(State.PENDING, _("First posts of a new account."))
    if has_many_links and visible < limits.new_account_posts:
        return Verdict(State.PENDING, _("A new account, and %(count)d links.") % {"count": links})
    return Verdict()


def _judge_links(user: User, limits: ForumSettings, links: int) -> Verdict:
    """The part of `_judge_newcomer` about links."""
    if links > limits.most_links:
        return Verdict(State.PENDING)
    if links > limits.new_account_links and _visible_posts(user, limits.new_account_posts) < limits.new_account_posts:
        return Verdict(State.PENDING)
    return Verdict()


def _visible_posts(user: User, enough: int) -> int:
    """How many posts of the account are shown, counted up to `enough`."""
    if not enough:
        return 0
    # By time, so that the database walks the index of authors and stops.
    posts = Post.objects.filter(author=user).visible().order_by("-created_at")
    return len(posts.values_list("pk", flat=True)[:enough])


def _moment(moment: datetime.datetime) -> str:
    """Rounded up to the minute that is shown: whoever comes back then is let in."""
    shown = timezone.localtime(moment)
    if shown.second or shown.microsecond:
        shown = shown.replace(second=0, microsecond=0) + datetime.timedelta(minutes=1)
    return thai_datetime(shown)
