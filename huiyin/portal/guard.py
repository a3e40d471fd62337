"""What stands before every page behind a link: is it known, is somebody guessing, does it leak."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from huiyin.surveys.actions import invitation_by_token
from huiyin.surveys.models import Invitation

SPAN = 10 * 60
MISSES, POSTS = 20, 40
HEADERS = {
    "Cache-Control": "no-store, private",
    "Referrer-Policy": "strict-origin",  # no-referrer would make browsers send forms with `Origin: null`
    "X-Robots-Tag": "noindex, nofollow",
}
View = Callable[..., HttpResponse]


def behind_link(view: View) -> View:
    """The view gets the invitation instead of the token; nobody needs an account."""

    @wraps(view)
    def answered(request: HttpRequest, token: str, **more: Any) -> HttpResponse:
        invitation = invitation_by_token(token, timezone.now())
        response = _refusal(request, token, invitation) or view(request, invitation, token, **more)
        for name, value in HEADERS.items():
            response[name] = value
        return response

    return login_not_required(answered)


def _refusal(request: HttpRequest, token: str, invitation: Invitation | None) -> HttpResponse | None:
    if invitation is None:
        if _too_many(f"portal:miss:{request.META.get('REMOTE_ADDR', '')}", MISSES):
            return render(request, "portal/busy.html", status=429)
        return render(request, "portal/gone.html", status=404)
    if request.method != "POST":
        return None
    if _too_many(f"portal:post:{invitation.pk}", POSTS):
        return render(request, "portal/busy.html", status=429)
    return render(request, "portal/yours.html", {"token": token}, status=403) if request.user.is_authenticated else None


def _too_many(key: str, limit: int) -> bool:
    """More than so many in ten minutes? Counting is rough on purpose: it needs no lock."""
    cache.add(key, 0, SPAN)
    try:
        return cache.incr(key) > limit
    except ValueError:  # it ran out between the two lines
        return False
