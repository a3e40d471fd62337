"""An official report as .docx on the ordinary page of GB/T 9704-2012."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO

from docx import Document


@dataclass(frozen=True)
class Section:
    """A heading with its own number (一、…), "" for none, and the paragraphs below it."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    title: str
    organ: str
    signed_on: date | None
    sections: tuple[Section, ...]


def report_docx(report: Report) -> bytes:
    document = Document()
    document.add_paragraph(report.title)
    for section in report.sections:
        for text in (section.heading, *section.paragraphs):
            document.add_paragraph(text)
    document.add_paragraph(report.organ)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()
