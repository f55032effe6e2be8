"""Rules about what the project depends on."""

from __future__ import annotations

import re
from importlib.metadata import metadata

import pytest
from packaging.specifiers import SpecifierSet

from tests.architecture.source import ROOT


def lines_of(name: str) -> list[str]:
    lines = (line.split(" #")[0].strip() for line in (ROOT / name).read_text("utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("name", ["requirements.in", "requirements-dev.in"])
def test_every_requirement_has_a_lower_bound(name: str) -> None:
    """Packages that cap Wagtail below 8 would otherwise be installed as ancient releases."""
    assert [line for line in lines_of(name) if not line.startswith("-c ") and ">=" not in line] == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_package_is_pinned_and_nothing_names_a_machine(name: str) -> None:
    assert [line for line in lines_of(name) if not re.fullmatch(r"[a-z0-9.\-\[\]]+==[\w.+]+( ; .+)?", line)] == []


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_every_requirement_is_in_the_compiled_list(name: str) -> None:
    wanted = {re.split(r"[\[>=<]", line)[0].lower() for line in lines_of(f"{name}.in") if not line.startswith("-c ")}
    pinned = {line.split("==")[0].lower() for line in lines_of(f"{name}.txt")}

    assert wanted - pinned == set(), "run `make requirements`"


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_pinned_package_takes_the_python_of_debian_12(name: str) -> None:
    """The machine that pins has a newer Python, and would pin what refuses this one."""
    refusing = [
        line
        for line in lines_of(name)
        if not SpecifierSet(metadata(line.split("==")[0])["Requires-Python"] or "").contains("3.11.2")
    ]

    assert refusing == []
