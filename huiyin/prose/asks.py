"""The requests inside an item's text, found by their headings and numbered lists."""

import re
from dataclasses import dataclass

from huiyin.prose.lists import INLINE, NumberedList, Point, first_list

_HEADINGS = (
    re.compile(r"(?:具体|对策|相关|几点|主要|政策|工作|意见)(?:措施)?(?:及|和|与)?建议(?:如下)?\s*[：:]"),
    re.compile(
        r"(?:为此|因此|鉴于此|对此|据此|综上|特|故|现)[^。！？\n：:]{0,60}?(?:建议|对策|意见|措施)[^。！？\n：:]{0,20}[：:]"
    ),
    re.compile(r"(?:建议|对策)(?:如下)?\s*[：:]"),
    re.compile(
        r"(?:^|(?<=[。；\s]))[一二三四五六七八九十]、[^。，；：\n]{0,14}(?:建议|对策|举措|措施|办法)[^。，；\n]{0,6}"
    ),
    re.compile(r"(?:提出|有)(?:如下|以下)?[^。！？\n]{0,10}(?:建议|对策|意见)[^。！？\n：:]{0,10}[：:。]"),
)
_NAMED = re.compile(r"具体建议\s*[：:]")  # the field of a form: what stands before it only tells of the matter
_SUGGESTS = re.compile(r"(?:为此|因此|对此)?[，,]?\s*(?:我们?|特|本人)?建议")
_CLOSING = re.compile(
    r"(?:(?:^|(?<=[。！？；\s]))\s*(?:以上(?:建议|意见|提案)?|特此|妥否|当否|综上所述|总之|此致|附件?[：:])[^\n]{0,80}|(?<=[。！？；\s])\s*(?:提案人|建议人|联系电话)[：:].{0,60})$"
)
_LEAD_CLOSE = 160
_MOST = 15
_HEADING_LENGTH = 40
_FEWEST_CHARACTERS = 8


@dataclass(frozen=True, slots=True)
class AskSpan:
    """One numbered request and where it stands in the text."""

    number: int
    text: str
    start: int
    end: int


def split_asks(text: str) -> list[AskSpan]:
    """The requests in order, read from the suggestions part; a text without a list is one request."""
    start, found = _suggestions(text)
    points = _opened(text, found) if found else [Point(start, start, len(text))]
    if found and len(points) > _MOST:
        points = list(found.points)
    asks: list[AskSpan] = []
    for point in points:
        words, end = _trimmed(text, point.words, point.end)
        if end > words and text[words:end] not in {ask.text for ask in asks}:
            asks.append(AskSpan(len(asks) + 1, text[words:end], words, end))
    return asks


def _suggestions(text: str) -> tuple[int, NumberedList | None]:
    """Where the suggestions begin, and their list: the first heading that a list follows closely wins."""
    headings = sorted({found.end() for shape in _HEADINGS for found in shape.finditer(text)})
    if named := [found for found in _NAMED.finditer(text) if len(text[found.end() :].strip()) >= _FEWEST_CHARACTERS]:
        headings = [place for place in headings if place >= named[-1].end()]
    lists = [(place, first_list(text, place, len(text))) for place in headings]
    for place, found in lists:
        if found and found.points[0].start - place <= _LEAD_CLOSE:
            return place, found
    for place, found in lists:
        if found:
            return place, found
    if headings:
        return headings[0], None
    said = _SUGGESTS.search(text)
    place = said.start() if said else 0
    return place, first_list(text, place, len(text))


def _opened(text: str, found: NumberedList) -> list[Point]:
    """The points, with those that are mere headings replaced by the points below them."""
    opened: list[Point] = []
    for number, point in enumerate(found.points):
        below = first_list(text, point.words, point.end)
        rest = len(found.points) - number - 1
        if below and _is_heading(text, point, below) and len(opened) + len(below.points) + rest <= _MOST:
            opened += _opened(text, below)[: _MOST - len(opened)] if below.style not in INLINE else below.points
        else:
            opened.append(point)
    return opened


def _is_heading(text: str, point: Point, below: NumberedList) -> bool:
    """Whether a point says nothing but a title before its own list; 一是… under a title stays one request."""
    own = text[point.words : below.points[0].start].strip()
    return below.style not in INLINE and len(own) <= _HEADING_LENGTH


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without closing phrases and the spaces around it."""
    words = text[start:end]
    if (closing := _CLOSING.search(words)) and len(words[: closing.start()].strip()) >= _FEWEST_CHARACTERS:
        words = words[: closing.start()]
    lead = len(words) - len(words.lstrip(" \t\r\n\xa0\u3000：:，,、.．"))
    return start + lead, start + max(lead, len(words.rstrip()))
