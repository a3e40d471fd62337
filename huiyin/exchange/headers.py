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
    field_of_path,
    is_heading,
    looks_like_role,
    settle,
    weight_of,
)
from huiyin.exchange.grid import Cell, Grid

ENOUGH = 3.5
TALLEST = 3
FEWEST_CELLS = 3
WIDE = 20  # of a hundred columns it is enough to know eight
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


def find_headers(grid: Grid, remembered: Mapping[str, str] | None = None) -> list[Header]:
    """Every header of the sheet in order; one that repeats the words of the one above is not a new table."""
    found: list[Header] = []
    at = 0
    while at < len(grid.rows):
        header = _header_at(grid, at, remembered or {}) if _may_begin(grid.rows[at], remembered or {}) else None
        if header and header.score >= ENOUGH and not (found and header.words == found[-1].words):
            found.append(header)
        at = header.bottom + 1 if header and header.score >= ENOUGH else at + 1
    return found


def _may_begin(row: Sequence[Cell], remembered: Mapping[str, str]) -> bool:
    """Cheap first look: at least two cells are words that head a column."""
    known = 0
    for cell in row:
        if isinstance(cell, str) and (is_heading(cell) or bare(cell) in remembered):
            known += 1
            if known == 2:
                return True
    return False


def _header_at(grid: Grid, top: int, remembered: Mapping[str, str]) -> Header | None:
    """The best header of one, two or three rows that begins here."""
    best: Header | None = None
    for bottom in range(top, min(top + TALLEST, len(grid.rows))):
        paths = _paths(grid, top, bottom)
        header = Header(top, bottom, paths, _score(paths, remembered))
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
        for column in range(1, width):
            if not upper[column] and lower[column]:
                upper[column] = upper[column - 1]
    return tuple(tuple(line[column] for line in block) for column in range(width))


def _words(grid: Grid, row: int, column: int) -> str:
    cells = grid.rows[row]
    cell = cells[column] if column < len(cells) else None
    return cell.strip() if isinstance(cell, str) and len(cell) <= 60 else ("" if cell is None else str(cell)[:60])


def _score(paths: Sequence[Sequence[str]], remembered: Mapping[str, str]) -> float:
    """How much these headings are those of a hand-over list; most of them must be known words."""
    best: dict[str, float] = {}
    known = filled = 0
    for path in paths:
        if not any(path):
            continue
        filled += 1
        field, sure = field_of_path(path)
        if said := remembered.get(bare(heading_of(path))):
            field, sure = said, SURE
        if field:
            known += 1
            heading = next(part for part in reversed(path) if part)
            best[field] = max(best.get(field, 0.0), weight_of(heading, field, sure))
    if filled < FEWEST_CELLS or known < FEWEST_CELLS or known / min(filled, WIDE) < 0.4:
        return 0.0
    if "title" not in best and best.get("number", 0) < 1.5 and "lead_numbers" not in best:
        return 0.0
    return sum(best.values())


def heading_of(path: Sequence[str]) -> str:
    """All rows of a heading as one: 承办单位／主办."""
    return "／".join(dict.fromkeys(part.replace("\n", "") for part in path if part))


def read_columns(
    grid: Grid, header: Header, end: int, overrides: Mapping[int, str], remembered: Mapping[str, str]
) -> tuple[Column, ...]:
    """Each column below this header (rows up to `end`), with what a person corrected, now or in an earlier list."""
    known = {
        at: remembered[key] for at, path in enumerate(header.paths) if (key := bare(heading_of(path))) in remembered
    }
    overrides = {**known, **overrides}
    columns = []
    for index, path in enumerate(header.paths):
        cells = _below(grid, header, end, index)
        heading = heading_of(path)
        field, sure = field_of_path(path)
        if index in overrides:
            field, sure = overrides[index], SURE
        elif field:
            field = settle(field, cells)
        elif looks_like_role(cells):
            field, sure = "role", GUESSED
        if heading or cells:
            samples = tuple(str(cell)[:60] for cell in dict.fromkeys(cells[:20]))[:3]
            columns.append(Column(index, heading, field, sure if field else 0.0, samples))
    return _settled(columns, {c.index: len(_below(grid, header, end, c.index)) for c in columns}, overrides)


def _below(grid: Grid, header: Header, end: int, index: int) -> list[Cell]:
    rows = grid.rows[header.bottom + 1 : min(end, header.bottom + 1 + SAMPLE)]
    return [row[index] for row in rows if index < len(row) and row[index] is not None]


def _settled(columns: list[Column], filled: Mapping[int, int], overrides: Mapping[int, str]) -> tuple[Column, ...]:
    """Every field that can stand once stands once: the surest column has it, then the fullest, then the first."""
    taken: dict[str, Column] = {}
    ranked = sorted(columns, key=lambda c: (c.index not in overrides, -_specific(c), filled[c.index] == 0, c.index))
    settled: dict[int, Column] = {}
    for column in ranked:
        field = column.field
        if field and field in taken and field not in SEVERAL:
            field = {"lead": "cosigners", "number": "register_no"}.get(field, UNUSED)
            field = UNUSED if field in taken and field not in SEVERAL else field
        if field:
            taken.setdefault(field, column)
        settled[column.index] = replace(column, field=field, confidence=column.confidence if field else 0.0)
    return _filled_in([settled[column.index] for column in columns])


def _specific(column: Column) -> float:
    return weight_of(column.heading.split("／")[-1], column.field, column.confidence) if column.field else 0.0


def _filled_in(columns: list[Column]) -> tuple[Column, ...]:
    """承办单位 alone is the leading unit's column; a serial or register number serves where there is no other number."""
    fields = {column.field for column in columns}
    turned = {}
    if "lead_unit" not in fields and "handling_unit" in fields:
        turned["handling_unit"] = "lead_unit"
    if "number" not in fields and "register_no" in fields:
        turned["register_no"] = "number"
    elif "number" not in fields and any(_is_no_count(column) for column in columns):
        turned["ordinal"] = "number"
    renamed = [replace(column, field=turned.get(column.field, column.field)) for column in columns]
    return _guess_title(renamed) if "title" not in fields else tuple(renamed)


def _is_no_count(column: Column) -> bool:
    """序号 whose cells are no mere 1, 2, 3 but numbers given elsewhere: 0031, 20220305, 平时1."""
    odd = any(not sample.isdecimal() or sample.startswith("0") or len(sample) > 4 for sample in column.samples)
    return column.field == "ordinal" and odd


def _guess_title(columns: list[Column]) -> tuple[Column, ...]:
    """Without a known heading, the unused column with the longest words of a title's length is taken for it."""
    free = [c for c in columns if not c.field and c.samples]
    sized = [(sum(map(len, c.samples)) / len(c.samples), c) for c in free]
    likely = [pair for pair in sized if 8 <= pair[0] <= 60]
    chosen = max(likely, key=lambda pair: pair[0])[1] if likely else None
    return tuple(replace(c, field="title", confidence=GUESSED) if c is chosen else c for c in columns)
