"""A record to be kept: a title and sections of lines and tables, as PDF/A that opens without this system."""

from dataclasses import dataclass
from datetime import date

from huiyin.documents.letter import TableBlock
from huiyin.documents.letter_table import measured
from huiyin.documents.typeset import typeset
from huiyin.documents.xml_text import clean

UNDATED = date(2000, 1, 1)


@dataclass(frozen=True)
class Part:
    """A heading, lines of text below it, and perhaps a table; an empty table says so."""

    heading: str
    lines: tuple[str, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Record:
    """In the order it is read."""

    title: str
    organ: str
    made_on: date | None
    parts: tuple[Part, ...]


def record_pdf(record: Record) -> bytes:
    """The same record gives the same bytes. Raises NoGlyph."""
    day = record.made_on or UNDATED
    data = {
        "title": record.title,
        "organ": record.organ,
        "made_on": {"year": day.year, "month": day.month, "day": day.day},
        "parts": [_part(part) for part in record.parts],
    }
    return typeset("record.typ", clean(data))


def _part(part: Part) -> dict[str, object]:
    table = measured(TableBlock(part.table)) if part.table else None
    return {
        "heading": part.heading,
        "lines": list(part.lines),
        "rows": [list(row) for row in table.rows] if table else [],
        "widths": list(table.widths) if table else [],
    }
