"""One letter with the forms of whoever rates it, as files."""

from dataclasses import dataclass

from huiyin.documents.letter_docx import letter_docx
from huiyin.documents.letter_pdf import letter_pdf
from huiyin.documents.rating_form import rating_form_pdf
from huiyin.files import storage
from huiyin.files.models import StoredFile
from huiyin.replies import content, letters
from huiyin.replies.models import Reply
from huiyin.surveys.forms import form_of
from huiyin.surveys.models import Invitation


@dataclass(frozen=True)
class Printed:
    """One letter with its files; `sheets` in the order they are printed, once for each who gets it."""

    name: str
    docx: bytes
    pdf: bytes
    forms: tuple[tuple[str, bytes], ...]
    sheets: tuple[bytes, ...]


def printed(reply: Reply, *, sees: bool) -> Printed:
    """As it was issued; what is not issued yet, as it would be."""
    letter = letters.letter_of(reply)
    docx, pdf = _stored(reply.letter) or letter_docx(letter), _stored(reply.letter_pdf) or letter_pdf(letter)
    asked = Invitation.objects.filter(round__reply=reply, waived_on=None, rating=None)
    forms = {row.submitter_id: rating_form_pdf(form_of(row, sees=sees)) for row in asked.select_related("submitter")}
    names = {row.submitter_id: row.submitter.name for row in asked}
    to = [submitter.pk for submitter in content.entitled(reply)] if reply.is_answer else []
    sheets = [sheet for key in to for sheet in (pdf, forms.get(key)) if sheet] or [pdf]
    sheets += [form for key, form in forms.items() if key not in to]
    name = f"{reply.assignment.item.number_label} {reply.doc_no}".strip()
    return Printed(name, docx, pdf, tuple((names[key], form) for key, form in forms.items()), tuple(sheets))


def _stored(file: StoredFile | None) -> bytes | None:
    return storage.read(file) if file else None
