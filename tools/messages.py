"""
The Thai catalogue without system packages: `python -m tools.messages extract|merge|compile|check`.

Babel does what gettext's programs do elsewhere. `django.po` holds the sentences of this project, taken from its
source; `libraries.po` holds our Thai for sentences of Django, Wagtail and allauth which those leave in English. Both
are compiled into one `django.mo`.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages import Catalog
from babel.messages.extract import extract as extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from babel.messages.catalog import Message

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "locale" / "th" / "LC_MESSAGES"
PROJECT = FOLDER / "django.po"
LIBRARIES = FOLDER / "libraries.po"
COMPILED = FOLDER / "django.mo"
ROOMS = ("km_site", "content", "search", "themes")
TEMPLATE_SUFFIXES = {".html", ".txt", ".xml", ".svg"}
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop", "ugettext", "ugettext_lazy"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sdif]|%[sdif]|\{\w*\}")


def from_source(root: Path = ROOT) -> Catalog:
    """Every sentence of the Python files and templates that is marked for translation."""
    catalog = empty_catalog()
    for path in source_files(root):
        text = path.read_text("utf-8")
        if path.suffix in TEMPLATE_SUFFIXES:
            text = as_python(text, path)
        for _line, message, comments, context in extract_python(
            "python", BytesIO(text.encode()), KEYWORDS, ["Translators:"], {"encoding": "utf-8"}
        ):
            # Without line numbers the catalogue changes only when a sentence does.
            place = (path.relative_to(root).as_posix(), None)
            catalog.add(message, locations=[place], auto_comments=comments, context=context)
    return catalog


def empty_catalog() -> Catalog:
    return Catalog(locale="th", project="ขุมความรู้", charset="utf-8", fuzzy=False)


def source_files(root: Path) -> Iterator[Path]:
    for room in ROOMS:
        for path in sorted((root / room).rglob("*")):
            is_template = "templates" in path.parts and path.suffix in TEMPLATE_SUFFIXES
            if is_template or (path.suffix == ".py" and "migrations" not in path.parts):
                yield path


def as_python(template: str, path: Path) -> str:
    """The template's translation tags as gettext calls, as Django's own makemessages sees them."""
    from django.conf import settings
    from django.utils.translation.template import templatize

    if not settings.configured:
        settings.configure(USE_I18N=True)
    # Between brackets the indentation of HTML means nothing to Python's tokenizer.
    return f"({templatize(template, origin=str(path))}\n)"


def read(path: Path) -> Catalog:
    if not path.is_file():
        return empty_catalog()
    with path.open("rb") as file:
        return read_po(file, locale="th", charset="utf-8")


def write(catalog: Catalog, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    buffer = BytesIO()
    write_po(
        buffer, catalog, width=110, sort_by_file=True, omit_header=True, include_lineno=False, ignore_obsolete=True
    )
    header = 'msgid ""\nmsgstr ""\n' + "".join(f'"{line}\\n"\n' for line in HEADER)
    path.write_bytes(header.encode() + b"\n" + buffer.getvalue().lstrip())


HEADER = (
    "Project-Id-Version: ขุมความรู้",
    "Language: th",
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    "Content-Transfer-Encoding: 8bit",
    "Plural-Forms: nplurals=1; plural=0;",
)


def sentences(catalog: Catalog) -> dict[tuple[object, str | None], Message]:
    return {(message.id, message.context): message for message in catalog if message.id}


def extract(fragments: Iterable[Path] = (), *, override: bool = False) -> list[str]:
    """
    Bring the catalogue in line with the source, keeping translations and adding those of the fragments.

    Returns remarks: what is untranslated, what fragments disagree about, what of theirs no source asks for.
    """
    catalog = from_source()
    wanted = sentences(catalog)
    remarks = take_over(wanted, read(PROJECT), PROJECT.name, override=False)
    remarks.clear()  # Sentences that left the source leave the catalogue without a word.
    for path in fragments:
        remarks += take_over(wanted, read(path), path.name, override=override)
    write(catalog, PROJECT)
    return remarks + [f"untranslated: {message.id!r}" for message in wanted.values() if not is_translated(message)]


def take_over(wanted: dict, given: Catalog, source: str, *, override: bool) -> list[str]:
    remarks = []
    for key, message in sentences(given).items():
        mine = wanted.get(key) or in_other_number(wanted, key)
        if not is_translated(message):
            continue
        string = message.string
        if mine is None:
            remarks.append(f"{source}: no source asks for {message.id!r}")
            continue
        if isinstance(mine.id, (list, tuple)) != isinstance(message.id, (list, tuple)):
            string = (string,) if isinstance(mine.id, (list, tuple)) else string[0]
        if not is_translated(mine) or override:
            mine.string = string
        elif mine.string != string:
            remarks.append(f"{source}: {message.id!r} is already {mine.string!r}, not {string!r}")
    return remarks


def in_other_number(wanted: dict, key: tuple) -> Message | None:
    """The same sentence that was given without its plural."""
    msgid, context = key
    for (other, other_context), message in wanted.items():
        if isinstance(other, (list, tuple)) and other_context == context and other[0] == msgid:
            return message
    return None


def is_translated(message: Message) -> bool:
    strings = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
    return bool(strings) and all(strings) and not message.fuzzy


def problems() -> list[str]:
    """What is wrong with the catalogues; empty when every sentence of the source has its Thai."""
    wanted, have = sentences(from_source()), sentences(read(PROJECT))
    found = [f"not in the catalogue: {key[0]!r} (run `make messages`)" for key in wanted if key not in have]
    found += [f"in the catalogue but not in the source: {key[0]!r}" for key in have if key not in wanted]
    for name, catalog in ((PROJECT.name, have), (LIBRARIES.name, sentences(read(LIBRARIES)))):
        for message in catalog.values():
            if not is_translated(message):
                found.append(f"{name}: not translated or fuzzy: {message.id!r}")
            elif not has_same_placeholders(message):
                found.append(f"{name}: placeholders differ: {message.id!r} and {message.string!r}")
    return found


def has_same_placeholders(message: Message) -> bool:
    """Thai has one plural form: it may use what the English plural uses."""
    allowed = [message.id] if isinstance(message.id, str) else list(message.id)
    strings = [message.string] if isinstance(message.string, str) else list(message.string)
    expected = [set(PLACEHOLDER.findall(text)) for text in allowed]
    return all(set(PLACEHOLDER.findall(text)) in expected for text in strings)


def compile_catalogues() -> bool:
    """Write django.mo when a catalogue is newer than it."""
    sources = [path for path in (LIBRARIES, PROJECT) if path.is_file()]
    if not sources:
        return False
    if COMPILED.is_file() and COMPILED.stat().st_mtime > max(path.stat().st_mtime for path in sources):
        return False
    merged = empty_catalog()
    for path in sources:
        for message in read(path):
            if message.id and is_translated(message):
                merged[message.id] = message
    # Another process may be reading the old file: it is replaced whole.
    partial = COMPILED.with_suffix(f".{os.getpid()}")
    with partial.open("wb") as file:
        write_mo(file, merged)
    partial.replace(COMPILED)
    return True


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="tools.messages", description=__doc__.split("\n\n", 1)[0])
    parser.add_argument("action", choices=("extract", "merge", "compile", "check"))
    parser.add_argument("fragments", nargs="*", type=Path, help="po files whose translations are taken over")
    parser.add_argument("--override", action="store_true", help="fragments win over the catalogue")
    options = parser.parse_args(arguments)
    if options.action == "compile":
        compile_catalogues()
        return 0
    lines = problems() if options.action == "check" else extract(options.fragments, override=options.override)
    print("\n".join(lines) or "Every sentence has its Thai.")
    return 1 if options.action == "check" and lines else 0


if __name__ == "__main__":
    sys.exit(main())
