"""Numbered lists in running text: their marks (一、 （一） 1. （1） 一是 第一， ①) and the points they set apart."""

import re
from dataclasses import dataclass

from huiyin.prose.numbers import plain, to_int

_CN = "[一二三四五六七八九十]{1,3}"
_AR = r"[1-9１-９]\d?"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_DOTTED = "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑"
_VERBS = "要加建完强推进提积健优创规大深抓落扩充支鼓明"
_MARKS = {
    "named": re.compile(rf"(?:建议|提案|对策|措施|之)(?P<n>{_CN})[：:]"),
    "section": re.compile(
        rf"(?<![\u4e00-\u9fff第])(?P<n>{_CN})[、.．]|(?<=[\u4e00-\u9fff])(?P<m>{_CN})、(?=[\u4e00-\u9fff]{{3}})"
    ),
    "bracketed": re.compile(rf"[（(]\s*(?P<n>{_CN}|[－—-])\s*[）)]"),
    "dotted": re.compile(rf"(?P<n>[{_DOTTED}])"),
    "arabic": re.compile(
        rf"(?<![\d.．a-zA-Z%℃/—\-（(])(?P<n>{_AR})\s*(?:[、．]|[.](?!\d)|[:：](?=[\u4e00-\u9fff]))"
        rf"|(?<=[。；：:;\s])(?P<m>{_AR})[，,](?=[\u4e00-\u9fff])"
    ),
    "arabic_bracketed": re.compile(rf"[（(]\s*(?P<n>{_AR})\s*[）)]|(?<![\d（(])(?P<m>{_AR})\s*[）)]"),
    "is": re.compile(rf"(?<![\u4e00-\u9fff])(?P<n>{_CN})是(?!否)|(?<![第之其唯])(?P<m>{_CN})是(?=[{_VERBS}])"),
    "ordinal": re.compile(rf"第(?P<n>{_CN})(?=[，,、：:是]|\s)"),
    "circled": re.compile(rf"(?P<n>[{_CIRCLED}])"),
}
INLINE = ("is", "ordinal")


@dataclass(frozen=True, slots=True)
class Mark:
    """One list mark: its number, where it begins and where the text behind it begins."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a list: where it begins with its mark, where its own words begin, where it ends."""

    start: int
    words: int
    end: int


@dataclass(frozen=True, slots=True)
class NumberedList:
    """The points of one list and the style of its marks."""

    style: str
    points: tuple[Point, ...]


def first_list(text: str, start: int, end: int) -> NumberedList | None:
    """The list of two or more points that begins first between two places; its last point runs to `end`."""
    runs = {style: _run(_marks(style, text, start, end)) for style in _MARKS}
    useful = {style: run for style, run in runs.items() if len(run) > 1}
    if not useful:
        return None
    style = min(useful, key=lambda name: useful[name][0].start)
    run = useful[style]
    stops = [*(mark.start for mark in run[1:]), end]
    return NumberedList(style, tuple(Point(mark.start, mark.end, stop) for mark, stop in zip(run, stops, strict=True)))


def _marks(style: str, text: str, start: int, end: int) -> list[Mark]:
    marks = []
    for found in _MARKS[style].finditer(text, start, end):
        if number := _number(found["n"] or found.groupdict().get("m") or ""):
            marks.append(Mark(number, found.start(), found.end()))
    return marks


def _number(sign: str) -> int | None:
    for row in (_CIRCLED, _DOTTED):
        if sign and sign in row:
            return row.index(sign) + 1
    return 1 if sign in ("－", "—", "-") else to_int(plain(sign))


def _run(marks: list[Mark]) -> list[Mark]:
    """The first run that counts 1, 2, 3 …; one skipped number is forgiven, a fresh 1 inside belongs to a list below."""
    for begin, mark in enumerate(marks):
        if mark.number != 1:
            continue
        run = [mark]
        for later in marks[begin + 1 :]:
            if later.number == run[-1].number + 1 or (later.number == run[-1].number + 2 and len(run) > 1):
                run.append(later)
        if len(run) > 1:
            return run
    return []
