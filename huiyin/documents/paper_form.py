"""A form of one A4 page to fill in by hand: a table, what to do with it, a code to find the item again."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from docx.document import Document as Docx
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_LINE_SPACING
from docx.shared import Mm
from docx.table import Table

from huiyin.documents import gbt9704 as page
from huiyin.documents.gbt9704 import Face
from huiyin.documents.qr import qr_png, qr_svg
from huiyin.documents.typeset import typeset
from huiyin.documents.word_xml import to_bytes
from huiyin.documents.xml_text import clean

CELL, SMALL = Face(page.FANGSONG, page.SIZE_4), Face(page.FANGSONG, 12)
LABEL, ANNEX = Face(page.HEITI, page.SIZE_4), Face(page.HEITI, page.SIZE_3)
WIDTHS = (34, 52, 28, 52)  # millimetres
CODE_WIDTHS = (128, 38)
ROW = 12.5


@dataclass(frozen=True)
class Row:
    """One label and its text across the page, or two beside each other; at least so many millimetres high."""

    cells: tuple[tuple[str, str], ...]
    height: float = ROW

    @property
    def is_wide(self) -> bool:
        return len(self.cells) == 1


@dataclass(frozen=True)
class PaperForm:
    """`annex` stands at the top left where the form goes out with a letter: its number and 附件."""

    heading: str
    organ: str
    rows: tuple[Row, ...]
    instructions: tuple[str, ...]
    link: str
    annex: str = ""


def paper_form_pdf(form: PaperForm) -> bytes:
    """The form for print. Raises NoGlyph."""
    rows = [{"cells": [list(cell) for cell in row.cells], "height": row.height} for row in form.rows]
    data = {"heading": form.heading, "organ": form.organ, "rows": rows, "annex": form.annex}
    code = {"instructions": list(form.instructions), "qr": qr_svg(form.link).decode()}
    return typeset("paper_form.typ", clean(data | code))


def paper_form_docx(form: PaperForm) -> bytes:
    """The form as an editable Word file."""
    document = page.new_document(title=form.heading, organ=form.organ, on=None)
    section = document.sections[0]
    section.top_margin, section.bottom_margin = Mm(20 if form.annex else 24), Mm(18)
    section.left_margin = section.right_margin = Mm(22)
    if form.annex:
        page.set_pitch(page.add_line(document, form.annex, ANNEX, align=page.LEFT), 20)
    page.add_title(document, form.heading)
    _add_table(document, form)
    _add_code(document, form)
    page.set_pitch(document.add_paragraph(), 1)
    return to_bytes(document)


def _add_table(document: Docx, form: PaperForm) -> None:
    table: Table = document.add_table(len(form.rows), len(WIDTHS), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    _set_widths(table, WIDTHS)
    for number, row in enumerate(form.rows):
        _fill_row(table, number, row)


def _set_widths(table: Table, widths: tuple[float, ...]) -> None:
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)


def _fill_row(table: Table, number: int, row: Row) -> None:
    cells = [table.cell(number, at) for at in range(len(WIDTHS))]
    widths: tuple[float, ...] = WIDTHS
    if row.is_wide:
        cells, widths = [cells[0], cells[1].merge(cells[3])], (WIDTHS[0], sum(WIDTHS[1:]))
    texts = [(text, face) for label, text in row.cells for text, face in ((label, LABEL), (text, CELL))]
    for cell, width, (text, face) in zip(cells, widths, texts, strict=True):
        _fill(cell, text, face, width)
    if row.is_wide and row.height > ROW:
        cells[1].vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.TOP
    table.rows[number].height = Mm(row.height)
    table.rows[number].height_rule = WD_ROW_HEIGHT_RULE.AT_LEAST


def _fill(cell: Any, text: str, face: Face, width: float) -> None:
    cell.width = Mm(width)
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    line = cell.paragraphs[0]
    page.add_run(line, text, face)
    line.alignment = page.CENTER if face == LABEL else page.LEFT
    page.set_pitch(line, 20)
    line.paragraph_format.left_indent = line.paragraph_format.right_indent = Mm(0.5)


def _add_code(document: Docx, form: PaperForm) -> None:
    """Below the form: what to do with it at the left, the QR code at the right."""
    page.set_pitch(document.add_paragraph(), 8)
    table = document.add_table(1, 2)
    _set_widths(table, CODE_WIDTHS)
    text, picture = table.cell(0, 0), table.cell(0, 1)
    for index, line in enumerate(form.instructions):
        paragraph = text.paragraphs[0] if index == 0 else text.add_paragraph()
        page.set_pitch(paragraph, 19)
        page.add_run(paragraph, line, SMALL)
    square = picture.paragraphs[0]
    square.alignment = page.RIGHT
    square.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    square.add_run().add_picture(BytesIO(qr_png(form.link)), width=Mm(30))
