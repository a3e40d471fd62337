"""The requests inside an item's text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AskSpan:
    """One numbered request and where it stands in the text."""

    number: int
    text: str
    start: int
    end: int


def split_asks(text: str) -> list[AskSpan]:
    """The requests in order; a text without a list is one request."""
    body = text.strip()
    start = text.find(body)
    return [AskSpan(1, body, start, start + len(body))] if body else []
