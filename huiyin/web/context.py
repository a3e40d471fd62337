"""What every page knows."""

from typing import Any

from django.http import HttpRequest


def house(request: HttpRequest) -> dict[str, Any]:
    """The shell's own facts."""
    return {}
