"""How lists become spreadsheets: one header, dates as dates, and no cell that calculates."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any, Generic

import xlsxwriter

from huiyin.documents.columns import Column, Row, local, shown
from huiyin.documents.xml_text import xml_text

CELL_LIMIT = 32_767
FORBIDDEN_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
BORDER = {"border": 1, "border_color": "#9A9A9A", "valign": "vcenter"}
FORMATS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"},
    "head": {**BORDER, "bold": True, "bg_color": "#EEF2F8", "align": "center", "text_wrap": True},
    "text": {**BORDER, "text_wrap": True, "num_format": "@"},
    "number": {**BORDER, "align": "right"},
    "date": {**BORDER, "num_format": "yyyy-mm-dd", "align": "center"},
    "percent": {**BORDER, "num_format": "0.0%", "align": "right"},
    "note": {"font_color": "#555555"},
}


@dataclass(frozen=True)
class Sheet(Generic[Row]):
    """One sheet: its title row, its columns, its rows in order, its notes below."""

    title: str
    columns: Sequence[Column[Row]]
    rows: Iterable[Row]
    notes: Sequence[str] = ()


def sheet_xlsx(title: str, columns: Sequence[Column[Row]], rows: Iterable[Row], *, notes: Sequence[str] = ()) -> bytes:
    """A workbook of one sheet."""
    return book_xlsx([Sheet(title, columns, rows, notes)])


def book_xlsx(sheets: Sequence[Sheet[Any]]) -> bytes:
    """A workbook; rows are streamed, so that 10⁵ of them need no memory."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    formats = {name: book.add_format({"font_name": "宋体", "font_size": 11, **look}) for name, look in FORMATS.items()}
    names: list[str] = []
    for sheet in sheets:
        names.append(_sheet_name(sheet.title, names))
        _write_sheet(book.add_worksheet(names[-1]), sheet, formats)
    book.close()
    return buffer.getvalue()


def _sheet_name(title: str, taken: Sequence[str]) -> str:
    """Excel allows 31 characters, none of []:*?/\\, and no name twice, whatever its case."""
    name = _cut(xml_text(title).translate(FORBIDDEN_IN_NAMES).strip(), 31) or "表"
    number = 1
    while name.casefold() in {other.casefold() for other in taken}:
        number += 1
        name = f"{_cut(name, 27)}（{number}）"
    return name


def _cut(text: str, most: int) -> str:
    """Excel counts a rare character as two."""
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", errors="ignore")


def _write_sheet(page: Any, sheet: Sheet[Any], formats: dict[str, Any]) -> None:
    last = len(sheet.columns) - 1
    for index, column in enumerate(sheet.columns):
        page.set_column(index, index, column.width)
    page.set_row(0, 30)
    page.write_string(0, 0, xml_text(sheet.title), formats["title"])
    if last > 0:
        page.merge_range(0, 0, 0, last, xml_text(sheet.title), formats["title"])
    for index, column in enumerate(sheet.columns):
        page.write_string(1, index, column.label, formats["head"])
    at = 2
    for at, row in enumerate(sheet.rows, start=2):
        for index, column in enumerate(sheet.columns):
            _write_cell(page, at, index, column.value(row), column.kind, formats)
    page.autofilter(1, 0, max(at, 2), last)
    for line, note in enumerate(sheet.notes, start=at + 2):
        page.write_string(line, 0, xml_text(note), formats["note"])
    page.freeze_panes(2, 0)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0, 1)
    page.set_margins(left=0.6, right=0.6, top=0.6, bottom=0.7)
    page.set_footer("&C第 &P 页 共 &N 页")


def _write_cell(page: Any, row: int, index: int, value: object, kind: str, formats: dict[str, Any]) -> None:
    """Numbers and dates as such; everything else as a string, so that “=…” is text and never a formula."""
    if value is None or value == "":
        page.write_blank(row, index, None, formats[kind])
    elif kind == "date" and isinstance(value, datetime):
        page.write_datetime(row, index, local(value).replace(tzinfo=None), formats["date"])
    elif kind == "date" and isinstance(value, date):
        page.write_datetime(row, index, datetime(value.year, value.month, value.day), formats["date"])
    elif kind in ("number", "percent") and isinstance(value, int | float | Decimal):
        page.write_number(row, index, float(value), formats[kind])
    else:
        text = xml_text(shown(value))
        page.write_string(
            row, index, text if len(text) <= CELL_LIMIT else text[: CELL_LIMIT - 1] + "…", formats["text"]
        )
