"""Long lists in pages."""

from typing import Any

from django.core.paginator import Page, Paginator

from huiyin.web.seat import StaffRequest

PAGE_SIZE = 50


def page_of(request: StaffRequest, rows: Any, size: int = PAGE_SIZE) -> Page:
    """The page asked for in the address line, the nearest one when it does not exist."""
    return page_at(Paginator(rows, size), request.GET.get("page"))


def page_at(paginator: Paginator, number: int | str | None) -> Page:
    """A page with `nearby`: the numbers the pager shows, 0 for a gap."""
    page = paginator.get_page(number)
    numbers = paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    page.nearby = [number if isinstance(number, int) else 0 for number in numbers]  # type: ignore[attr-defined]
    return page
