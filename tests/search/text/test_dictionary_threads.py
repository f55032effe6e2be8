from __future__ import annotations

import subprocess
import sys

PROGRAM = """
from concurrent.futures import ThreadPoolExecutor
from search.text.dictionary import dictionary
with ThreadPoolExecutor(8) as pool:
    assert len({id(found) for found in pool.map(lambda _: dictionary(), range(8))}) == 1
"""


def test_threads_that_begin_together_share_one_dictionary() -> None:
    """In a process of its own: this one may have loaded it long ago."""
    subprocess.run([sys.executable, "-c", PROGRAM], check=True)
