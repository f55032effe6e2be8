from __future__ import annotations

import threading
import time

from search import backends


def test_threads_share_one_backend(monkeypatch):
    def make() -> object:
        # Long enough for the other threads to come by.
        time.sleep(0.1)
        return object()

    monkeypatch.setattr(backends, "import_string", lambda path: make)
    monkeypatch.setattr(backends, "_in_use", None)
    found = []
    threads = [threading.Thread(target=lambda: found.append(backends.get_backend())) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert len(set(map(id, found))) == 1
