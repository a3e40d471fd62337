"""A plain list of units or people as read: one header row, one record a row."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from huiyin.exchange.columns import bare
from huiyin.exchange.grid import Cell, Grid
from huiyin.exchange.opening import read_grids
from huiyin.exchange.rowkinds import is_note, is_total, text_of
from huiyin.files.gate import Refused
from huiyin.prose.numbers import plain


@dataclass(frozen=True)
class Record:
    """One row: its values as text by field."""

    row: int
    values: dict[str, str]

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")


@dataclass
class Outcome:
    """What became of each row."""

    rows: int = 0
    created: int = 0
    unchanged: int = 0
    changed: int = 0
    errors: list[dict[str, Any]] = field(default_factory=list)
    ignored: list[dict[str, Any]] = field(default_factory=list)

    def fault(self, record: Record, reason: str) -> None:
        self.errors.append({"row": record.row, "reason": reason})

    def as_json(self) -> dict[str, Any]:
        return dict(vars(self))


@cache
def _headings(roster: str) -> dict[str, str]:
    table = tomllib.loads(Path(__file__).with_name("rosters.toml").read_text("utf-8"))[roster]
    return {bare(word): name for name, words in table.items() for word in words}


def read_roster(content: bytes, name: str, roster: str, needed: Sequence[str]) -> tuple[list[Record], Outcome]:
    """The records of the first sheet that has the needed columns. Raises Refused with one sentence."""
    for grid in read_grids(content, name):
        for top, row in enumerate(grid.rows[:30]):
            columns = _columns(row, roster)
            if all(name in columns.values() for name in needed):
                return _records(grid, top, columns)
    known = _headings(roster)
    words = "、".join(next(word for word, key in known.items() if key == name) for name in needed)
    what = "单位清单" if roster == "units" else "人员清单"
    raise Refused(f"没有找到{what}的表头（要有{words}等列），请核对文件。")


def _columns(row: Sequence[Cell], roster: str) -> dict[int, str]:
    found: dict[int, str] = {}
    for index, cell in enumerate(row):
        name = _headings(roster).get(bare(cell)) if isinstance(cell, str) and len(cell) < 30 else None
        if name and name not in found.values():
            found[index] = name
    return found


def _records(grid: Grid, top: int, columns: dict[int, str]) -> tuple[list[Record], Outcome]:
    records, outcome = [], Outcome()
    for at, row in enumerate(grid.rows):
        if not (words := text_of(row)):
            continue
        values = {name: _value(row, index) for index, name in columns.items()}
        if at <= top or is_total(row) or is_note(row):
            reason = "表头" if at == top else "标题行" if at < top else "说明"
            outcome.ignored.append({"row": at + 1, "text": words[:200], "reason": reason})
        else:
            records.append(Record(at + 1, {name: value for name, value in values.items() if value}))
    outcome.rows = len(records)
    if not records:
        raise Refused("表头下面没有任何一行，请核对文件。")
    return records, outcome


def _value(row: Sequence[Cell], index: int) -> str:
    cell = row[index] if index < len(row) else None
    return "" if cell is None else plain(str(cell)).strip()
