"""发文稿纸 as an editable Word file: the same rows and boxes as the PDF."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from docx.document import Document as Docx
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_LINE_SPACING
from docx.shared import Mm, Pt
from docx.table import Table, _Cell

from huiyin.documents import gbt9704 as page
from huiyin.documents.gbt9704 import Face
from huiyin.documents.qr import qr_png
from huiyin.documents.routing_sheet import Box, RoutingSheet
from huiyin.documents.word_xml import to_bytes

LABEL, TEXT = Face(page.HEITI, 12), Face(page.FANGSONG, 12)
SMALL = Face(page.FANGSONG, 10.5)
COLUMNS = 24
STRIP = 172 / COLUMNS  # millimetres: every row of the table is cut from these
HEAD, THIRDS, WIDE = (3, 5, 3, 7, 2, 4), (3, 5, 3, 5, 2, 6), (3, 21)  # strips of a label and its text in turn
ROW, BOXES = 9.0, 128.0  # millimetres: a row at least, all boxes together
PITCH, POINTS_PER_MM = 17.0, 72 / 25.4


def routing_sheet_docx(sheet: RoutingSheet) -> bytes:
    """One page to print, or to attach in the unit's OA; the same sheet gives the same bytes."""
    document = page.new_document(title=sheet.heading, organ=sheet.organ, on=None)
    section = document.sections[0]
    section.top_margin, section.bottom_margin = Mm(18), Mm(12)
    section.left_margin, section.right_margin = Mm(22), Mm(16)
    page.add_title(document, sheet.heading)
    rows = sheet.box_rows
    table = document.add_table(3 + len(sheet.wide) + len(rows), COLUMNS, style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _fill_pairs(table, 0, HEAD, sheet.head)
    for at, boxes in enumerate(rows, start=1):
        _fill_boxes(table, at, boxes, BOXES / len(rows))
    after = 1 + len(rows)
    _fill_pairs(table, after, THIRDS, sheet.thirds[0])
    for at, (label, text) in enumerate(sheet.wide, start=after + 1):
        _fill_row(table, at, WIDE, ((label, LABEL), (text, TEXT)))
    _fill_pairs(table, after + 1 + len(sheet.wide), THIRDS, sheet.thirds[1])
    _add_code(document, sheet)
    return to_bytes(document)


def _fill_pairs(table: Table, at: int, spans: Sequence[int], pairs: Sequence[tuple[str, str]]) -> None:
    cells = [said for label, text in pairs for said in ((label, LABEL), (text, TEXT))]
    _fill_row(table, at, spans, cells)


def _fill_row(table: Table, at: int, spans: Sequence[int], texts: Sequence[tuple[str, Face]]) -> None:
    for cell, (text, face) in zip(_cut(table, at, spans), texts, strict=True):
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        _write(cell.paragraphs[0], text, face, align=page.CENTER if face == LABEL else page.LEFT)
    table.rows[at].height = Mm(ROW)
    table.rows[at].height_rule = WD_ROW_HEIGHT_RULE.AT_LEAST


def _fill_boxes(table: Table, at: int, boxes: Sequence[Box], height: float) -> None:
    """Heading and remark at the top, who and when at the foot of the box."""
    spans = [COLUMNS // len(boxes)] * len(boxes)
    for cell, box in zip(_cut(table, at, spans), boxes, strict=True):
        _write(cell.paragraphs[0], box.label, LABEL, align=page.LEFT)
        page.add_run(cell.paragraphs[0], f"　{box.holder}", SMALL)
        _write(cell.add_paragraph(), box.remark, TEXT, align=page.LEFT)
        signature = cell.add_paragraph()
        _write(signature, box.signature, SMALL, align=page.RIGHT)
        lines = 3 + len(box.remark) * TEXT.size // (spans[0] * STRIP * POINTS_PER_MM - 12)
        signature.paragraph_format.space_before = Pt(max(0, height * POINTS_PER_MM - lines * PITCH - 4))
    table.rows[at].height = Mm(height)
    table.rows[at].height_rule = WD_ROW_HEIGHT_RULE.AT_LEAST


def _cut(table: Table, at: int, spans: Sequence[int]) -> list[_Cell]:
    """The cells of a row, each so many strips wide."""
    found, start = [], 0
    for span in spans:
        cell = table.cell(at, start)
        cell = cell.merge(table.cell(at, start + span - 1)) if span > 1 else cell
        cell.width = Mm(STRIP * span)
        found.append(cell)
        start += span
    return found


def _write(line: Any, text: str, face: Face, *, align: Any) -> None:
    page.add_run(line, text, face)
    line.alignment = align
    page.set_pitch(line, PITCH)


def _add_code(document: Docx, sheet: RoutingSheet) -> None:
    page.set_pitch(document.add_paragraph(), 6)
    table = document.add_table(1, 2)
    table.autofit = False
    for column, width in zip(table.columns, (140, 32), strict=True):
        column.width = Mm(width)
    words, picture = table.cell(0, 0), table.cell(0, 1)
    for index, text in enumerate(sheet.notes):
        line = words.paragraphs[0] if index == 0 else words.add_paragraph()
        _write(line, text, SMALL, align=page.LEFT)
    square = picture.paragraphs[0]
    square.alignment = page.RIGHT
    square.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    square.add_run().add_picture(BytesIO(qr_png(sheet.link or sheet.code)), width=Mm(24))
    page.set_pitch(document.add_paragraph(), 1)
