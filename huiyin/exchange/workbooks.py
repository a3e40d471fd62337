"""Spreadsheet files (.xlsx, .xls, .ods and what WPS writes like them) as grids of cells."""

import datetime as dt
import io
import re
import zipfile

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from huiyin.exchange.grid import Cell, Grid, Merge
from huiyin.files.converting import convert
from huiyin.files.gate import Refused

CELL_LIMIT = 3_000_000
_FILLED = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*(?<!/)>')
DAMAGED = "表格文件已损坏，打不开，请重新导出后再导入。"


def read_workbook(content: bytes) -> list[Grid]:
    """The sheets; an old workbook only another program understands is converted first, where one is at hand."""
    _refuse_far_cells(content)
    try:
        return _grids(content)
    except (CalamineError, ValueError, OSError, IndexError, KeyError) as error:
        modern = None if content.startswith(b"PK") else convert(content, was="xls", to="xlsx")
        if modern is None:
            raise Refused(DAMAGED) from error
    _refuse_far_cells(modern)
    return _grids(modern)


def _grids(content: bytes) -> list[Grid]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    pages = [page for page in book.sheets_metadata if page.typ == SheetTypeEnum.WorkSheet]
    return [_sheet(book.get_sheet_by_name(p.name), p.visible != SheetVisibleEnum.Visible) for p in pages]


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
    """Whole numbers lose their .0, empty text and formula errors are None; times and truth values become text."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 10**15 else value
    if isinstance(value, dt.datetime):
        return value.date()
    return value if isinstance(value, str | int | dt.date) else str(value)
