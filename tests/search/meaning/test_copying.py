from __future__ import annotations

import pytest

from search.locks import locked
from search.meaning import copying, keeping
from search.meaning.copying import refresh
from search.meaning.models import DocumentVector
from search.meaning.nearest import matrix
from tests.support.embedding import LettersEmbedder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("meaning")]
NAME = LettersEmbedder.name


def add(**titles: str) -> None:
    keeping.note({key: f"{title}\n" for key, title in titles.items()}, NAME)
    while keeping.compute_some():
        pass


def test_files_hold_what_the_table_holds():
    add(a="โนรา", b="ข่าว")
    assert refresh()
    assert matrix().view().keys() == ["a", "b"]


def test_nothing_is_written_when_nothing_changed():
    add(a="โนรา")
    refresh()
    assert not refresh()


def test_additions_changes_and_departures_are_appended():
    add(a="โนรา", b="ข่าว")
    refresh()
    generation = matrix().files.about().generation
    add(b="ข่าวใหม่", c="ครู")
    keeping.forget(["a"])
    refresh()
    assert sorted(matrix().view().keys()) == ["b", "c"]
    assert matrix().files.about().generation == generation
    changed = LettersEmbedder().query("ข่าวใหม่")
    assert matrix().view().nearest(changed, 1)[0].cosine > 0.99


def test_a_key_that_went_and_another_that_came_are_both_noticed():
    add(a="โนรา")
    refresh()
    add(b="ข่าว")
    keeping.forget(["a"])
    refresh()
    assert matrix().view().keys() == ["b"]


def test_files_are_made_anew_when_former_slots_pile_up(monkeypatch):
    monkeypatch.setattr(copying, "LEAST_GROWTH", 2)
    add(a="โนรา")
    refresh()
    generation = matrix().files.about().generation
    for number in range(6):
        add(a=f"โนรา {number}")
        refresh()
    about = matrix().files.about()
    assert about.generation != generation
    assert about.slots < 6


def test_damaged_files_are_made_anew():
    add(a="โนรา")
    refresh()
    matrix().files.pointer.write_text("damaged")
    assert refresh()
    assert matrix().view().keys() == ["a"]


def test_vectors_of_another_length_are_left_out(caplog):
    add(a="โนรา", b="ข่าว")
    DocumentVector.objects.filter(key="a").update(title_vector=b"short")
    refresh()
    assert matrix().view().keys() == ["b"]
    assert "another length" in caplog.text


def test_whoever_finds_another_at_work_leaves_it_to_them():
    add(a="โนรา")
    with locked(matrix().files.folder, "vectors", 0):
        assert not refresh()
    assert matrix().view() is None
