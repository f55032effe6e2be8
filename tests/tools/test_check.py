"""`make test` runs everything, then says what did not pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tools import check, environment

if TYPE_CHECKING:
    from pathlib import Path

GOOD = check.Stage("good", "ดี", ("json.tool", "--help"))
BAD = check.Stage("bad", "เสีย", ("json.tool", "/no/such/file"))
BESIDE = check.Stage("beside", "ข้างกัน", ("json.tool", "--help"), beside=True)
EXTRA = check.Stage("extra", "เพิ่ม", ("json.tool", "/no/such/file"), on_request=True)


@pytest.fixture(autouse=True)
def _own_stages(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(check, "STAGES", (BESIDE, BAD, GOOD, EXTRA))
    monkeypatch.setattr(check, "LOGS", tmp_path)
    monkeypatch.setattr(environment, "ensure_installed", lambda *names: None)
    monkeypatch.setattr(check, "compile_catalogue", lambda: None)


def test_a_failing_stage_keeps_no_other_from_running(capsys: pytest.CaptureFixture[str]) -> None:
    assert check.main([]) == 1

    said = capsys.readouterr().out
    assert "✓ good" in said
    assert "✓ beside" in said
    assert "✗ bad" in said
    assert "extra" not in said
    assert 'make test ONLY="bad"' in said


def test_stages_can_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert check.main(["good"]) == 0
    assert check.main(["extra"]) == 1
    assert "bad" not in capsys.readouterr().out


def test_unknown_stage_is_refused_with_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        check.main(["everything"])

    assert "beside, bad, good, extra" in capsys.readouterr().err


def test_output_of_a_stage_is_kept(tmp_path: Path) -> None:
    check.main(["bad"])

    assert "/no/such/file" in (tmp_path / "bad.log").read_text("utf-8")


def test_tables_are_made_once_and_only_where_a_stage_asks_them(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    monkeypatch.setattr(check, "make_tables", lambda data: made.append(data) or {})
    monkeypatch.setattr(check, "STAGES", (GOOD, *(check.Stage(name, "", GOOD.command, tables=True) for name in "ab")))

    check.main(["good"])
    assert made == []

    check.main([])
    assert len(made) == 1
