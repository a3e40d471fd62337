"""One letter with the forms of whoever gets it, as files."""

from dataclasses import dataclass

from huiyin.directory.models import Submitter
from huiyin.documents.letter_docx import letter_docx
from huiyin.documents.letter_pdf import letter_pdf
from huiyin.documents.rating_form import rating_form_pdf
from huiyin.documents.reply_slip import reply_slip_pdf
from huiyin.files import storage
from huiyin.files.models import StoredFile
from huiyin.replies.letter import content, letters
from huiyin.replies.models import LetterCopy, Reply
from huiyin.surveys.forms import form_of, has_slip, slip_of
from huiyin.surveys.models import Invitation


@dataclass(frozen=True)
class Printed:
    """One letter with its files; `sheets` in the order they are printed, once for each who gets it."""

    name: str
    docx: bytes
    pdf: bytes
    forms: tuple[tuple[str, bytes], ...]
    slips: tuple[tuple[str, bytes], ...]
    copies: tuple[tuple[str, bytes, bytes], ...]
    sheets: tuple[bytes, ...]


def printed(reply: Reply, *, sees: bool) -> Printed:
    """As it was issued; what is not issued yet, as it would be."""
    letter = letters.letter_of(reply)
    docx, pdf = _stored(reply.letter) or letter_docx(letter), _stored(reply.letter_pdf) or letter_pdf(letter)
    asked = _asked(reply)
    own = {copy.submitter_id: copy for copy in reply.letter_copies.select_related("letter", "letter_pdf", "submitter")}
    forms = {key: rating_form_pdf(form_of(row, sees=sees)) for key, row in asked.items()}
    to = content.entitled(reply) if reply.is_answer else []
    slips = _slips(reply, to, asked, sees)
    letters_to = {submitter.pk: storage.read(own[submitter.pk].letter_pdf) for submitter in to if submitter.pk in own}
    sheets = [
        sheet for one in to for sheet in (letters_to.get(one.pk, pdf), forms.get(one.pk), slips.get(one.pk)) if sheet
    ] or [pdf]
    known = {one.pk for one in to}
    names = {one.pk: one.name for one in to} | {key: row.submitter.name for key, row in asked.items()}
    return Printed(
        f"{reply.assignment.item.number_label} {reply.doc_no}".strip(),
        docx,
        pdf,
        tuple((names[key], form) for key, form in forms.items()),
        tuple((names[key], slip) for key, slip in slips.items()),
        tuple(_files(copy) for copy in own.values()),
        (*sheets, *(form for key, form in forms.items() if key not in known)),
    )


def _asked(reply: Reply) -> dict[int, Invitation]:
    """Who has still to rate it."""
    found = Invitation.objects.filter(round__reply=reply, waived_on=None, rating=None)
    return {row.submitter_id: row for row in found.select_related("submitter")}


def _slips(reply: Reply, to: list[Submitter], asked: dict[int, Invitation], sees: bool) -> dict[int, bytes]:
    if not has_slip(reply):
        return {}
    return {one.pk: reply_slip_pdf(slip_of(reply, one, asked.get(one.pk), sees=sees)) for one in to}


def _files(copy: LetterCopy) -> tuple[str, bytes, bytes]:
    return copy.submitter.name, storage.read(copy.letter), storage.read(copy.letter_pdf)


def _stored(file: StoredFile | None) -> bytes | None:
    return storage.read(file) if file else None
