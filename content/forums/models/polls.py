"""Questions with given answers. The poll of a topic of that kind."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Poll(models.Model):
    topic = models.OneToOneField("forums.Topic", on_delete=models.CASCADE, related_name="poll")
    allows_several = models.BooleanField(_("several answers may be chosen"), default=False)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.topic_id)

    @property
    def is_open(self) -> bool:
        return self.closes_at is None or self.closes_at > timezone.now()


class PollOption(models.Model):
    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="options")
    order = models.PositiveSmallIntegerField()
    text = models.CharField(_("answer"), max_length=150)

    class Meta:
        ordering = ["order"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["poll", "order"], name="one_option_a_poll_and_order")]

    def __str__(self) -> str:
        return self.text


class PollVote(models.Model):
    """Nobody is shown who voted for what; voting again changes the vote."""

    option = models.ForeignKey(PollOption, on_delete=models.CASCADE, related_name="votes")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="poll_votes")
    voted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["option", "user"], name="one_vote_an_option_and_person")]

    def __str__(self) -> str:
        return str(self.option_id)
