"""What every page knows: the frame around it, and the day."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from huiyin.web.shell import Shell


def house(request: HttpRequest) -> dict[str, Any]:
    """`shell` only for somebody seated; `today` for every template that speaks of dates."""
    seated = hasattr(request, "person")
    return {
        "shell": Shell(request) if seated else None,  # type: ignore[arg-type]
        "today": getattr(request, "today", None) or timezone.localdate(),
    }
