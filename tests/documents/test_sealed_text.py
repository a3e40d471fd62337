"""What a sealed letter says, in whatever file it comes."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from huiyin.documents.letter_docx import letter_docx
from huiyin.documents.letter_pdf import letter_pdf
from huiyin.documents.sealed_text import read_sealed_text, told_alike
from tests.documents.shapes import TWO_PAGES

LINE = '<ofd:TextObject ID="1"><ofd:TextCode X="0" Y="5">{}</ofd:TextCode></ofd:TextObject>'


def ofd(*pages: tuple[str, ...]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        archive.writestr("OFD.xml", "<ofd:OFD/>")
        for number, lines in enumerate(pages):
            body = "".join(LINE.format(line) for line in lines)
            archive.writestr(f"Doc_0/Pages/Page_{number}/Content.xml", f"<ofd:Page>{body}</ofd:Page>")
    return buffer.getvalue()


@pytest.mark.parametrize(("kind", "make"), [("pdf", letter_pdf), ("docx", letter_docx)])
def test_our_own_letter_is_read_back(kind, make):
    text = told_alike(read_sealed_text(make(TWO_PAGES), kind))
    for paragraph in TWO_PAGES.paragraphs:
        assert told_alike(paragraph.text) in text
    assert "—2—" not in text


def test_an_ofd_is_read_page_after_page():
    pages = [(f"第{number}页的正文写在这里 &lt;甲&gt;",) for number in range(12)]
    assert read_sealed_text(ofd(*pages), "ofd").splitlines() == [
        f"第{number}页的正文写在这里 <甲>" for number in range(12)
    ]


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("pdf", b"%PDF-1.4\n% a scan"),
        ("png", b"\x89PNG"),
        ("docx", b"no zip"),
        ("ofd", b"no zip"),
        ("ofd", ofd(("章",))),
    ],
)
def test_a_scan_has_no_text(kind, content):
    assert read_sealed_text(content, kind) is None


def test_the_same_words_are_told_alike():
    radicals = "\u2f42\u4ef6\u3000２０２２年\n— 2 —\n答\u200b复"
    assert told_alike(radicals) == "文件2022年答复"
    assert told_alike("自2022-05-01起") == "自2022-05-01起"
