"""Check the import contracts of pyproject.toml: import-linter started as a module, whatever folder .venv stands in."""

from __future__ import annotations

import sys

from importlinter import cli

if __name__ == "__main__":
    sys.exit(cli.lint_imports(no_cache=True))
