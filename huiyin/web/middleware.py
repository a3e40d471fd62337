"""Seats the signed-in person, and turns what the house refuses into pages."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from huiyin.flow.errors import HouseError
from huiyin.web.errors import refusal
from huiyin.web.seat import seat


class SeatMiddleware:
    """Seats the person once a request; see seat.StaffRequest."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        if request.user.is_authenticated:
            seat(request, request.user)


class HouseErrorsMiddleware:
    """NotAllowed → 403, NotReady and Stale → 409, with what is missing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return refusal(request, exception) if isinstance(exception, HouseError) else None
