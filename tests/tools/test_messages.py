"""The Thai catalogue's tool."""

from __future__ import annotations

from pathlib import Path

import allauth
import django
import pytest
import wagtail
from django.utils import translation

from tools import messages

PYTHON = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext
name = _("Learning unit")
month = pgettext("month", "May")
count = ngettext("%(n)s hour", "%(n)s hours", 3)
"""
TEMPLATE = """
<main>
      <p>It's indented ) as HTML is
    {% translate "Search" %}
{% blocktranslate trimmed count n=total %}{{ n }} result{% plural %}{{ n }} results{% endblocktranslate %}
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "content" / "units").mkdir(parents=True)
    (tmp_path / "content" / "units" / "models.py").write_text(PYTHON)
    (tmp_path / "themes" / "templates").mkdir(parents=True)
    (tmp_path / "themes" / "templates" / "search.html").write_text(TEMPLATE)
    folder = tmp_path / "locale"
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    monkeypatch.setattr(messages.from_source, "__defaults__", (tmp_path,))
    monkeypatch.setattr(messages, "PROJECT", folder / "django.po")
    monkeypatch.setattr(messages, "LIBRARIES", folder / "libraries.po")
    monkeypatch.setattr(messages, "COMPILED", folder / "django.mo")
    return tmp_path


def fragment(project: Path, text: str) -> Path:
    path = project / "fragment.po"
    path.write_text(text, encoding="utf-8")
    return path


def test_sentences_of_python_and_templates_are_found(project: Path) -> None:
    found = {(message.id, message.context) for message in messages.from_source() if message.id}

    assert found == {
        ("Learning unit", None),
        ("May", "month"),
        (("%(n)s hour", "%(n)s hours"), None),
        ("Search", None),
        (("%(n)s result", "%(n)s results"), None),
    }


def test_fragments_are_taken_over_and_what_is_missing_is_named(project: Path) -> None:
    path = fragment(project, 'msgid "Search"\nmsgstr "ค้นหา"\n\nmsgid "Nobody asks"\nmsgstr "ไม่มีใครใช้"\n')

    remarks = messages.extract([path])

    assert "fragment.po: no source asks for 'Nobody asks'" in remarks
    assert "untranslated: 'Learning unit'" in remarks
    assert 'msgstr "ค้นหา"' in messages.PROJECT.read_text("utf-8")


def test_plural_given_as_one_thai_form_fits(project: Path) -> None:
    path = fragment(project, 'msgid "%(n)s hour"\nmsgid_plural "%(n)s hours"\nmsgstr[0] "%(n)s ชั่วโมง"\n')

    messages.extract([path])

    assert 'msgstr[0] "%(n)s ชั่วโมง"' in messages.PROJECT.read_text("utf-8")


def test_translation_survives_the_next_extraction_and_an_unused_one_goes(project: Path) -> None:
    messages.extract([fragment(project, 'msgid "Search"\nmsgstr "ค้นหา"\n\nmsgid "Learning unit"\nmsgstr "หน่วย"\n')])
    (project / "content" / "units" / "models.py").write_text("")

    messages.extract()

    text = messages.PROJECT.read_text("utf-8")
    assert "ค้นหา" in text
    assert "Learning unit" not in text


def test_translation_in_the_catalogue_wins_over_a_fragment_unless_told_otherwise(project: Path) -> None:
    messages.extract([fragment(project, 'msgid "Search"\nmsgstr "ค้นหา"\n')])
    other = fragment(project, 'msgid "Search"\nmsgstr "สืบค้น"\n')

    remarks = messages.extract([other])
    kept = messages.PROJECT.read_text("utf-8")
    messages.extract([other], override=True)

    assert any("already" in remark for remark in remarks)
    assert "ค้นหา" in kept
    assert "สืบค้น" in messages.PROJECT.read_text("utf-8")


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ('msgid "Search"\nmsgstr ""\n', "not translated"),
        ('#, fuzzy\nmsgid "Search"\nmsgstr "ค้นหา"\n', "fuzzy"),
        ('msgid "Gone"\nmsgstr "ไปแล้ว"\n', "not in the source"),
        ('msgid "%(n)s hour"\nmsgid_plural "%(n)s hours"\nmsgstr[0] "%(m)s ชั่วโมง"\n', "placeholders differ"),
        ('msgid "Learning unit"\nmsgstr "หน่วย"\n', "not in the catalogue: 'Search'"),
    ],
)
def test_check_names_the_problem(project: Path, entry: str, problem: str) -> None:
    messages.PROJECT.parent.mkdir()
    messages.PROJECT.write_text(f'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n{entry}', "utf-8")

    assert any(problem in line for line in messages.problems())


def test_compiling_writes_once_until_a_catalogue_changes(project: Path) -> None:
    messages.extract([fragment(project, 'msgid "Search"\nmsgstr "ค้นหา"\n')])

    assert messages.compile_catalogues()
    assert not messages.compile_catalogues()


def test_libraries_speak_thai_where_they_would_speak_english() -> None:
    with translation.override("th"):
        assert translation.gettext("This password is entirely numeric.") == "รหัสผ่านมีแต่ตัวเลข"
        assert translation.ngettext("%(num)d day", "%(num)d days", 3) % {"num": 3} == "3 วัน"


def test_every_sentence_given_to_the_libraries_is_one_of_theirs() -> None:
    theirs: set[object] = set()
    for package in (django, allauth, wagtail):
        for path in Path(package.__file__).parent.rglob("locale/en/LC_MESSAGES/django.po"):
            theirs.update(messages.sentences(messages.read(path)))

    assert set(messages.sentences(messages.read(messages.LIBRARIES))) - theirs == set()
