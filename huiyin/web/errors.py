"""Pages for what went wrong: what, why, and how to go on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from huiyin.flow.errors import HouseError, NotAllowed, NotReady


def refusal(request: HttpRequest, error: HouseError) -> HttpResponse:
    """What the house refuses, as a page, or as the notice alone when htmx asks."""
    blockers = error.blockers if isinstance(error, NotReady) else []
    title = {NotAllowed: "您不能做这件事", NotReady: "还差几样，补齐再办"}.get(type(error), "别人先了一步")
    facts: dict[str, object] = {
        "title": title,
        "sentence": "" if blockers else str(error),
        "blockers": blockers,
        "back": _back(request),
    }
    return _page(request, "errors/refusal.html", 403 if isinstance(error, NotAllowed) else 409, facts)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open too long, or came from elsewhere."""
    return _page(request, "errors/expired.html", 403, {"back": _back(request)})


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "errors/400.html", 400, {})


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "errors/403.html", 403, {})


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "errors/404.html", 404, {})


def broken(request: HttpRequest) -> HttpResponse:
    """The page of last resort: it must not ask the database for anything."""
    return render(request, "errors/500.html", status=500)


def _page(request: HttpRequest, template: str, status: int, facts: dict[str, object]) -> HttpResponse:
    part = "#notice" if getattr(request, "htmx", False) else ""
    return render(request, template + part, facts, status=status)


def _back(request: HttpRequest) -> str:
    """The page the form stood on, when it was one of ours."""
    came_from = request.META.get("HTTP_REFERER", "")
    home = f"{request.scheme}://{request.get_host()}/"
    return "/" + came_from[len(home) :] if came_from.startswith(home) else "/"
