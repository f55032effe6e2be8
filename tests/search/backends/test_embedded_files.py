"""The embedded index on disk: several processes, kills, damage, other versions."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from search.backends.base import BusyError, IndexUnavailableError
from search.backends.embedded import EmbeddedBackend
from search.prepared import prepare
from tests.search.backends.asking import ask, keys
from tests.support.search import document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def backend(folder: Path) -> EmbeddedBackend:
    backend = EmbeddedBackend(folder)
    backend.clear()
    return backend


def put(backend: EmbeddedBackend, *documents, gone: tuple[str, ...] = ()) -> None:
    with backend.writing(timeout=10):
        backend.apply([prepare(item) for item in documents], gone)


def generation(folder: Path) -> Path:
    return folder / (folder / "current").read_text()


@pytest.fixture
def run(folder: Path) -> Iterator[Callable[[str], subprocess.Popen[str]]]:
    """Starts a Python program in a process of its own, with `backend`, `prepare` and `document` at hand."""
    head = """
        import sys
        from search.backends.embedded import EmbeddedBackend
        from search.prepared import prepare
        from tests.support.search import document
        backend = EmbeddedBackend(sys.argv[1])
    """
    started = []

    def start(code: str) -> subprocess.Popen[str]:
        program = textwrap.dedent(head) + textwrap.dedent(code)
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "km_site.settings.test"}
        command = [sys.executable, "-c", program, str(folder)]
        started.append(subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


def test_another_process_sees_a_commit_with_its_next_question(backend, folder):
    reader = EmbeddedBackend(folder)
    assert ask(reader, "โนรา").total == 0
    put(backend, document("a", "โนรา"))
    assert keys(ask(reader, "โนรา")) == ["a"]
    put(backend, gone=("a",))
    assert ask(reader, "โนรา").total == 0


def test_reader_follows_a_rebuild(backend, folder):
    reader = EmbeddedBackend(folder)
    put(backend, document("old", "โนรา"))
    assert keys(ask(reader, "โนรา")) == ["old"]
    for name in ("new", "newer"):
        with backend.rebuilding() as beside:
            beside.add([prepare(document(name, "โนรา"))])
            beside.finish(lambda keys: [])
        assert keys(ask(reader, "โนรา")) == [name]
    assert len(list(folder.glob("index-*"))) == 1


def test_change_during_a_rebuild_is_not_lost(backend):
    put(backend, document("a", "โนรา"), document("b", "โนรา"))
    later = {"b": document("b", "มะพร้าว"), "c": document("c", "โนรา")}
    with backend.rebuilding() as beside:
        beside.add([prepare(document("a", "โนรา")), prepare(document("b", "โนรา"))])
        put(backend, later["b"], later["c"], gone=("a",))
        beside.finish(lambda changed: [prepare(later[key]) for key in changed if key in later])
    assert keys(ask(backend, "โนรา")) == ["c"]
    assert keys(ask(backend, "มะพร้าว")) == ["b"]


def test_second_rebuild_is_refused(backend, folder):
    with backend.rebuilding(), pytest.raises(BusyError), EmbeddedBackend(folder).rebuilding():
        pass


def test_missing_index_says_what_to_do(folder):
    backend = EmbeddedBackend(folder)
    with pytest.raises(IndexUnavailableError, match="rebuild_search"):
        ask(backend, "โนรา")
    assert "rebuild_search" in backend.state().problem


def test_index_of_another_version_is_not_read(backend, folder):
    put(backend, document("a", "โนรา"))
    about = generation(folder) / "about.json"
    about.write_text(json.dumps({"version": "0.0-old"}))
    fresh = EmbeddedBackend(folder)
    assert "version 0.0-old" in fresh.state().problem
    with pytest.raises(IndexUnavailableError, match="rebuild_search"):
        ask(fresh, "โนรา")


@pytest.mark.parametrize("victim", ["meta.json", "about.json", "*.term", "*.store", "*.fast", "*.idx", "current"])
@pytest.mark.parametrize("damage", [b"", b"\x00garbage" * 50, None])
def test_damaged_file_gives_an_error_that_says_what_to_do(backend, folder, victim, damage):
    put(backend, document("a", "โนรา", facets={"tag": ("x",)}))
    path = folder / "current" if victim == "current" else next(generation(folder).glob(victim))
    if damage is None:
        path.unlink()
    else:
        path.write_bytes(damage)
    fresh = EmbeddedBackend(folder)
    with pytest.raises(IndexUnavailableError, match="rebuild_search"):
        ask(fresh, "โนรา", facets=("tag",))
    with fresh.rebuilding() as beside:
        beside.add([prepare(document("a", "โนรา"))])
        beside.finish(lambda keys: [])
    assert keys(ask(fresh, "โนรา")) == ["a"]


def test_open_reader_outlives_the_removal_of_the_index(backend, folder):
    put(backend, document("a", "โนรา"))
    assert ask(backend, "โนรา").total == 1
    (folder / "current").unlink()
    with pytest.raises(IndexUnavailableError, match="rebuild_search"):
        ask(backend, "โนรา")


def test_two_processes_write_without_losing_anything(backend, run):
    code = """
        for number in range(15):
            with backend.writing(timeout=60):
                backend.apply([prepare(document(f"{NAME}{number}", "โนรา"))], ())
    """
    writers = [run(code.replace("NAME", f"'{name}'")) for name in "xy"]
    assert [writer.wait(timeout=120) for writer in writers] == [0, 0]
    assert ask(backend, "โนรา").total == 30


def test_index_survives_a_kill_while_it_is_written(backend, folder, run):
    put(backend, document("a", "โนรา"))
    code = """
        print("ready", flush=True)
        number = 0
        while True:
            with backend.writing(timeout=60):
                backend.apply([prepare(document(f"k{n}", "มะพร้าว")) for n in range(number, number + 5)], ())
            number += 5
    """
    for pause in (0.0, 0.05, 0.11, 0.23):
        writer = run(code)
        writer.stdout.readline()
        time.sleep(pause)
        writer.send_signal(signal.SIGKILL)
        writer.wait(timeout=30)
        fresh = EmbeddedBackend(folder)
        assert keys(ask(fresh, "โนรา")) == ["a"]
        assert ask(fresh, "มะพร้าว").total % 5 == 0
        put(fresh, document("b", "มะนาว"))
        assert keys(ask(fresh, "มะนาว")) == ["b"]


def test_killed_rebuild_leaves_the_old_index_in_use(backend, folder, run):
    put(backend, document("a", "โนรา"))
    code = """
        import time
        with backend.rebuilding() as beside:
            beside.add([prepare(document("half", "โนรา"))])
            print("ready", flush=True)
            time.sleep(60)
    """
    builder = run(code)
    builder.stdout.readline()
    builder.send_signal(signal.SIGKILL)
    builder.wait(timeout=30)
    put(backend, document("b", "โนรา"))
    assert set(keys(ask(backend, "โนรา"))) == {"a", "b"}
    assert not (folder / "journal").exists()
    with backend.rebuilding() as beside:
        beside.add([prepare(document("c", "โนรา"))])
        beside.finish(lambda keys: [])
    assert keys(ask(backend, "โนรา")) == ["c"]
    assert len(list(folder.glob("index-*"))) == 1


def test_many_small_updates_do_not_pile_up_segments(backend, folder):
    for number in range(40):
        put(backend, document(f"k{number}", f"โนรา {number}"))
    assert ask(backend, "โนรา").total == 40
    assert len(list(generation(folder).glob("*.store"))) < 16


def test_deletions_of_a_killed_writer_stop_no_later_one(folder):
    """A writer killed before its commit leaves a file with the name that the next one would take."""
    backend = EmbeddedBackend(folder)
    backend.clear()
    put(backend, document("a", "โนรา"), document("b", "โนรา"))
    current = generation(folder)
    meta = json.loads((current / "meta.json").read_text())
    segment = meta["segments"][0]["segment_id"].replace("-", "")
    for stamp in range(meta["opstamp"] + 1, meta["opstamp"] + 8):
        (current / f"{segment}.{stamp}.del").write_bytes(b"half")
    put(backend, document("a", "มะพร้าว"))
    assert keys(ask(backend, "มะพร้าว")) == ["a"]
    assert keys(ask(backend, "โนรา")) == ["b"]
