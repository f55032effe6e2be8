"""The import contract of our own making."""

from __future__ import annotations

import grimp
import pytest

from tools.contracts import DoorsContract


@pytest.mark.parametrize(
    ("imported", "kept"),
    [("search.service", True), ("search.text.normalise", True), ("search.backends.memory", False), ("search", False)],
)
def test_outsiders_use_the_doors(imported: str, kept: bool) -> None:
    graph = grimp.ImportGraph()
    graph.add_import(importer="content.units.searchable", imported=imported)
    contract = DoorsContract(
        name="doors",
        session_options={},
        contract_options={
            "package": "search",
            "doors": ["search.service", "search.text"],
            "outsiders": ["content"],
        },
    )

    assert contract.check(graph, verbose=False).kept is kept
