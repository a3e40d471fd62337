"""An official report as .docx on the ordinary page of GB/T 9704-2012."""

from dataclasses import dataclass
from datetime import date

from huiyin.documents import gbt9704 as page
from huiyin.documents.gbt9704 import add_line
from huiyin.documents.word_xml import to_bytes


@dataclass(frozen=True)
class Section:
    """A heading with its own number (一、…), "" for none, and the paragraphs below it."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """A report in the order it is read; `signed_on` None leaves the date open."""

    title: str
    organ: str
    signed_on: date | None
    sections: tuple[Section, ...]


def report_docx(report: Report) -> bytes:
    """The report as an editable Word file; the same report gives the same bytes."""
    document = page.new_document(title=report.title.replace("\n", ""), organ=report.organ, on=report.signed_on)
    page.number_pages(document, skip_first=False)
    page.add_title(document, report.title)
    for section in report.sections:
        if section.heading:
            page.add_heading(document, section.heading)
        for text in section.paragraphs:
            add_line(document, text, first_line=True)
    end = len(document.paragraphs) - 1
    page.add_signature(document, (report.organ,), report.signed_on)
    page.keep_together(document.paragraphs[end:])
    return to_bytes(document)
