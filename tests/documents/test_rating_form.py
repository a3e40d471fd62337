from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from docx import Document

from huiyin.documents.docx_text import read_docx_text
from huiyin.documents.rating_form import RatingForm, rating_form_docx, rating_form_pdf, rating_paper
from huiyin.documents.reply_slip import ReplySlip, reply_slip_docx, reply_slip_pdf
from tests.documents.measuring import needs, page_count, through_office, told_by

FORM = RatingForm(
    title="关于推进托育照护体系工作的建议" * 3,
    number="20220305",
    kind="建议",
    submitter="示例代表001",
    unit="武汉市卫生健康委员会",
    code="7K2M-9QXA",
    link="https://huiyin.example/r/abcdef",
    return_to="武汉市卫生健康委员会办公室" * 3,
    return_by=date(2022, 8, 5),
)


def test_it_asks_all_that_a_rating_needs():
    text = read_docx_text(rating_form_docx(FORM))
    asked = [
        FORM.title,
        "20220305",
        "示例代表001",
        "办理态度",
        "办理结果",
        "□基本满意",
        "□未针对",
        "签　　名",
        "日　　期",
    ]
    assert not [part for part in asked if part not in text]
    assert "件码：7K2M-9QXA" in text
    assert "2022年8月5日前" in text


def test_it_carries_one_qr_code():
    assert len(Document(BytesIO(rating_form_docx(FORM))).inline_shapes) == 1


def test_without_a_link_nobody_is_sent_online():
    assert "扫描" not in read_docx_text(rating_form_docx(replace(FORM, link="")))


@needs("soffice", "pdfinfo")
@pytest.mark.parametrize("annex", ["", "武卫函〔2022〕128号附件"])
def test_it_is_one_page(tmp_path, annex):
    assert page_count(through_office(rating_form_docx(replace(FORM, annex=annex)), tmp_path)) == 1


@needs("pdftotext", "pdfinfo")
@pytest.mark.parametrize("annex", ["", "武卫函〔2022〕128号附件"])
def test_its_pdf_is_one_page_and_asks_the_same(tmp_path, annex):
    (tmp_path / "form.pdf").write_bytes(rating_form_pdf(replace(FORM, annex=annex)))
    text = "".join(told_by("pdftotext", "-layout", tmp_path / "form.pdf", "-").split())
    assert page_count(tmp_path / "form.pdf") == 1
    assert text.startswith(annex + "建议办理情况征询意见表")
    for row in rating_paper(FORM).rows:
        assert all("".join(label.split()) in text for label, _ in row.cells)
    assert "件码：7K2M-9QXA" in text and "2022年8月5日前" in text


@needs("pdftotext", "pdfinfo")
def test_a_slip_says_that_the_letter_has_come(tmp_path):
    slip = ReplySlip(FORM.title, FORM.number, FORM.submitter, FORM.unit, "武卫函〔2022〕128号", FORM.code)
    (tmp_path / "slip.pdf").write_bytes(reply_slip_pdf(slip))
    text = "".join(told_by("pdftotext", "-layout", tmp_path / "slip.pdf", "-").split())
    assert page_count(tmp_path / "slip.pdf") == 1
    assert all(part in text for part in ("答复函回执", "武卫函〔2022〕128号", "收到时间", "件码：7K2M-9QXA"))
    assert len(Document(BytesIO(reply_slip_docx(slip))).inline_shapes) == 1
