from __future__ import annotations

import json

import numpy as np
import pytest

from search.meaning.matrix import GONE, Entry, MatrixFiles
from search.meaning.nearest import EXACT_ROWS, Matrix
from search.text.meaning import DIMENSIONS

TABLE = (0, "")


def unit(*seed: int) -> np.ndarray:
    vector = np.random.default_rng(seed).standard_normal(DIMENSIONS).astype(np.float32)
    return vector / np.linalg.norm(vector)


def entry(key: str, seed: int, digests: str = "d") -> Entry:
    return Entry(key, digests, np.stack([unit(seed, 0), unit(seed, 1)]))


@pytest.fixture
def matrix(tmp_path):
    return Matrix(tmp_path)


def test_there_is_no_view_without_files(matrix):
    assert matrix.view() is None


def test_nearest_comes_first_by_its_nearer_vector(matrix):
    matrix.files.create([entry("a", 1), entry("b", 2), entry("c", 3)], TABLE)
    by_title, by_text = (matrix.view().nearest(unit(2, side), 2) for side in (0, 1))
    assert (by_title[0].key, by_text[0].key, len(by_title)) == ("b", "b", 2)
    assert by_title[0].cosine == pytest.approx(1, abs=1e-3)


def test_added_documents_are_seen_by_a_process_that_reads_already(matrix, tmp_path):
    about = matrix.files.create([entry("a", 1)], TABLE)
    assert matrix.view().keys() == ["a"]
    MatrixFiles(tmp_path).append(about, [entry("b", 2)], TABLE)
    assert matrix.view().nearest(unit(2, 0), 1)[0].key == "b"


def test_new_vectors_of_a_key_replace_the_old(matrix):
    about = matrix.files.create([entry("a", 1), entry("b", 2)], TABLE)
    matrix.view()
    matrix.files.append(about, [entry("a", 9)], TABLE)
    view = matrix.view()
    assert sorted(found.key for found in view.nearest(unit(9, 0), 10)) == ["a", "b"]
    assert view.nearest(unit(1, 0), 1)[0].cosine < 0.9


def test_a_key_that_went_is_found_no_more_and_may_come_back(matrix):
    about = matrix.files.create([entry("a", 1), entry("b", 2)], TABLE)
    about = matrix.files.append(about, [Entry("a", GONE, None)], TABLE)
    assert [found.key for found in matrix.view().nearest(unit(1, 0), 10)] == ["b"]
    assert matrix.view().vectors_of("a") is None
    matrix.files.append(about, [entry("a", 1)], TABLE)
    assert matrix.view().nearest(unit(1, 0), 1)[0].key == "a"


def test_a_new_generation_takes_the_place_of_the_old(matrix, tmp_path):
    matrix.files.create([entry("a", 1)], TABLE)
    before = matrix.view()
    matrix.files.create([entry("b", 2)], TABLE)
    assert matrix.view().keys() == ["b"]
    assert before.nearest(unit(1, 0), 1)[0].key == "a"
    assert len(list(tmp_path.glob("vectors-*"))) == 3


def test_what_a_killed_writer_left_behind_is_overwritten(matrix):
    about = matrix.files.create([entry("a", 1)], TABLE)
    for name in ("vectors", "codes", "keys"):
        with matrix.files.path(about, name).open("ab") as file:
            file.write(b"\xffhalf")
    assert matrix.view().keys() == ["a"]
    matrix.files.append(about, [entry("b", 2)], TABLE)
    assert matrix.view().keys() == ["a", "b"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"generation": "vectors-0"}', '{"format": 99}'])
def test_a_damaged_pointer_means_no_vectors(matrix, text):
    matrix.files.create([entry("a", 1)], TABLE)
    matrix.files.pointer.write_text(text)
    assert (matrix.files.about(), matrix.view()) == (None, None)


def test_files_that_lost_their_end_mean_no_vectors(matrix):
    about = matrix.files.create([entry("a", 1)], TABLE)
    path = matrix.files.path(about, "vectors")
    path.write_bytes(path.read_bytes()[:-10])
    assert matrix.view() is None


def test_a_generation_that_is_removed_while_it_is_opened_keeps_the_former_view(matrix):
    matrix.files.create([entry("a", 1)], TABLE)
    before = matrix.view()
    about = json.loads(matrix.files.pointer.read_text())
    matrix.files.pointer.write_text(json.dumps({**about, "generation": "vectors-gone"}))
    assert matrix.view() in (before, None)


def test_keys_of_any_letters_come_back(matrix):
    matrix.files.create([entry("หน้า:๑", 1), entry("a b", 2)], TABLE)
    assert matrix.view().keys() == ["หน้า:๑", "a b"]


def test_an_empty_matrix_finds_nothing(matrix):
    matrix.files.create([], TABLE)
    assert matrix.view().nearest(unit(1), 5) == []


def test_codes_choose_nearly_all_that_comparing_everything_would(matrix):
    """Clouds of texts about the same, as real ones are: what is near lies in the same cloud."""
    random = np.random.default_rng(3)
    centres = random.standard_normal((60, DIMENSIONS))
    count = EXACT_ROWS
    vectors = centres[random.integers(0, 60, count * 2)] + 1.5 * random.standard_normal((count * 2, DIMENSIONS))
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float16).reshape(count, 2, -1)
    matrix.files.create([Entry(str(at), "d", pair) for at, pair in enumerate(vectors)], TABLE)
    view = matrix.view()
    recalls = []
    for centre in centres[:20]:
        asked = centre + 1.5 * random.standard_normal(DIMENSIONS)
        asked = (asked / np.linalg.norm(asked)).astype(np.float32)
        exact = np.argsort(-(vectors.astype(np.float32) @ asked).max(axis=1))[:50]
        found = {int(near.key) for near in view.nearest(asked, 50)}
        recalls.append(len(found & set(exact.tolist())) / 50)
    assert np.mean(recalls) > 0.97
