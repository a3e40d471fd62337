"""A sheet as a plain grid of cells, whatever wrote it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

Cell = str | int | float | dt.date | None


@dataclass(frozen=True)
class Merge:
    """A block of cells shown as one: rows and columns from 0, both ends inside."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Grid:
    """One sheet. `rows[i]` is spreadsheet row i+1, whatever is empty above or left of the table."""

    name: str
    rows: Sequence[Sequence[Cell]]
    merges: Sequence[Merge] = ()
    hidden: bool = False

    @property
    def width(self) -> int:
        return max((len(row) for row in self.rows), default=0)

    @property
    def is_blank(self) -> bool:
        return not any(cell not in (None, "") for row in self.rows for cell in row)
