"""The letter of a package with its routing sheet, as files: marked 稿 and with its code until it is signed."""

from collections.abc import Iterator

from huiyin.documents.letter_docx import letter_docx
from huiyin.documents.letter_pdf import letter_pdf
from huiyin.documents.routing_sheet import RoutingSheet, routing_sheet_pdf
from huiyin.documents.routing_sheet_docx import routing_sheet_docx
from huiyin.replies.letter import content, letters
from huiyin.replies.letter.content import Content
from huiyin.replies.models import Reply
from huiyin.replies.package.package_papers import File, safe_name
from huiyin.replies.package.routing_paper import short


def letter_files(reply: Reply, said: Content) -> Iterator[File]:
    """Where the number will stand, a letter that has none says which version it is."""
    signed = reply.signed_on is not None
    note = f"（第{reply.version}稿，校验码{short(content.digest_of(said))}）"
    annexes = letters.annexes_of(reply)
    letter = letters.compose(said, doc_no=reply.doc_no or note, signed_on=reply.signed_on, annexes=annexes)
    name = safe_name(f"1 {letter.title}{'' if signed else '（稿）'}")
    yield f"{name}.docx", letter_docx(letter, draft=not signed)
    yield f"{name}.pdf", letter_pdf(letter, draft=not signed)


def sheet_files(sheet: RoutingSheet) -> Iterator[File]:
    yield "2 发文稿纸.docx", routing_sheet_docx(sheet)
    yield "2 发文稿纸.pdf", routing_sheet_pdf(sheet)
