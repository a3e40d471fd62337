"""A reply letter as PDF in the letter form (信函格式) of GB/T 9704-2012."""

from datetime import date
from typing import Any

from huiyin.documents.gbt9704 import NO_DATE, chinese_date, signing_rows
from huiyin.documents.letter import Letter, Paragraph, TableBlock
from huiyin.documents.letter_docx import DRAFT_MARK, organ_size
from huiyin.documents.letter_table import PADDING, PITCH, measured
from huiyin.documents.title_lines import title_lines
from huiyin.documents.typeset import typeset
from huiyin.documents.xml_text import clean

UNDATED = date(2000, 1, 1)  # what a draft's file says of its making: PDF/A wants a day


def letter_pdf(letter: Letter, *, draft: bool = False) -> bytes:
    """The letter for print and archive; the same letter gives the same bytes. A draft says so. Raises NoGlyph."""
    return typeset("letter.typ", clean({**_data(letter), "draft": DRAFT_MARK if draft else ""}))


def _data(letter: Letter) -> dict[str, Any]:
    made_on = letter.signed_on or UNDATED
    return {
        "organ": letter.organ,
        "organ_size": organ_size(letter.organ),
        "doc_no": letter.doc_no,
        "class_mark": letter.class_mark,
        "title": title_lines(letter.title),
        "addressee": letter.salutation,
        "paragraphs": [part for paragraph in letter.paragraphs for part in _parts(paragraph)],
        "annexes": list(letter.annexes),
        "signatures": [list(row) for row in signing_rows(letter.signatures)],
        "day": chinese_date(letter.signed_on) if letter.signed_on else NO_DATE,
        "made_on": {"year": made_on.year, "month": made_on.month, "day": made_on.day},
        "notes": list(letter.notes),
        "copies": letter.copied_to,
    }


def _parts(paragraph: Paragraph | TableBlock) -> list[dict[str, Any]]:
    """A line break within the text begins a paragraph."""
    if isinstance(paragraph, TableBlock):
        return [{"kind": "table", "title": paragraph.title, **_table(paragraph)}]
    return [{"kind": paragraph.kind, "text": text.strip()} for text in paragraph.text.split("\n") if text.strip()]


def _table(block: TableBlock) -> dict[str, Any]:
    table = measured(block)
    return {
        "rows": [list(row) for row in table.rows],
        "widths": list(table.widths),
        "heights": list(table.heights),
        "centred": list(table.centred),
        "padding": PADDING,
        "pitch": PITCH,
    }
