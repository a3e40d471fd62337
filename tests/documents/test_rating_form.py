import shutil
import subprocess
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from docx import Document

from huiyin.documents.docx_text import read_docx_text
from huiyin.documents.rating_form import RatingForm, rating_form_docx

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


@pytest.mark.skipif(not (shutil.which("soffice") and shutil.which("pdfinfo")), reason="needs LibreOffice and pdfinfo")
def test_it_is_one_page(tmp_path):
    (tmp_path / "form.docx").write_bytes(rating_form_docx(FORM))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "form.docx"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    told = subprocess.run(["pdfinfo", tmp_path / "form.pdf"], check=True, capture_output=True, text=True).stdout
    assert "Pages:           1\n" in told
