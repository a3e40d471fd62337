"""The text of a PDF: broken lines joined, scans without text, damage told in one sentence."""

import io

import pytest
from pypdf import PdfWriter

from huiyin.documents.pdf_text import Unreadable, joined, read_pdf_text


def blank(password=""):
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_a_scan_has_no_text():
    assert read_pdf_text(blank()) == ""


@pytest.mark.parametrize("content", [b"%PDF-1.4 broken", b"", blank("secret")])
def test_what_cannot_be_opened_is_told(content):
    with pytest.raises(Unreadable, match=r"。$"):
        read_pdf_text(content)


def test_broken_lines_are_joined_and_points_begin_anew():
    lines = [
        "目前我市基层医疗机构的设备更新较慢，群众就近看",
        "病仍有不便。",
        "1.增加投入，补齐基层医疗机构设备短板并完善管理制",
        "2.加强培训。",
    ]
    assert joined("\n".join(lines)) == "\n".join([lines[0] + lines[1], lines[2], lines[3]])
