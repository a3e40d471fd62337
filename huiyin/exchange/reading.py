"""A hand-over list as read: its tables, its lines, and everything that is no line with the reason; knows no database."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from huiyin.exchange import rowkinds
from huiyin.exchange.grid import Cell, Grid
from huiyin.exchange.headers import Column, Header, find_headers, read_columns
from huiyin.exchange.opening import read_grids
from huiyin.exchange.origin import NOWHERE, Origin, read_origin
from huiyin.files.gate import Refused

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
    """One line of the list: cells by field (several cells where several columns or rows say it)."""

    sheet: str
    row: int
    table: int
    cells: Mapping[str, tuple[Cell, ...]]
    group_role: str = ""
    origin: Origin = NOWHERE

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


def read_list(content: bytes, name: str, *, overrides: Mapping[str, str] | None = None) -> ListRead:
    """Read a hand-over list. `overrides`: "sheet:column" → field. Raises Refused with one sentence."""
    grids = read_grids(content, name)
    shown = [grid for grid in grids if not grid.hidden] or grids
    tables: list[Table] = []
    lines: list[Line] = []
    ignored: list[Ignored] = []
    for index, grid in enumerate(grids):
        headers = find_headers(grid) if grid in shown else []
        if not headers:
            ignored += _whole_sheet(grid, grid not in shown)
            continue
        _read_sheet(grid, index, headers, name, overrides or {}, tables, lines, ignored)
    _refuse_other_tables(tables, lines)
    return ListRead(name, tuple(tables), tuple(lines), tuple(ignored))


def _refuse_other_tables(tables: Sequence[Table], lines: Sequence[Line]) -> None:
    if not tables:
        raise Refused("没有找到交办清单的表头（要有编号、标题，以及提出人或承办单位等列），请核对是不是交办清单。")
    if not any(table.has("number") for table in tables):
        raise Refused("表头里没有编号一列（建议编号、提案号或案号），无法登记，请补上后再导入。")
    if not any(table.has("title") for table in tables):
        raise Refused("表头里没有标题（案由）一列，无法登记，请核对是不是交办清单。")
    if not lines:
        raise Refused("表头下面没有任何一件，请核对是不是交办清单。")


def _whole_sheet(grid: Grid, hidden: bool) -> Iterator[Ignored]:
    reason = "隐藏的工作表，未读" if hidden else "不是交办清单的工作表"
    for number, row in enumerate(grid.rows, start=1):
        if words := rowkinds.text_of(row):
            yield Ignored(grid.name, number, words[:200], reason)


def _read_sheet(
    grid: Grid,
    index: int,
    headers: Sequence[Header],
    name: str,
    overrides: Mapping[str, str],
    tables: list[Table],
    lines: list[Line],
    ignored: list[Ignored],
) -> None:
    own = {int(key.split(":")[1]): value for key, value in overrides.items() if key.split(":")[0] == str(index)}
    for number, header in enumerate(headers):
        end = headers[number + 1].top if number + 1 < len(headers) else len(grid.rows)
        begin = 0 if number == 0 else max(headers[number - 1].bottom + 1, header.top - ROW_LOOK_UP)
        headlines = _headlines(grid, begin, header.top)
        origin = _origin_of(headlines, grid.name, name, header)
        columns = read_columns(grid, header, end, own)
        table = Table(grid.name, index, header, columns, tuple(words for _, words in headlines), origin)
        if number == 0:
            ignored += [Ignored(grid.name, row, words[:200], _headline_kind(words)) for row, words in headlines]
        for row in range(header.top, header.bottom + 1):
            ignored.append(Ignored(grid.name, row + 1, rowkinds.text_of(grid.rows[row])[:200], "表头"))
        walk = Walk(grid, table, len(tables), lines, ignored)
        walk.group_role = rowkinds.role_of_group([headlines[-1][1]]) if headlines else ""
        walk.through(header.bottom + 1, end)
        tables.append(table)


def _headline_kind(words: str) -> str:
    if rowkinds.role_of_group([words]):
        return "分组标题"
    return "制表行" if rowkinds.is_note([words]) else "标题行"


def _headlines(grid: Grid, begin: int, end: int) -> list[tuple[int, str]]:
    """The lines above a header that are not cells of a table: titles, 制表 rows, notes."""
    found: list[tuple[int, str]] = []
    for at in range(begin, end):
        words = rowkinds.distinct(grid.rows[at])
        if begin and len(words) > 3:  # a line of the table above
            found = []
        elif words:
            found.append((at + 1, " ".join(words)))
    return found


def _origin_of(headlines: Sequence[tuple[int, str]], sheet: str, name: str, header: Header) -> Origin:
    """What is said above the table, then by the sheet's name, the file's name, and the headings themselves."""
    origin = Origin()
    for _, words in headlines:
        origin = origin.over(read_origin(words))
    stem = name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    origin = origin.over(read_origin(sheet)).over(read_origin(stem))
    words = "".join(word for path in header.paths for word in path)
    return origin.over(Origin(body=_body_by_headings(words)))


def _body_by_headings(words: str) -> str:
    congress = words.count("代表") + words.count("建议") + words.lower().count("suggestion")
    cppcc = words.count("提案") + words.count("委员") + words.count("界别") + words.lower().count("proposal")
    if bool(congress) == bool(cppcc):
        return ""
    return "congress" if congress else "cppcc"


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
