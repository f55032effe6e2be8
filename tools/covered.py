"""What the tests have run, of all stages together: `python -m tools.covered FILE FLOOR` fails below FLOOR per cent."""

from __future__ import annotations

import sys
from pathlib import Path

from coverage import Coverage
from coverage.exceptions import CoverageException


def main(file: str, floor: float) -> int:
    parts = [str(path) for path in Path(file).parent.glob(f"{Path(file).name}.*")]
    found = Coverage(data_file=file)
    try:
        found.combine(parts, strict=True)
        found.save()
        share = found.report(skip_covered=True)
    except CoverageException as error:
        print(f"✗ {error}")
        return 1
    if share < floor:
        print(f"✗ {share:.1f} % of the code was run by tests; {floor:g} % are asked for")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], float(sys.argv[2])))
