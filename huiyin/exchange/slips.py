"""Sheets that hold one item each: labels with their values beside or below them, as 交办单 and 承办表 do."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from huiyin.exchange import rowkinds
from huiyin.exchange.columns import SURE, UNUSED, bare, field_of, is_heading
from huiyin.exchange.grid import Cell, Grid
from huiyin.exchange.headers import Column, Header
from huiyin.exchange.lines import Ignored, Line, Table
from huiyin.exchange.origin import Origin, read_origin

FEWEST = 3
_COLON = re.compile(r"^(?P<label>[^：:\n]{1,16})[：:]\s*(?P<value>.*)$", re.S)
_NUMBER = re.compile(r"\d|第[一二三四五六七八九十百]+号")
_PERSON = re.compile(r"^(代表|委员)?姓名")
_NUMBERS_OF_ROWS, _PERSONS_NUMBER = ("编号", "序号"), "代表证号"
_CO_SIGNERS = re.compile(r"附议|联名|联署")


@dataclass
class Slip:
    """One item under way: its cells by field, and where it begins."""

    row: int
    cells: dict[str, tuple[Cell, ...]] = field(default_factory=dict)
    rows: set[int] = field(default_factory=set)

    @property
    def is_whole(self) -> bool:
        number = self.cells.get("number")
        said = str(number[0]) if number else ""
        return len(self.cells) >= FEWEST and "title" in self.cells and bool(_NUMBER.search(said))


@dataclass(frozen=True)
class Pair:
    """A label and its value as they stand."""

    row: int
    label: str
    value: Cell


def read_slips(
    grid: Grid, index: int, number: int, name: str, overrides: Mapping[int, str]
) -> tuple[Table, list[Line], list[Ignored]] | None:
    """The items of a sheet of labels and values; None when it is no such sheet."""
    pairs = list(_pairs(grid))
    labels = list(dict.fromkeys(bare(pair.label) for pair in pairs))
    meant = {label: overrides.get(at, _meaning(label)) for at, label in enumerate(labels)}
    if "lead_unit" in meant.values():
        meant |= {label: "sender" for label in labels if label == "交办单位"}
    slips = _slips(pairs, meant)
    if not slips or not all(slip.is_whole for slip in slips):
        return None
    table = _table(grid, index, name, pairs, labels, meant)
    lines = [Line(grid.name, slip.row + 1, number, slip.cells) for slip in slips]
    return table, lines, list(_rest(grid, slips))


def _pairs(grid: Grid) -> Iterator[Pair]:
    """Label and value side by side, in one cell with a colon, or a row of labels over rows of values."""
    heads: list[tuple[int, str]] = []
    for at, row in enumerate(grid.rows):
        cells = _cells(grid, at, row)
        words = [cell for _, _, cell in cells]
        labels = [(left, str(cell)) for left, _, cell in cells if _is_label(cell)]
        if len(labels) >= FEWEST and len(labels) == len(words):
            heads = _of_people(labels)
            continue
        if heads and cells and all(left in dict(heads) for left, _, _ in cells) and not _is_label(words[0]):
            yield from (Pair(at, dict(heads)[left], cell) for left, _, cell in cells if left in dict(heads))
            continue
        heads = []
        yield from _beside(at, cells)


def _of_people(labels: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """In a table of people 编号 numbers the person, not the item."""
    if not any(_PERSON.search(label) for _, label in labels):
        return labels
    return [(left, _PERSONS_NUMBER if bare(label) in _NUMBERS_OF_ROWS else label) for left, label in labels]


def _beside(at: int, cells: Sequence[tuple[int, int, Cell]]) -> Iterator[Pair]:
    """The value of a label is what stands in the very next cell."""
    number = 0
    while number < len(cells):
        _, right, cell = cells[number]
        number += 1
        if not isinstance(cell, str):
            continue
        for line in cell.split("\n"):
            if (found := _COLON.match(line.strip())) and found["value"] and _is_label(found["label"]):
                yield Pair(at, found["label"], found["value"].strip())
        if _is_label(cell):
            follows = cells[number] if number < len(cells) and cells[number][0] == right + 1 else None
            if follows:
                number += 1
                yield Pair(at, cell, follows[2])


def _cells(grid: Grid, at: int, row: Sequence[Cell]) -> list[tuple[int, int, Cell]]:
    """Left and right edge and words of each filled cell, merged ones with all they cover."""
    wide = {merge.left: merge.right for merge in grid.merges if merge.top == at}
    return [(left, wide.get(left, left), cell) for left, cell in enumerate(row) if cell is not None]


def _is_label(cell: Cell) -> bool:
    words = str(cell).strip().rstrip("：:") if isinstance(cell, str) else ""
    return bool(words) and (
        is_heading(words) or words in ("归口单位", "单位编号", "代表证号", "单位地址", "联名类别", "单位", "职务")
    )


def _meaning(label: str) -> str:
    return field_of(label)[0]


def _slips(pairs: Sequence[Pair], meant: Mapping[str, str]) -> list[Slip]:
    """A second number after a title begins the next slip; units given with a role column go where the role says."""
    slips: list[Slip] = []
    for pair in pairs:
        name = meant.get(bare(pair.label), "")
        if not slips or (name == "number" and "number" in slips[-1].cells and "title" in slips[-1].cells):
            slips.append(Slip(pair.row))
        slips[-1].rows.add(pair.row)
        value = pair.value
        if not name or value is None or not str(value).strip():
            continue
        if _CO_SIGNERS.search(pair.label) and "lead" in slips[-1].cells:
            name = "cosigners"
        if name in ("role", "handling_unit"):
            _join_role(slips[-1], name, value)
        elif value not in slips[-1].cells.get(name, ()):
            slips[-1].cells[name] = (*slips[-1].cells.get(name, ()), value)
    return slips


def _join_role(slip: Slip, name: str, value: Cell) -> None:
    """省教育厅 and 主办 in the next column: 主办：省教育厅."""
    units = slip.cells.get("handling_unit", ())
    if name == "role" and units:
        slip.cells["handling_unit"] = (*units[:-1], f"{units[-1]}({value})")
    else:
        slip.cells[name] = (*slip.cells.get(name, ()), value)


def _table(
    grid: Grid, index: int, name: str, pairs: Sequence[Pair], labels: Sequence[str], meant: Mapping[str, str]
) -> Table:
    samples = {label: [str(p.value)[:60] for p in pairs if bare(p.label) == label and p.value] for label in labels}
    columns = tuple(
        Column(at, label, meant[label] or UNUSED, SURE if meant[label] else 0.0, tuple(samples[label][:3]))
        for at, label in enumerate(labels)
    )
    top = min(pair.row for pair in pairs)
    words = [rowkinds.text_of(row) for row in grid.rows[:top] if rowkinds.distinct(row)]
    origin = Origin()
    for said in (*words, grid.name, name.rsplit(".", 1)[0]):
        origin = origin.over(read_origin(said))
    if not origin.body:
        origin = Origin(body=_body("".join(labels))).over(origin)
    return Table(grid.name, index, Header(top, top, (), 0.0), columns, tuple(words), origin)


def _body(labels: str) -> str:
    return "congress" if "代表" in labels else ("cppcc" if "提案" in labels or "委员" in labels else "")


def _rest(grid: Grid, slips: Sequence[Slip]) -> Iterator[Ignored]:
    """Every other row belongs to the slip above it, or stands before the first."""
    starts = {slip.row for slip in slips}
    last = -1
    for at, row in enumerate(grid.rows):
        last = at if at in starts else last
        if at not in starts:
            words = rowkinds.text_of(row)
            reason = "空行" if not words else ("标题行" if last < 0 else f"第{last + 1}行那一件的内容")
            yield Ignored(grid.name, at + 1, words[:200], reason)
