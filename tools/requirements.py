"""Pin what requirements*.in ask for. Nothing of this machine (its package folders, its index) gets into the result."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str]) -> None:
    # A find-links folder of one machine would end in the file, and with it packages nobody else can get.
    environment = {name: value for name, value in os.environ.items() if name != "PIP_FIND_LINKS"}
    # Development is constrained by requirements.txt (-c in its .in), so the order matters.
    for name in ("requirements", "requirements-dev"):
        command = [sys.executable, "-m", "piptools", "compile", "--quiet", "--no-header", "--strip-extras"]
        command += ["--no-emit-index-url", "--no-emit-trusted-host", "--no-emit-find-links"]
        command += [*arguments, "--output-file", f"{name}.txt", f"{name}.in"]
        print(f"  {name}.in → {name}.txt")
        subprocess.run(command, cwd=ROOT, env=environment, check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
