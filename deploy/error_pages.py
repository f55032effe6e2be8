"""
Write the pages that the proxy shows itself (site away, upload too large, bad address) as files in Thai.

`deploy/manage --script deploy/error_pages.py` after collectstatic: the pages name the hashed style sheet.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import django

# File name for the proxy, and the template it is made of.
PAGES = {
    "maintenance.html": "errors/maintenance.html",
    "too-large.html": "errors/413.html",
    "bad-request.html": "errors/400.html",
    "not-found.html": "errors/404.html",
}


def write(folder: Path) -> None:
    from django.template.loader import render_to_string  # Settings are loaded only once Django is set up.

    folder.mkdir(parents=True, exist_ok=True)
    for name, template in PAGES.items():
        partial = folder / f"{name}.partial"
        partial.write_text(render_to_string(template), "utf-8")
        # The proxy may be sending the old file: it is replaced whole.
        partial.replace(folder / name)


def main() -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "km_site.settings.production")
    django.setup()
    from django.conf import settings

    write(settings.DATA_DIR / "error-pages")


if __name__ == "__main__":
    main()
