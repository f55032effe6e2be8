"""
Write the gallery of all components, for those who change the look.

    python -m themes.build.gallery /tmp/gallery && python -m http.server --directory /tmp/gallery 8900
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path

import django


def write(target: Path) -> Path:
    """gallery.html, the error pages and the static files they need, below `target`."""
    from django.conf import settings
    from django.contrib.staticfiles import finders
    from django.template.loader import render_to_string

    from themes.build import gallery_samples

    target.mkdir(parents=True, exist_ok=True)
    context = gallery_samples.context()
    (target / "index.html").write_text(render_to_string("gallery.html", context), encoding="utf-8")
    (target / "article.html").write_text(render_to_string("gallery_article.html", context), encoding="utf-8")
    for name in ("400", "403", "404", "500", "maintenance"):
        (target / f"{name}.html").write_text(render_to_string(f"errors/{name}.html"), encoding="utf-8")
    for folder in reversed(settings.STATICFILES_DIRS):
        shutil.copytree(folder, target / "static", dirs_exist_ok=True)
    shutil.copy(str(finders.find("css/site.css")), target / "static" / "css" / "site.css")
    return target / "index.html"


def main() -> None:
    parser = argparse.ArgumentParser(description="Write the gallery of all components.")
    parser.add_argument("target", type=Path)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "km_site.settings.dev")
    django.setup()
    sys.stdout.write(f"{write(parser.parse_args().target)}\n")


if __name__ == "__main__":
    main()
