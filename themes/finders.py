"""
Where Django and WhiteNoise find `css/site.css`, which no folder holds.

The finder writes the bundle to a folder of generated files as soon as somebody asks for it, and again whenever a part
has changed: no build step to forget. `collectstatic` finds it like any other file.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage, Error
from django.core.files.storage import FileSystemStorage

from themes import css_bundle

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

BUNDLE_PATH = f"css/{css_bundle.BUNDLE_NAME}"


class CSSBundleFinder(BaseFinder):
    def __init__(self, app_names: Sequence[str] | None = None, *args: object, **kwargs: object) -> None:
        # THEME_FOLDERS names the theme that wins first; the cascade needs it last.
        self.css_folders = [Path(folder) / "static" / "css" for folder in reversed(settings.THEME_FOLDERS)]
        self.storage = FileSystemStorage(location=Path(settings.DATA_DIR) / "built" / settings.KM_THEME)
        self.storage.prefix = ""
        self._built_from: object = None
        self._lock = threading.Lock()

    def check(self, **kwargs: object) -> list[CheckMessage]:
        try:
            css_bundle.parts(self.css_folders)
        except css_bundle.MissingPart as error:
            return [Error(str(error), id="themes.E001")]
        return []

    # Django 5.2 renamed `all` to `find_all` and passes either while the old name is deprecated.
    def find(self, path: str, find_all: bool = False, **kwargs: bool) -> str | list[str]:
        if path != BUNDLE_PATH:
            return []
        found = str(self.fresh())
        return [found] if find_all or kwargs.get("all") else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterable[tuple[str, FileSystemStorage]]:
        self.fresh()
        yield BUNDLE_PATH, self.storage

    def fresh(self) -> Path:
        """The path of the bundle, written anew if a part changed since this process looked last."""
        target = Path(self.storage.path(BUNDLE_PATH))
        with self._lock:
            sources = css_bundle.newest_change(self.css_folders)
            if sources != self._built_from or not target.is_file():
                _write(target, css_bundle.build(self.css_folders))
                self._built_from = sources
        return target


def _write(target: Path, css: str) -> None:
    """Whole or not at all, and untouched when nothing changed: other processes may be serving it."""
    if target.is_file() and target.read_text(encoding="utf-8") == css:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.with_name(f"{target.name}.{os.getpid()}.tmp")
    aside.write_text(css, encoding="utf-8")
    aside.replace(target)
