"""Page numbers of the office's lists about accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.core.paginator import Page
    from django.http import HttpRequest


def page_links(request: HttpRequest, page: Page) -> dict[str, object]:
    """What `components/pagination.html` reads; the other parts of the query stay."""

    def url(number: int) -> str:
        query = request.GET.copy()
        query["page"] = str(number)
        return f"?{query.urlencode()}"

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "num_pages": page.paginator.num_pages,
        "previous_url": url(page.previous_page_number()) if page.has_previous() else "",
        "next_url": url(page.next_page_number()) if page.has_next() else "",
        "pages": [
            {"number": n, "url": url(n), "current": n == page.number} if isinstance(n, int) else {"gap": True}
            for n in numbers
        ],
    }
