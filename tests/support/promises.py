"""What tests need of the machine: skipped with a reason on a laptop, a failure where CI promises it."""

from __future__ import annotations

import os

import pytest


def missing(reason: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(f"CI promises it: {reason}")
    pytest.skip(reason)
