"""
What the tests have run, of all stages together.

`python -m tools.covered FOLDER FLOOR` fails below FLOOR per cent of lines and branches.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

TOGETHER = "together.json"
LEAST = 20


def main(folder: Path, floor: float) -> int:
    parts = [str(path) for path in sorted(folder.glob("*.json")) if path.name != TOGETHER]
    if not parts:
        print(f"✗ no stage has written what it ran into {folder}")
        return 1
    together = folder / TOGETHER
    merge = [sys.executable, "-m", "slipcover", "--branch", "--merge", *parts, "--json", "--out", str(together)]
    # It would print a line for each of our files.
    if subprocess.run(merge, stdout=subprocess.DEVNULL, check=False).returncode != 0:
        return 1
    found = json.loads(together.read_text("utf-8"))
    for name, share in least_covered(found["files"]):
        print(f"  {share:5.1f} %  {name}")
    share = found["summary"]["percent_covered"]
    print(f"{share:.1f} % of lines and branches")
    if share < floor:
        print(f"✗ {share:.1f} % of the code was run by tests; {floor:g} % are asked for")
        return 1
    return 0


def least_covered(files: dict[str, dict]) -> list[tuple[str, float]]:
    """The files of which most is missing, with their share in per cent."""
    shares = [(name, file["summary"]["percent_covered"]) for name, file in files.items()]
    return sorted(((name, share) for name, share in shares if share < 100), key=lambda row: row[1])[:LEAST]


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), float(sys.argv[2])))
