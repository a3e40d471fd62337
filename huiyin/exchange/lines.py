"""What a hand-over list consists of once read: tables, lines, and rows that are no lines."""

from collections.abc import Mapping
from dataclasses import dataclass

from huiyin.exchange.grid import Cell
from huiyin.exchange.headers import Column, Header
from huiyin.exchange.origin import NOWHERE, Origin

UNITS = ("lead_unit", "assist_unit", "separate_unit", "refer_unit", "handling_unit")
CONTINUED = frozenset({"assist_unit", "separate_unit", "refer_unit", "cosigners"})
ROW_LOOK_UP = 6


@dataclass(frozen=True)
class Ignored:
    """A row that is no line, and why."""

    sheet: str
    row: int
    text: str
    reason: str


@dataclass(frozen=True)
class Line:
    """One line of the list: cells by field (several cells where several columns or rows say it).

    summary: a table by units gives only its number; mended: a person put cells right by hand.
    """

    sheet: str
    row: int
    table: int
    cells: Mapping[str, tuple[Cell, ...]]
    group_role: str = ""
    origin: Origin = NOWHERE
    part: int = 0
    summary: bool = False
    mended: bool = False

    @property
    def place(self) -> tuple[str, int, int, int]:
        """Sheet and row, and which of several items of that row."""
        return self.sheet, self.row, self.table, self.part

    def first(self, name: str) -> Cell:
        """The first cell of the field, or None."""
        return next(iter(self.cells.get(name, ())), None)

    def text(self, name: str) -> str:
        """The field as text; several cells are put on lines of their own."""
        return "\n".join(str(cell).strip() for cell in self.cells.get(name, ()) if str(cell).strip())


@dataclass(frozen=True)
class Table:
    """One table of one sheet: where its header stands, what its columns are, what is written above it."""

    sheet: str
    sheet_index: int
    header: Header
    columns: tuple[Column, ...]
    headlines: tuple[str, ...]
    origin: Origin

    def has(self, *names: str) -> bool:
        return any(column.field in names for column in self.columns)


@dataclass(frozen=True)
class ListRead:
    """The whole file as read."""

    name: str
    tables: tuple[Table, ...]
    lines: tuple[Line, ...]
    ignored: tuple[Ignored, ...]

    def mapping(self) -> list[dict[str, object]]:
        """Columns of all tables as plain JSON: what a person sees and may correct (key `sheet:column`)."""
        return [
            {
                "key": f"{table.sheet_index}:{column.index}",
                "sheet": table.sheet,
                "header_row": table.header.top + 1,
                "column": column.index,
                "heading": column.heading,
                "field": column.field,
                "confidence": column.confidence,
                "samples": list(column.samples),
            }
            for table in self.tables
            for column in table.columns
        ]
