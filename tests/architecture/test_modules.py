"""Rules about the shape of the code."""

from __future__ import annotations

import ast
import re

from tests.architecture.source import ROOT, name, select

LONGEST_MODULE = 300
EVERYTHING = ("km_site", "content", "search", "themes", "tests", "tools")
# User text becomes HTML in the first; the second escapes JSON for a data block that no browser runs.
HOMES_OF_SAFE_HTML = {"content/core/markdown.py", "content/core/json_ld.py"}

MARKS = {"_", *(f"{number}gettext{when}" for number in ("", "n", "p", "np") for when in ("", "_lazy"))}


def python_files(*, migrations: bool = False):
    return [path for path in select(".py", below=EVERYTHING) if migrations or "migrations" not in path.parts]


def test_modules_stay_short() -> None:
    long = {name(path): lines for path in python_files() if (lines := len(path.read_text("utf-8").splitlines())) > 300}

    assert long == {}, f"split what is longer than {LONGEST_MODULE} lines"


def test_html_is_declared_safe_in_its_two_homes_only() -> None:
    calls = re.compile(r"\b(mark_safe|SafeString|SafeText)\(|@mark_safe\b|\bmark_safe,? *$|import mark_safe\b")
    found = {name(path) for path in select(".py") if calls.search(path.read_text("utf-8"))}

    assert found - HOMES_OF_SAFE_HTML == set()


def test_no_sentence_hides_in_a_formatted_string() -> None:
    """What is collected for the catalogue is not looked for there: it would stay English."""
    hidden = [
        f"{name(path)}:{call.lineno}"
        for path in select(".py")
        for string in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in MARKS
    ]
    assert hidden == []


def test_nothing_is_left_for_later() -> None:
    words = re.compile(r"#\s*(TODO|FIXME|XXX|HACK)\b")
    found = [name(path) for path in python_files() if words.search(path.read_text("utf-8"))]

    assert found == []


def test_every_folder_of_tests_is_a_package() -> None:
    folders = {path.parent for path in select(".py", below=("tests",))}

    assert [name(folder) for folder in folders if not (folder / "__init__.py").is_file()] == []


def test_migrations_have_names_that_say_what_they_do() -> None:
    automatic = re.compile(r"^\d{4}_(auto_\d|alter_\w+_and_more|\w+_and_more$)")
    found = [name(path) for path in select(".py") if path.parent.name == "migrations" and automatic.match(path.stem)]

    assert found == []


def test_an_old_python_can_read_the_sentence_that_says_so() -> None:
    ast.parse((ROOT / "tools" / "__init__.py").read_text("utf-8"), feature_version=(3, 4))


def test_every_make_command_is_explained_by_help() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    phony = set(re.search(r"(?m)^\.PHONY: (.*)$", makefile).group(1).split()) - {"python3"}

    assert phony == set(re.findall(r"(?m)^([a-z-]+):.*## ", makefile))
