"""A spreadsheet or delimited file as plain grids of cells, whatever program and encoding wrote it."""

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from huiyin.files.gate import LISTS, Refused, check_upload, extension_of
from huiyin.files.sniff import decode

Cell = str | int | float | dt.date | None
CELL_LIMIT = 3_000_000
ROW_LIMIT = 50_000
CSV_CELL_LIMIT = 1_000_000
DELIMITERS = ",\t;|，"
PLAIN_TEXT = frozenset({"tsv", "txt"})
_FILLED = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*(?<!/)>')


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


def read_grids(content: bytes, name: str) -> list[Grid]:
    """The sheets of a list. Raises Refused with one sentence for whatever cannot or must not be read."""
    known = f"{name}.csv" if extension_of(name) in PLAIN_TEXT else name
    if reason := check_upload(known, content, allowed=LISTS):
        raise Refused(reason)
    grids = [_delimited(content)] if extension_of(known) == "csv" else _workbook(content)
    if not any(cell not in (None, "") for grid in grids for row in grid.rows for cell in row):
        raise Refused("文件里没有任何内容，请检查后重新导出。")
    if max(len(grid.rows) for grid in grids) > ROW_LIMIT:
        raise Refused(f"表格超过 {ROW_LIMIT} 行，请拆分后再导入。")
    return grids


def _workbook(content: bytes) -> list[Grid]:
    _refuse_far_cells(content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        pages = [page for page in book.sheets_metadata if page.typ == SheetTypeEnum.WorkSheet]
        return [_sheet(book.get_sheet_by_name(p.name), p.visible != SheetVisibleEnum.Visible) for p in pages]
    except (CalamineError, ValueError, OSError, IndexError, KeyError) as error:
        raise Refused("表格文件已损坏，打不开，请重新导出后再导入。") from error


def _refuse_far_cells(content: bytes) -> None:
    """One cell at XFD1048576 would make a reader reserve every cell before it; look before reading."""
    if not content.startswith(b"PK"):
        return
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part in archive.namelist():
            is_sheet = part.startswith("xl/worksheets/") and part.endswith(".xml")
            if is_sheet and _extent(archive.read(part)) > CELL_LIMIT:
                raise Refused("工作表的范围过大（很远的行列里有内容），请删去清单以外的单元格后再导入。")


def _extent(sheet: bytes) -> int:
    rows = columns = 0
    for letters, number in _FILLED.findall(sheet):
        rows, column = max(rows, int(number)), 0
        for letter in letters:
            column = column * 26 + letter - 64
        columns = max(columns, column)
    return rows * columns


def _sheet(page: CalamineSheet, hidden: bool) -> Grid:
    rows = page.to_python(skip_empty_area=False)
    merges = [Merge(*start, *end) for start, end in page.merged_cell_ranges or ()]
    return Grid(page.name, [[_cell(value) for value in row] for row in rows], merges, hidden)


def _cell(value: object) -> Cell:
    """Whole numbers lose their .0, empty text is None; times and truth values become text."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 10**15 else value
    if isinstance(value, dt.datetime):
        return value.date()
    return value if isinstance(value, str | int | dt.date) else str(value)


def _delimited(content: bytes) -> Grid:
    text = decode(content)
    if text is None:
        raise Refused("文件不是可读的文本，请另存为 xlsx 或 UTF-8 的 csv 后再导入。")
    text = text.lstrip("\ufeff")
    first = text.split("\n", 1)[0].strip().lower()
    if first.startswith("sep=") and len(first) == 5:  # Excel's own hint, not a row of the list
        rows = [[], *_records(text.split("\n", 1)[1], first[4])]
    else:
        rows = _records(text, _delimiter(text))
    return Grid("", [[cell.strip(" \t\r") or None for cell in row] for row in rows])


def _delimiter(text: str) -> str:
    """The mark that splits most of the first records into the same number of cells, more than one."""
    sample = text[:50_000]

    def weight(mark: str) -> tuple[float, int]:
        widths = [len(row) for row in csv.reader(io.StringIO(sample), delimiter=mark) if row]
        split = [width for width in widths if width > 1]
        usual = max(split, key=split.count, default=0)
        return (round(split.count(usual) / len(widths), 2) if split else 0.0, usual)

    return max(DELIMITERS, key=weight)


def _records(text: str, delimiter: str) -> list[list[str]]:
    """One record a row, as Excel counts them; a quotation mark that never closes is taken as an ordinary sign."""
    csv.field_size_limit(CSV_CELL_LIMIT)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        pass
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        if not rows or not any("\n" in cell and cell.count(delimiter) > 3 for cell in rows[-1]):
            return rows
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=csv.QUOTE_NONE))
    except csv.Error as error:
        raise Refused("csv 文件的格式有误，请另存为 xlsx 后再导入。") from error
