from __future__ import annotations

import datetime
import threading

import numpy as np
import pytest
from django.db import connection
from django.utils import timezone

from search.meaning import keeping
from search.meaning.models import DocumentVector
from search.text.meaning import DIMENSIONS
from tests.support.embedding import LettersEmbedder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("meaning")]
NAME = LettersEmbedder.name


@pytest.fixture(autouse=True)
def _count_from_nothing():
    LettersEmbedder.embedded = 0


def compute() -> int:
    together = 0
    while count := keeping.compute_some():
        together += count
    return together


def test_what_is_noted_waits_until_it_is_computed():
    keeping.note({"a": "โนรา\nศิลปะภาคใต้", "b": "ข้าวสังข์หยด\n"}, NAME)
    assert keeping.progress() == (2, 0, 2)
    assert compute() == 2
    assert keeping.progress() == (2, 2, 0)


def test_both_vectors_are_kept_and_the_texts_are_not():
    keeping.note({"a": "โนรา\nศิลปะภาคใต้"}, NAME)
    compute()
    row = DocumentVector.objects.get()
    title = np.frombuffer(bytes(row.title_vector), dtype=np.float16)
    assert title.shape == (DIMENSIONS,)
    assert np.allclose(title, LettersEmbedder().passages(["โนรา"])[0], atol=1e-3)
    assert bytes(row.title_vector) != bytes(row.text_vector)
    assert (row.title_text, row.beginning_text, row.claim, row.waiting_since) == ("", "", "", None)


def test_the_same_text_is_never_computed_twice():
    keeping.note({"a": "โนรา\nศิลปะ"}, NAME)
    compute()
    keeping.note({"a": "โนรา\nศิลปะ"}, NAME)
    assert compute() == 0
    keeping.note({"b": "โนรา\nศิลปะ"}, NAME)
    assert compute() == 1
    assert LettersEmbedder.embedded == 2


def test_of_a_changed_document_only_what_changed_is_computed():
    keeping.note({"a": "โนรา\nศิลปะ", "other": "โนรา\nอย่างอื่น"}, NAME)
    compute()
    LettersEmbedder.embedded = 0
    keeping.note({"a": "โนรา\nศิลปะใหม่"}, NAME)
    compute()
    assert LettersEmbedder.embedded == 1


def test_a_document_keeps_its_former_vectors_while_new_ones_wait():
    keeping.note({"a": "โนรา\nศิลปะ"}, NAME)
    compute()
    keeping.note({"a": "โนรา\nใหม่"}, NAME)
    assert keeping.progress() == (1, 1, 1)


def test_another_embedder_computes_anew():
    keeping.note({"a": "โนรา\n"}, "another.1")
    keeping.note({"a": "โนรา\n"}, NAME)
    assert keeping.progress().waiting == 1


def test_what_went_is_forgotten():
    keeping.note({"a": "โนรา\n", "b": "ข่าว\n"}, NAME)
    keeping.forget(["a", "never-there"])
    assert [row.key for row in DocumentVector.objects.all()] == ["b"]
    assert keeping.keys_but({"c"}) == ["b"]


def test_a_claimed_row_is_left_to_who_claimed_it():
    keeping.note({"a": "โนรา\n"}, NAME)
    DocumentVector.objects.update(claim="x", claimed_until=timezone.now() + datetime.timedelta(minutes=1))
    assert keeping.compute_some() == 0


def test_a_claim_of_a_killed_process_runs_out():
    keeping.note({"a": "โนรา\n"}, NAME)
    DocumentVector.objects.update(claim="x", claimed_until=timezone.now() - datetime.timedelta(seconds=1))
    assert keeping.compute_some() == 1


def test_a_text_changed_while_it_was_computed_waits_on(monkeypatch):
    keeping.note({"a": "โนรา\nเดิม"}, NAME)
    real = LettersEmbedder.passages

    def changed_meanwhile(self, texts):
        keeping.note({"a": "โนรา\nใหม่"}, NAME)
        return real(self, texts)

    monkeypatch.setattr(LettersEmbedder, "passages", changed_meanwhile)
    keeping.compute_some()
    assert keeping.progress() == (1, 0, 1)
    monkeypatch.setattr(LettersEmbedder, "passages", real)
    compute()
    assert keeping.progress() == (1, 1, 0)


def test_noting_many_costs_a_fixed_number_of_queries(django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        keeping.note({str(number): f"ข่าว {number}\n" for number in range(100)}, NAME)
    with django_assert_max_num_queries(1):
        keeping.note({str(number): f"ข่าว {number}\n" for number in range(100)}, NAME)


def test_nothing_is_computed_where_meaning_is_off(settings):
    keeping.note({"a": "โนรา\n"}, NAME)
    settings.KM_SEARCH_MEANING = False
    assert keeping.compute_some() == 0


@pytest.mark.django_db(transaction=True)
def test_several_processes_share_the_work():
    keeping.note({str(number): f"ข่าว {number}\nเนื้อหา {number}" for number in range(60)}, NAME)

    def work() -> None:
        compute()
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert keeping.progress() == (60, 60, 0)
    assert LettersEmbedder.embedded == 120
