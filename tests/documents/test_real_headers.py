"""The heads and feet of real letters, rendered both ways and read back from the pages."""

import json
import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from huiyin.documents.docx_text import read_docx_text
from huiyin.documents.gbt9704 import chinese_date
from huiyin.documents.letter import Letter, Paragraph
from huiyin.documents.letter_docx import letter_docx
from huiyin.documents.letter_pdf import letter_pdf
from tests.documents.measuring import lines_of, needs

REPLIES = Path(__file__).resolve().parents[3] / "shared/data/replies.jsonl"
ROWS = [json.loads(row) for row in REPLIES.read_text(encoding="utf-8").splitlines()] if REPLIES.exists() else []
pytestmark = [
    pytest.mark.skipif(not ROWS, reason="the folder of real letters is not here"),
    pytest.mark.rule("R39", "R42", "R44", "R45"),
]


@cache
def letter_of(number: int) -> Letter:
    row = ROWS[number]
    return Letter(
        organ=row["organ"],
        doc_no=row["doc_no"],
        class_mark=f"类别：{row['category']}" if row["category"] else "",
        title=row["title"],
        addressee=row["addressee"],
        paragraphs=(
            Paragraph("text", f"您提出的《{row['subject']}》收悉。现答复如下："),
            Paragraph("text", "以上答复。"),
        ),
        annexes=("征询意见表",),
        signed_by=row["organ"],
        signed_on=date.fromisoformat(row["date"]) if re.fullmatch(r"\d{4}-\d\d-\d\d", row["date"]) else None,
        contact=row["contact"],
        copies=tuple(row["cc"]),
    )


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("number", range(len(ROWS)))
def test_the_word_file_says_what_was_put_in(number):
    letter = letter_of(number)
    text = bare(read_docx_text(letter_docx(letter)))
    assert not [part for part in parts_of(letter) if bare(part) not in text]


@needs("pdftotext")
@pytest.mark.parametrize("number", range(len(ROWS)))
def test_the_pdf_is_read_back_element_by_element(number, tmp_path):
    letter = letter_of(number)
    (tmp_path / "letter.pdf").write_bytes(letter_pdf(letter))
    first = [line for line in lines_of(tmp_path / "letter.pdf") if line.page == 1]
    below = [line for line in first if line.top > 62]
    title = "".join(line.text for line in below)[: len(bare(letter.title))]
    assert title == bare(letter.title)
    assert bare(letter.organ) in "".join(line.text for line in first if 28 < line.top < 45)
    assert not letter.doc_no or bare(letter.doc_no) in "".join(line.text for line in first if 40 < line.top < 62)
    assert [line.text for line in first if line.bottom < 29] == ([bare(letter.class_mark)] if letter.class_mark else [])
    text = "".join(line.text for line in lines_of(tmp_path / "letter.pdf"))
    assert not [part for part in parts_of(letter) if bare(part) not in text]


def parts_of(letter: Letter) -> list[str]:
    day = chinese_date(letter.signed_on) if letter.signed_on else ""
    return [letter.doc_no, letter.class_mark, letter.addressee, letter.signed_by, day, letter.contact, *letter.copies]
