"""The paper rating form (征询意见表), one A4 page with a code to find the item again."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from docx.document import Document as Docx
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_LINE_SPACING
from docx.shared import Mm
from docx.table import Table

from huiyin.documents import gbt9704 as page
from huiyin.documents.gbt9704 import Face
from huiyin.documents.qr import qr_png
from huiyin.documents.word_xml import to_bytes

CELL, SMALL = Face(page.FANGSONG, page.SIZE_4), Face(page.FANGSONG, 12)
LABEL = Face(page.HEITI, page.SIZE_4)
WIDTHS = (34, 52, 28, 52)  # millimetres
CODE_WIDTHS = (128, 38)
ROW, COMMENT_ROW, SIGN_ROW = 12.5, 72, 13


@dataclass(frozen=True)
class RatingForm:
    """`code` is printed for whoever types the form in; `link` is the QR code's address ("" = the code itself)."""

    title: str
    number: str
    kind: str
    submitter: str
    unit: str
    code: str
    link: str = ""
    return_to: str = ""
    return_by: date | None = None
    manner: tuple[str, ...] = ("满意", "基本满意", "不满意")
    result: tuple[str, ...] = ("满意", "基本满意", "不满意")
    on_point: tuple[str, ...] = ("针对", "基本针对", "未针对")


def rating_form_docx(form: RatingForm) -> bytes:
    """One page to print, fill in by hand, sign and return."""
    document = page.new_document(title=f"{form.kind}办理情况征询意见表", organ=form.unit, on=None)
    section = document.sections[0]
    section.top_margin, section.bottom_margin = Mm(24), Mm(18)
    section.left_margin = section.right_margin = Mm(22)
    page.add_title(document, f"{form.kind}办理情况征询意见表")
    _add_table(document, form)
    _add_code(document, form)
    page.set_pitch(document.add_paragraph(), 1)
    return to_bytes(document)


def boxes(choices: tuple[str, ...]) -> str:
    """□ before each choice."""
    return "　" + "　　".join(f"□{choice}" for choice in choices)


def _add_table(document: Docx, form: RatingForm) -> None:
    wide = (
        ("标　　题", form.title),
        ("承办单位", form.unit),
        ("是否收到答复", "　□是　　□否　　收到时间：　　　年　　月　　日"),
        ("办理态度", boxes(form.manner)),
        ("办理结果", boxes(form.result)),
        ("答复针对性", boxes(form.on_point)),
    )
    table = _table(document, len(wide) + 4)
    _fill_pair(table, 0, ("编　　号", form.number), ("提 出 者", form.submitter))
    for row, (label, text) in enumerate(wide, start=1):
        _fill_wide(table, row, label, text)
    comment = len(wide) + 1
    _fill_wide(table, comment, "意见和建议", "不满意的，请写明具体意见：", height=COMMENT_ROW)
    _fill_pair(table, comment + 1, ("签　　名", ""), ("日　　期", "　　年　　月　　日"), height=SIGN_ROW)
    _fill_pair(table, comment + 2, ("通讯地址", ""), ("电　　话", ""), height=SIGN_ROW)


def _table(place: Docx, rows: int) -> Table:
    table: Table = place.add_table(rows, len(WIDTHS), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    _set_widths(table, WIDTHS)
    return table


def _set_widths(table: Table, widths: tuple[float, ...]) -> None:
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)


def _fill_pair(table: Table, row: int, left: tuple[str, str], right: tuple[str, str], *, height: float = ROW) -> None:
    texts = ((left[0], LABEL), (left[1], CELL), (right[0], LABEL), (right[1], CELL))
    for index, (text, face) in enumerate(texts):
        _fill(table.cell(row, index), text, face, WIDTHS[index])
    _set_height(table, row, height)


def _fill_wide(table: Table, row: int, label: str, text: str, *, height: float = ROW) -> None:
    whole = table.cell(row, 1).merge(table.cell(row, 3))
    _fill(table.cell(row, 0), label, LABEL, WIDTHS[0])
    _fill(whole, text, CELL, sum(WIDTHS[1:]))
    if height > ROW:
        whole.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.TOP
    _set_height(table, row, height)


def _fill(cell: Any, text: str, face: Face, width: float) -> None:
    cell.width = Mm(width)
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    line = cell.paragraphs[0]
    page.add_run(line, text, face)
    line.alignment = page.CENTER if face == LABEL else page.LEFT
    page.set_pitch(line, 20)
    line.paragraph_format.left_indent = line.paragraph_format.right_indent = Mm(0.5)


def _set_height(table: Table, row: int, height: float) -> None:
    table.rows[row].height = Mm(height)
    table.rows[row].height_rule = WD_ROW_HEIGHT_RULE.AT_LEAST


def _add_code(document: Docx, form: RatingForm) -> None:
    """Below the form: what to do with it at the left, the QR code at the right."""
    page.set_pitch(document.add_paragraph(), 8)
    table = document.add_table(1, 2)
    _set_widths(table, CODE_WIDTHS)
    text, picture = table.cell(0, 0), table.cell(0, 1)
    for index, line in enumerate(instructions(form)):
        paragraph = text.paragraphs[0] if index == 0 else text.add_paragraph()
        page.set_pitch(paragraph, 19)
        page.add_run(paragraph, line, SMALL)
    square = picture.paragraphs[0]
    square.alignment = page.RIGHT
    square.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    square.add_run().add_picture(BytesIO(qr_png(form.link or form.code)), width=Mm(30))


def instructions(form: RatingForm) -> list[str]:
    """What the submitter is asked to do, each a sentence."""
    lines = [f"件码：{form.code}", "请在所选项前的□内打√，签名后交回；每个项目只选一项。"]
    if form.return_to:
        before = f"于{page.chinese_date(form.return_by)}前" if form.return_by else ""
        lines.append(f"请{before}交回：{form.return_to}。")
    if form.link:
        lines.append("也可扫描右侧二维码在线填写，两种方式填写一种即可。")
    return lines
