"""How a table in a letter is measured: column widths and row heights that keep the text below it on the grid."""

import math
import re
from dataclasses import dataclass

from huiyin.documents.gbt9704 import LINE, SIZE_4, text_width
from huiyin.documents.letter import TableBlock

WIDTH = 156 * 72 / 25.4  # points between the margins
PADDING = 4.0  # points at each side of a cell's text
PITCH = 19.0  # points from line to line inside a cell
NARROWEST = 2.0  # characters a column asks for
SHORT = 8  # characters up to which a column is centred
SEAMS = re.compile(r"(?<=[!-~])(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])(?=[!-~])")
NUMBERS = re.compile(r"[\d.,，％%—\-+ ]*")


@dataclass(frozen=True)
class Measured:
    """Widths and heights in points; `centred` says of each column whether its cells stand in its middle."""

    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    centred: tuple[bool, ...]


def measured(table: TableBlock) -> Measured:
    """Every row as wide as the widest, each as high as a whole number of lines of the page."""
    count = max(len(row) for row in table.rows)
    rows = tuple((*(cell.strip() for cell in row), *("",) * (count - len(row))) for row in table.rows)
    columns = list(zip(*rows, strict=True))
    widths = _shared([_wanted(column) for column in columns])
    heights = tuple(_height(row, widths) for row in rows)
    return Measured(rows, widths, heights, tuple(_is_centred(column) for column in columns))


def _wanted(column: tuple[str, ...]) -> float:
    """In characters: the longest cell; the name of the column may take two lines."""
    name, *cells = column
    return max(NARROWEST, math.ceil(_signs(name) / 2), *map(_signs, cells), 0)


def _shared(wanted: list[float]) -> tuple[float, ...]:
    """Narrow columns get what they ask for, wide ones share what is left; room to spare goes to all alike."""
    left = (WIDTH - 2 * PADDING * len(wanted)) / SIZE_4
    given = [0.0] * len(wanted)
    for rank, at in enumerate(sorted(range(len(wanted)), key=wanted.__getitem__)):
        given[at] = min(wanted[at], left / (len(wanted) - rank))
        left -= given[at]
    return tuple(2 * PADDING + SIZE_4 * (each + left * each / sum(given)) for each in given)


def _height(row: tuple[str, ...], widths: tuple[float, ...]) -> float:
    lines = max(
        math.ceil(max(_signs(cell), 1) * SIZE_4 / (width - 2 * PADDING) - 0.001)
        for cell, width in zip(row, widths, strict=True)
    )
    return math.ceil((lines * PITCH + 6) / LINE) * LINE


def _signs(text: str) -> float:
    """Its width in characters; some programs leave a quarter of one between Chinese and figures."""
    return text_width(text, 1) + len(SEAMS.findall(text)) / 4


def _is_centred(column: tuple[str, ...]) -> bool:
    return all(_signs(cell) <= SHORT or NUMBERS.fullmatch(cell) for cell in column[1:])
