"""Long lists in pages."""

from typing import Any

from django.core.paginator import Page, Paginator

from huiyin.web.seat import StaffRequest

PAGE_SIZE = 50


def page_of(request: StaffRequest, rows: Any, size: int = PAGE_SIZE) -> Page:
    """The page asked for, the nearest one when it does not exist; `nearby` are the numbers the pager shows (0 = gap)."""
    page = Paginator(rows, size).get_page(request.GET.get("page"))
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    page.nearby = [number if isinstance(number, int) else 0 for number in numbers]  # type: ignore[attr-defined]
    return page
