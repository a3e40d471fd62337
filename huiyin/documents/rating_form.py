"""The paper rating form (征询意见表), one A4 page with a code to find the item again."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO

from docx import Document


@dataclass(frozen=True)
class RatingForm:
    """`code` is printed for whoever types the form in; `link` is the QR code's address ("" = the code itself)."""

    title: str
    number: str
    kind: str
    submitter: str
    unit: str
    code: str
    link: str = ""
    return_to: str = ""
    return_by: date | None = None


def rating_form_docx(form: RatingForm) -> bytes:
    document = Document()
    document.add_paragraph(form.title)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()
