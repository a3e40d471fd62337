"""Rows put right by hand: the cells a person typed stand in for those of the file, which stays as it came."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from huiyin.exchange.grid import Cell
from huiyin.exchange.lines import Ignored, Line, ListRead

NOT_AN_ITEM = "_not_an_item"
MENDABLE = (
    *("number", "title", "lead", "cosigners", "session", "lead_unit", "separate_unit", "assist_unit", "refer_unit"),
    *("handling_unit", "role", "due", "assist_due", "dispatched", "remark"),
)
Mended = Mapping[str, Mapping[str, str]]


def key_of(sheet: str, row: int, part: int = 0) -> str:
    """How a row is named: 清单!12."""
    return f"{sheet}!{row}" + (f"!{part}" if part else "")


def mend(read: ListRead, mended: Mended) -> ListRead:
    """The list with those rows as they were put right; a row said to be no item is told as such."""
    if not mended:
        return read
    lines = [line for line in _lines(read, mended) if line]
    taken = {(line.sheet, line.row) for line in lines}
    ignored = [row for row in read.ignored if (row.sheet, row.row) not in taken]
    ignored += [row for row in _set_aside(read.lines, mended) if (row.sheet, row.row) not in taken]
    return replace(read, lines=tuple(lines), ignored=tuple(ignored))


def _lines(read: ListRead, mended: Mended) -> Iterator[Line | None]:
    """The lines in their order, then rows that were taken for none but are an item."""
    known = set()
    for line in read.lines:
        key = key_of(line.sheet, line.row, line.part)
        known.add(key)
        said = mended.get(key)
        yield line if said is None else (None if NOT_AN_ITEM in said else _mended(line, said))
    for row in read.ignored:
        key = key_of(row.sheet, row.row)
        if key in mended and key not in known and NOT_AN_ITEM not in mended[key]:
            yield _mended(_blank(read, row), mended[key])


def _mended(line: Line, said: Mapping[str, str]) -> Line:
    cells: dict[str, tuple[Cell, ...]] = dict(line.cells)
    for name, value in said.items():
        cells.pop(name, None)
        if value.strip():
            cells[name] = (value.strip(),)
    role = "" if said.get("role") else line.group_role
    return replace(line, cells=cells, group_role=role, summary=line.summary and "title" not in cells, mended=True)


def _blank(read: ListRead, row: Ignored) -> Line:
    """A line at the place of a row that was no line, in the table it stands in."""
    below = [n for n, t in enumerate(read.tables) if t.sheet == row.sheet and t.header.bottom < row.row]
    return Line(row.sheet, row.row, (below or [0])[-1], {})


def _set_aside(lines: Sequence[Line], mended: Mended) -> Iterator[Ignored]:
    for line in lines:
        said = mended.get(key_of(line.sheet, line.row, line.part), {})
        if NOT_AN_ITEM in said:
            words = " ".join(str(cell) for cells in line.cells.values() for cell in cells)
            yield Ignored(line.sheet, line.row, words[:200], f"人工核定不是件：{said[NOT_AN_ITEM]}"[:120])


def cells_of(line: Line) -> dict[str, str]:
    """What stands in the row now, field by field, to be put right on the screen."""
    return {name: line.text(name) for name in MENDABLE if name in line.cells}
