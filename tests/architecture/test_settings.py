"""Every setting an office can change is explained in deploy/env.example."""

from __future__ import annotations

import re

from tests.architecture.source import ROOT, files, select

EXAMPLE = ROOT / "deploy" / "env.example"
SETTING = re.compile(r'env\.\w+\(\s*"(KM_\w+)"')


def test_every_setting_is_explained_and_every_explained_one_exists() -> None:
    read = {name for path in select(".py") for name in SETTING.findall(path.read_text("utf-8"))}
    example = EXAMPLE.read_text("utf-8")
    # A line that sets it (perhaps commented out) with an explanation above.
    explained = set(re.findall(r"(?m)^#?\s?(KM_\w+)=", example))
    # The server's own (workers, address) are read by the files beside the example.
    of_server = {
        name
        for path in files()
        if path != EXAMPLE and path.is_relative_to(ROOT / "deploy")
        for name in re.findall(r"KM_\w+", path.read_text("utf-8"))
    }

    assert read - explained == set()
    assert explained - read - of_server == set()
