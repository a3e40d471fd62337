from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiyin.documents.columns import Column, order_by
from huiyin.documents.sheet import Sheet, book_xlsx, sheet_xlsx

COLUMNS = [
    Column("no", "编号", lambda row: row[0], sort="official_no"),
    Column("due", "期限", lambda row: row[1], sort="-due_on", kind="date"),
    Column("rate", "满意率", lambda row: row[2], kind="percent"),
]
ROWS = [("0305", date(2022, 7, 22), Decimal("0.985")), ("=1+1", None, None)]


def opened(content):
    return openpyxl.load_workbook(BytesIO(content))


def test_numbers_stay_text_and_dates_are_dates():
    page = opened(sheet_xlsx("台账", COLUMNS, ROWS, notes=["注：示例"])).active
    assert [cell.value for cell in page[2]] == ["编号", "期限", "满意率"]
    assert [cell.value for cell in page[3]] == ["0305", datetime(2022, 7, 22), 0.985]
    assert (page["A1"].value, page["A6"].value) == ("台账", "注：示例")


@pytest.mark.parametrize("evil", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "http://x", "{=1}", "\t=1"])
def test_no_text_becomes_a_formula_or_a_link(evil):
    cell = opened(sheet_xlsx("台账", COLUMNS, [(evil, None, None)])).active["A3"]
    assert (cell.data_type, cell.value, cell.hyperlink) == ("s", evil, None)


def test_it_prints_on_landscape_a4_with_its_head_repeated():
    page = opened(sheet_xlsx("台账", COLUMNS, ROWS)).active
    assert (page.page_setup.orientation, str(page.page_setup.paperSize), page.freeze_panes) == ("landscape", "9", "A3")
    assert page.print_title_rows == "$1:$2"


def test_moments_show_the_local_day():
    late = datetime(2022, 7, 21, 17, 0, tzinfo=UTC)
    assert opened(sheet_xlsx("台账", COLUMNS, [("1", late, None)])).active["B3"].value == datetime(2022, 7, 22, 1, 0)
    assert COLUMNS[1].text(("1", late, None)) == "2022-07-22"


def test_a_book_holds_sheets_of_the_same_and_of_forbidden_names():
    book = opened(
        book_xlsx([Sheet("主办/会办", COLUMNS, ROWS), Sheet("主办/会办", COLUMNS, []), Sheet("", COLUMNS, [])])
    )
    assert book.sheetnames == ["主办 会办", "主办 会办（2）", "表"]


def test_a_text_too_long_for_a_cell_is_cut_and_says_so():
    value = opened(sheet_xlsx("台账", COLUMNS, [("长" * 40_000, None, None)])).active["A3"].value
    assert len(value) == 32_767 and value.endswith("…")


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_name_makes_a_sheet(title):
    assert len(opened(sheet_xlsx(title, COLUMNS, [])).sheetnames) == 1


def test_a_column_shows_what_a_reader_expects():
    assert [column.text(ROWS[0]) for column in COLUMNS] == ["0305", "2022-07-22", "98.5%"]
    assert [column.text(ROWS[1]) for column in COLUMNS] == ["=1+1", "", ""]


def test_only_declared_columns_can_be_sorted():
    asked = ("no", "-no", "due", "-due", "rate", "password")
    told = [order_by(COLUMNS, key) for key in asked]
    assert told == [("official_no",), ("-official_no",), ("-due_on",), ("due_on",), (), ()]
