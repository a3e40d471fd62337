"""A table of a letter as Word draws it: on the grid of the page, its name row again on every page."""

from typing import Any

from docx.document import Document as Docx
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table

from huiyin.documents import gbt9704 as page
from huiyin.documents.gbt9704 import Face
from huiyin.documents.letter import TableBlock
from huiyin.documents.letter_table import PADDING, PITCH, Measured, measured
from huiyin.documents.word_xml import make

HEAD, CELL = Face(page.HEITI, page.SIZE_4), Face(page.FANGSONG, page.SIZE_4)


def add_table(document: Docx, block: TableBlock) -> None:
    """Title, name row and rows; a row is never torn."""
    facts = measured(block)
    if block.title:
        title = page.add_line(document, block.title, HEAD, align=page.CENTER)
        title.paragraph_format.keep_with_next = True
    table: Table = document.add_table(len(facts.rows), len(facts.widths), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    _set_margins(table)
    for column, width in zip(table.columns, facts.widths, strict=True):
        column.width = Pt(width)
    for number, row in enumerate(facts.rows):
        _fill_row(table, facts, number, row)


def _set_margins(table: Table) -> None:
    """Nothing above and below a cell's text, so that heights are those of the grid."""
    margins = make("tblCellMar")
    for side, width in (("top", 0), ("left", PADDING), ("bottom", 0), ("right", PADDING)):
        margins.append(make(side, w=str(round(width * 20)), type="dxa"))
    table._tbl.tblPr.find(qn("w:tblLook")).addprevious(margins)


def _fill_row(table: Table, facts: Measured, number: int, texts: tuple[str, ...]) -> None:
    row = table.rows[number]
    row.height, row.height_rule = Pt(facts.heights[number]), WD_ROW_HEIGHT_RULE.AT_LEAST
    properties = row._tr.get_or_add_trPr()
    properties.insert(0, make("cantSplit"))
    if number == 0:
        properties.append(make("tblHeader"))
    for at, text in enumerate(texts):
        row.cells[at].width = Pt(facts.widths[at])
        _fill(row.cells[at], text, HEAD if number == 0 else CELL, centred=number == 0 or facts.centred[at])


def _fill(cell: Any, text: str, face: Face, *, centred: bool) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    line = cell.paragraphs[0]
    page.add_run(line, text, face)
    line.alignment = page.CENTER if centred else page.LEFT
    page.set_pitch(line, PITCH)
