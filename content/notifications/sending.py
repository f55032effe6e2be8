"""
Sending what is due, each message once.

A message is claimed by one update before it is sent, so that no two processes send it. What a channel refuses for good
is marked as failed; every other failure is tried again, later each time. A process killed between sending and saying
so leaves its message claimed: nobody can know whether it went out, so it is not repeated but shown to administrators.
"""

from __future__ import annotations

import datetime
import logging
from typing import TYPE_CHECKING, NamedTuple

from django.utils import timezone, translation

from content.notifications.channels import ChannelDownError, RefusedError, channels
from content.notifications.letters import letter_of
from content.notifications.models import LONGEST_ERROR, Message, QuietHours
from content.notifications.rhythms import Rhythm
from content.notifications.timing import end_of_quiet

if TYPE_CHECKING:
    from collections.abc import Collection

    from content.notifications.channels import Channel, Sender

logger = logging.getLogger(__name__)
BATCH = 50
FIRST_PAUSE = datetime.timedelta(minutes=1)
LONGEST_PAUSE = datetime.timedelta(hours=4)
# A mail server that is away over a long weekend loses nothing; older news is no news.
GIVEN_UP_AFTER = datetime.timedelta(days=5)
DIGESTS = (Rhythm.DAILY, Rhythm.WEEKLY)
State = Message.State


class Sent(NamedTuple):
    """What one round of sending did with the messages that were due."""

    sent: int = 0
    failed: int = 0
    dropped: int = 0

    def plus(self, state: str) -> Sent:
        """With one more message in this state; one that still waits has failed this time."""
        name = {State.SENT: "sent", State.DROPPED: "dropped"}.get(state, "failed")
        return self._replace(**{name: getattr(self, name) + 1})


def send_due(rhythms: Collection[str] | None = None) -> Sent:
    """Send every message that is due, of these rhythms only where some are named."""
    result = Sent()
    for channel in channels():
        result = _send_through(channel, rhythms, result)
    return result


def pause_after(attempts: int) -> datetime.timedelta:
    """How long to wait after this many failures: twice as long each time, four hours at most."""
    return min(FIRST_PAUSE * 2 ** min(attempts - 1, 20), LONGEST_PAUSE)


def _send_through(channel: Channel, rhythms: Collection[str] | None, result: Sent) -> Sent:
    due = Message.objects.due().filter(channel=channel.name).select_related("recipient__profile")
    if rhythms is not None:
        due = due.filter(rhythm__in=rhythms)
    while batch := list(due[:BATCH]):
        try:
            with translation.override("th"), channel.opened() as sender:
                for message in _outside_quiet_hours(batch):
                    if state := _send(sender, message):
                        result = result.plus(state)
        except ChannelDownError as error:
            logger.warning("Nothing can be sent by %s at the moment: %s", channel.name, error)
            waiting = list(due)
            for message in waiting:
                _try_again(message, str(error))
            return result._replace(failed=result.failed + len(waiting))
    return result


def _outside_quiet_hours(batch: list[Message]) -> list[Message]:
    """Those that may go now; the others wait until their person's quiet hours end."""
    now = timezone.now()
    quiet = {row.user_id: row for row in QuietHours.objects.filter(user_id__in={m.recipient_id for m in batch})}
    free = []
    for message in batch:
        end = end_of_quiet(quiet.get(message.recipient_id), now)
        if end is None:
            free.append(message)
        else:
            Message.objects.filter(pk=message.pk, state=State.WAITING).update(not_before=end)
    return free


def _send(sender: Sender, message: Message) -> str:
    """Send one message and return its new state; nothing where another process has it."""
    claimed = Message.objects.filter(pk=message.pk, state=State.WAITING).update(
        state=State.SENDING, claimed_at=timezone.now()
    )
    if not claimed:
        return ""
    try:
        letter = letter_of(message) if message.recipient.is_active else None
        if letter is None:
            return _settle(message, State.DROPPED)
        sender.send(letter)
    except ChannelDownError:
        _settle(message, State.WAITING)
        raise
    except RefusedError as error:
        logger.warning("Message %d was refused: %s", message.pk, error)
        return _settle(message, State.FAILED, str(error))
    except Exception as error:  # Events belong to features, servers to others: one message must not hold up the rest.
        logger.exception("Message %d could not be sent; it is tried again.", message.pk)
        return _try_again(message, f"{type(error).__name__}: {error}")
    return _settle(message, State.SENT)


def _settle(message: Message, state: str, error: str = "") -> str:
    Message.objects.filter(pk=message.pk).update(
        state=state,
        claimed_at=None,
        sent_at=timezone.now() if state == State.SENT else None,
        last_error=error[:LONGEST_ERROR],
    )
    return state


def _try_again(message: Message, error: str) -> str:
    now = timezone.now()
    attempts = message.attempts + 1
    state = State.FAILED if now - message.due_at > GIVEN_UP_AFTER else State.WAITING
    Message.objects.filter(pk=message.pk, state__in=(State.WAITING, State.SENDING)).update(
        state=state,
        claimed_at=None,
        attempts=attempts,
        not_before=now + pause_after(attempts),
        last_error=error[:LONGEST_ERROR],
    )
    return state
