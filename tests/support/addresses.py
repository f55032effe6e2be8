"""Print, as JSON, the path of one public page of every page type; run beside a site by `live_site`."""

from __future__ import annotations

import json

import django


def main() -> None:
    django.setup()
    from wagtail.models import Page

    from content.core.audiences import PUBLIC

    paths = {}
    for page in Page.objects.live().filter(audience_tokens__token=PUBLIC, depth__gt=1).order_by("path").specific():
        paths.setdefault(page._meta.label, page.get_url())
    print(json.dumps(paths))


if __name__ == "__main__":
    main()
