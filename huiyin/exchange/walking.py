"""One pass over the rows below a header: each ends as a line, as part of one, or ignored with its reason."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from huiyin.exchange import rowkinds
from huiyin.exchange.grid import Cell, Grid
from huiyin.exchange.lines import CONTINUED, UNITS, Ignored, Line, Table
from huiyin.exchange.origin import Origin, read_origin


class Walk:
    """One pass over the rows of a table; each row ends as a line, as part of one, or ignored with its reason."""

    def __init__(self, grid: Grid, table: Table, number: int, lines: list[Line], ignored: list[Ignored]) -> None:
        self.grid, self.table, self.number, self.lines, self.ignored = grid, table, number, lines, ignored
        self.group_role, self.origin = "", Origin()
        self.headings = {word for path in table.header.paths for word in path if word}
        self.at = {column.index: column.field for column in table.columns if column.field}
        self.covered = self._covered()
        self.pending: list[Ignored] = []
        self.joined_to = 0

    def _covered(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Cells hidden by a merge over several rows, and the cell that speaks for them."""
        return {
            (row, merge.left): (merge.top, merge.left)
            for merge in self.grid.merges
            if merge.bottom > merge.top and merge.left == merge.right and merge.top > self.table.header.bottom
            for row in range(merge.top + 1, merge.bottom + 1)
        }

    def through(self, begin: int, end: int) -> None:
        for at in range(begin, end):
            row = self.grid.rows[at]
            if not rowkinds.distinct(row):
                self.pending.append(Ignored(self.grid.name, at + 1, "", "空行"))
                continue
            self.ignored += self.pending
            self.pending = []
            if reason := self._row(at, row):
                self.ignored.append(Ignored(self.grid.name, at + 1, rowkinds.text_of(row)[:200], reason))

    def _row(self, at: int, row: Sequence[Cell]) -> str:
        """Take the row in; the reason when it is no line."""
        cells = self._cells(at, row)
        if self._is_header_again(row):
            return "重复的表头"
        if self._continues(at, cells, row):
            return f"第{self.lines[-1].row}行的续行"
        number, title = _text(cells, "number"), _text(cells, "title")
        whole = rowkinds.is_number(number) and bool(title)
        if not whole and (reason := self._not_a_line(row, number, title, cells)):
            return reason
        line = Line(self.grid.name, at + 1, self.number, cells, self.group_role, self.origin)
        self.lines.append(line)
        self.joined_to = at
        return ""

    def _cells(self, at: int, row: Sequence[Cell]) -> dict[str, tuple[Cell, ...]]:
        cells: dict[str, tuple[Cell, ...]] = {}
        for index, name in self.at.items():
            top, left = self.covered.get((at, index), (at, index))
            source = self.grid.rows[top] if top != at else row
            value = source[left] if left < len(source) else None
            if value is not None and str(value).strip():
                cells[name] = (*cells.get(name, ()), value)
        return cells

    def _is_header_again(self, row: Sequence[Cell]) -> bool:
        words = [cell for cell in row if cell is not None]
        known = sum(cell in self.headings for cell in words)
        return known >= 2 and known >= 0.6 * len(words)

    def _continues(self, at: int, cells: Mapping[str, tuple[Cell, ...]], row: Sequence[Cell]) -> bool:
        """One item over several rows: its number is merged downwards, or only more units or names follow."""
        if not self.lines or self.lines[-1].table != self.number or at != self.joined_to + 1:
            return False
        key = next((index for index, name in self.at.items() if name == "number"), -1)
        own = {name for index, name in self.at.items() if index < len(row) and row[index] is not None}
        merged = (at, key) in self.covered and "title" not in own
        if not merged and not self._adds_to_the_last(at, own, row):
            return False
        last = self.lines[-1]
        more = dict(last.cells)
        for index, name in self.at.items():
            if index < len(row) and row[index] is not None and name in own:
                more[name] = (*more.get(name, ()), row[index])
        self.lines[-1] = replace(last, cells=more)
        self.joined_to = at
        return True

    def _adds_to_the_last(self, at: int, own: set[str], row: Sequence[Cell]) -> bool:
        """Only more co-units or names, and not the signature of whoever made the list."""
        after = self.grid.rows[at + 1] if at + 1 < len(self.grid.rows) else ()
        signed = rowkinds.is_signature(row) or (len(rowkinds.distinct(row)) == 1 and rowkinds.is_signature(after))
        return bool(own) and own <= CONTINUED and not signed

    def _not_a_line(self, row: Sequence[Cell], number: str, title: str, cells: Mapping[str, tuple[Cell, ...]]) -> str:
        """Total, group heading, note or numbered blank; "" when it must be a line with something missing."""
        if rowkinds.is_total(row):
            return "合计行"
        if role := rowkinds.role_of_group(row):
            self.group_role = role
            return "分组标题"
        if rowkinds.is_note(row):
            return "说明"
        if rowkinds.is_heading(row) and not (title and number):
            origin = read_origin(rowkinds.text_of(row))
            self.origin = origin.over(self.origin)
            self.group_role = ""
            return "分组标题"
        if not cells and rowkinds.is_signature(row):
            return "落款"
        if set(cells) <= {"ordinal"}:
            return "只有序号的空行" if cells and len(rowkinds.distinct(row)) == 1 and _is_count(cells) else "说明"
        if not number and not title and rowkinds.is_signature(row):
            return "落款"
        if not number and not title and not any(name in cells for name in ("lead", *UNITS)):
            return "说明"
        return ""


def _is_count(cells: Mapping[str, tuple[Cell, ...]]) -> bool:
    return str(cells["ordinal"][0]).strip().isdecimal()


def _text(cells: Mapping[str, tuple[Cell, ...]], name: str) -> str:
    return str(cells[name][0]).strip() if name in cells else ""
