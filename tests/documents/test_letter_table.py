"""A table inside a letter: on the grid, its name row on every page, drawn alike in Word and PDF."""

from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn

from huiyin.documents.letter import TableBlock
from huiyin.documents.letter_docx import letter_docx
from huiyin.documents.letter_pdf import letter_pdf
from huiyin.documents.letter_table import WIDTH, measured
from huiyin.documents.typefaces import NoGlyph
from tests.documents.measuring import lines_of, needs, page_count, through_office, told_by
from tests.documents.shapes import LONG_TABLE, PLACES_TABLE, SHORT, TABLE, TASKS

LINE_MM = 225 / 22
pytestmark = pytest.mark.rule("R43")


def read(letter, tmp_path):
    (tmp_path / "letter.pdf").write_bytes(letter_pdf(letter))
    return lines_of(tmp_path / "letter.pdf")


def test_its_columns_fill_the_type_area_and_none_is_starved():
    for table in (PLACES_TABLE, TASKS):
        found = measured(table)
        assert sum(found.widths) == pytest.approx(WIDTH)
        assert min(found.widths) > 2 * 14


@needs("pdftotext")
def test_the_text_after_it_stands_on_the_grid_again(tmp_path):
    found = [line for line in read(TABLE, tmp_path) if line.page == 2]
    after = [line.middle for line in found if line.text[:4] in ("以上答复", "卫生健康")]
    assert after
    for middle in after:
        lines = (middle - 37) / LINE_MM - 0.5
        assert lines == pytest.approx(round(lines), abs=0.05)


@needs("pdftotext", "pdfinfo")
def test_its_name_row_comes_again_on_every_page(tmp_path):
    found = read(LONG_TABLE, tmp_path)
    with_rows = {line.page for line in found if "市卫健委" in line.text}
    assert len(with_rows) > 1
    assert {line.page for line in found if "牵头单位" in line.text} == with_rows


@needs("pdftotext")
def test_its_title_is_not_left_behind(tmp_path):
    found = read(TABLE, tmp_path)
    title = next(line for line in found if line.text == PLACES_TABLE.title)
    assert title.page == next(line for line in found if "完成时限" in line.text).page


def test_word_keeps_its_rows_whole_and_repeats_the_first():
    table = Document(BytesIO(letter_docx(LONG_TABLE))).tables[0]
    assert [row.cells[1].text for row in table.rows] == [row[1] for row in TASKS.rows]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


@needs("soffice", "pdftotext", "pdfinfo")
def test_libreoffice_draws_it_between_the_margins(tmp_path):
    pdf = through_office(letter_docx(TABLE), tmp_path)
    found = [line for line in lines_of(pdf) if "示例一区" in line.text or "12,346" in line.text]
    assert found and all(line.left >= 27.8 and line.right <= 184.4 for line in found)
    assert page_count(pdf) == 2 and PLACES_TABLE.title in told_by("pdftotext", pdf, "-")


def test_a_sign_that_no_font_draws_is_found_in_a_cell_too():
    strange = TableBlock((("区",), ("\U0010fffd",)))
    with pytest.raises(NoGlyph):
        letter_pdf(replace(SHORT, paragraphs=(*SHORT.paragraphs, strange)))


def test_a_ragged_table_and_a_cell_of_a_page_are_drawn_all_the_same():
    ragged = TableBlock((("任务", "时限"), ("很长的一格。" * 300,), ("短", "年底", "多一格")))
    assert letter_pdf(replace(SHORT, paragraphs=(*SHORT.paragraphs, ragged))).startswith(b"%PDF")
    assert letter_docx(replace(SHORT, paragraphs=(*SHORT.paragraphs, ragged)))
