"""The circle the office works in, with a check (C) in every stage."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    PLAN = "P", _("Plan (P)")
    DO = "D", _("Do (D)")
    CHECK = "C", _("Check (C)")
    ACT = "A", _("Act (A)")


class CheckResult(models.TextChoices):
    PASSED = "passed", _("Passed")
    MEND = "mend", _("To be mended")
