"""发文稿纸: one page with a box for each step, on paper and in Word."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from docx import Document

from huiyin.documents.docx_text import read_docx_text
from huiyin.documents.routing_sheet import Box, RoutingSheet, routing_sheet_pdf
from huiyin.documents.routing_sheet_docx import routing_sheet_docx
from tests.documents.measuring import needs, page_count, through_office, told_by

SHEET = RoutingSheet(
    organ="示例市卫生健康委员会",
    title="关于市十五届人大一次会议第0031号建议的答复",
    addressee="示例代表001等代表",
    boxes=(
        Box("签发", "吴主任"),
        Box("处长核稿", "人口处　钱处", "钱处", date(2022, 4, 19), "同意。"),
        Box("综合核稿", "林科"),
    ),
    drafter="王工",
    office="人口监测与家庭发展处",
    phone="027-12345678",
    copies=("市人大常委会代表工委",),
    annexes=("建议办理情况征询意见表",),
    disclosure="主动公开",
    item_number="第0031号建议",
    version=2,
    digest="7F3A 91C2",
    code="HY-12-2",
    link="https://huiyin.example/replies/12/",
)
FULL = replace(  # nine steps, long words
    SHEET,
    title=SHEET.title * 3,
    copies=SHEET.copies * 6,
    boxes=tuple(replace(box, remark="请再核对数字。" * 4) for box in SHEET.boxes * 3),
)
WANTED = (
    *("示例市卫生健康委员会发文稿纸", "文号", "紧急程度", "密级", "签发", "吴主任", "综合核稿", "同意。", "王工"),
    *("人口监测与家庭发展处", "027-12345678", "主送", "抄送", "征询意见表", "主动公开", "第0031号建议", "印数"),
    *("7F3A 91C2", "HY-12-2", "2022年4月19日", "签名："),
)


def test_word_says_everything():
    text = read_docx_text(routing_sheet_docx(SHEET))
    assert [part for part in WANTED if part not in text] == []
    assert len(Document(BytesIO(routing_sheet_docx(SHEET))).inline_shapes) == 1
    assert routing_sheet_docx(SHEET) == routing_sheet_docx(SHEET)


@needs("pdftotext", "pdfinfo")
@pytest.mark.parametrize("sheet", [SHEET, FULL, replace(SHEET, boxes=SHEET.boxes[:2])])
def test_the_pdf_is_one_page_and_says_the_same(tmp_path, sheet):
    path = tmp_path / "sheet.pdf"
    path.write_bytes(routing_sheet_pdf(sheet))
    assert page_count(path) == 1
    text = told_by("pdftotext", "-layout", path, "-")
    kept = [part for part in WANTED if part not in ("人口监测与家庭发展处", "综合核稿", "同意。")]
    assert [part for part in kept if part not in text] == []


@needs("soffice", "pdfinfo")
@pytest.mark.parametrize("sheet", [SHEET, FULL])
def test_word_makes_one_page_of_it(tmp_path, sheet):
    assert page_count(through_office(routing_sheet_docx(sheet), tmp_path)) == 1
