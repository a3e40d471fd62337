"""Where a table begins in a sheet: its header of one to three rows, and which column says what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from huiyin.exchange.columns import (
    GUESSED,
    SEVERAL,
    SURE,
    UNUSED,
    bare,
    field_of,
    field_of_path,
    looks_like_role,
    settle,
    weight_of,
)
from huiyin.exchange.grid import Cell, Grid

ENOUGH = 3.5
TALLEST = 3
FEWEST_CELLS = 3
SAMPLE = 200


@dataclass(frozen=True)
class Column:
    """One column as read: its heading, the field it is taken for, how sure that is, and some of its cells."""

    index: int
    heading: str
    field: str
    confidence: float
    samples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Header:
    """A header block: sheet rows `top` to `bottom` (from 0) and the headings of each column."""

    top: int
    bottom: int
    paths: tuple[tuple[str, ...], ...]
    score: float

    @property
    def words(self) -> frozenset[str]:
        return frozenset(bare(word) for path in self.paths for word in path if word)


def find_headers(grid: Grid) -> list[Header]:
    """Every header of the sheet in order; one that repeats the words of the one above is not a new table."""
    found: list[Header] = []
    at = 0
    while at < len(grid.rows):
        header = _header_at(grid, at) if _may_begin(grid.rows[at]) else None
        if header and header.score >= ENOUGH and not (found and header.words == found[-1].words):
            found.append(header)
        at = header.bottom + 1 if header and header.score >= ENOUGH else at + 1
    return found


def _may_begin(row: Sequence[Cell]) -> bool:
    """Cheap first look: at least two cells are words that head a column."""
    known = 0
    for cell in row:
        if isinstance(cell, str) and len(cell) <= 30 and field_of(cell)[0]:
            known += 1
            if known == 2:
                return True
    return False


def _header_at(grid: Grid, top: int) -> Header | None:
    """The best header of one, two or three rows that begins here."""
    best: Header | None = None
    for bottom in range(top, min(top + TALLEST, len(grid.rows))):
        paths = _paths(grid, top, bottom)
        header = Header(top, bottom, paths, _score(paths))
        if best is None or header.score > best.score + 0.01:
            best = header
    return best


def _paths(grid: Grid, top: int, bottom: int) -> tuple[tuple[str, ...], ...]:
    """The headings above each column, from the top one down; merged cells speak for all they cover."""
    width = grid.width
    block = [[_words(grid, row, column) for column in range(width)] for row in range(top, bottom + 1)]
    for merge in grid.merges:
        if merge.right - merge.left < width - 1 or width <= 2:
            for row in range(max(merge.top, top), min(merge.bottom, bottom) + 1):
                for column in range(merge.left, min(merge.right, width - 1) + 1):
                    block[row - top][column] = _words(grid, merge.top, merge.left) if merge.top >= top else ""
    # a list that lost its merges: 代表 | (blank) over 领衔 | 附议
    for upper, lower in pairwise(block):
