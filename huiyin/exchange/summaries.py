"""Tables by units that name only numbers (承办单位汇总: 主办提案号 3、18): one line for each number."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from huiyin.exchange.lines import Line

ROLES = {"lead_numbers": "lead_unit", "assist_numbers": "assist_unit", "separate_numbers": "separate_unit"}
_BETWEEN = re.compile(r"[、，,;；\s/]+")


def spread_out(lines: Iterable[Line]) -> Iterator[Line]:
    """A line with lists of numbers becomes as many lines as it names numbers; every other line stays."""
    for line in lines:
        if ROLES.keys().isdisjoint(line.cells):
            yield line
            continue
        yield from _numbers(line)


def _numbers(line: Line) -> Iterator[Line]:
    unit = next((line.cells[name] for name in ("handling_unit", "lead_unit") if name in line.cells), ())
    part = 0
    for name, column in ROLES.items():
        for number in _BETWEEN.split(line.text(name)):
            if number:
                cells = {"number": (number,), column: unit}
                yield replace(line, cells=cells, part=part, summary=True)
                part += 1
