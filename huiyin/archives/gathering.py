"""Which papers make a set: every file the unit stored about the item, by its place in the package."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from huiyin.documents.pdf_text import page_count
from huiyin.files import storage
from huiyin.files.models import StoredFile
from huiyin.handling.models import Assignment
from huiyin.replies.models import Reply, State
from huiyin.surveys.models import Rating

GONE_OUT = (State.ISSUED, State.RETURNED, State.SUPERSEDED)


@dataclass(frozen=True)
class Member:
    """One file of the package with what the archives ask about it."""

    folder: str
    name: str
    content: bytes
    title: str
    responsible: str
    on: dt.date | None = None
    doc_no: str = ""

    @property
    def pages(self) -> int:
        """Of a PDF; other files have no pages of their own."""
        return page_count(self.content) if self.name.lower().endswith(".pdf") else 0


def stored_papers(assignment: Assignment) -> Iterator[Member]:
    """In the order of the case: item, letters, opinions, ratings, contacts, clearance."""
    item, unit = assignment.item, assignment.unit
    if item.file:
        yield kept(item.file, "01_件", f"{item.number_label}原件", item.submitters_text, item.registered_on)
    for reply in letters_of(assignment):
        yield from _letter(reply, unit.name)
    for opinion in assignment.opinions.filter(file__isnull=False).select_related("unit", "file"):
        name = opinion.unit.name
        yield kept(opinion.file, "03_会办意见", f"{name}的会办意见", name, opinion.received_on)
    for rating in _ratings(assignment):
        who = rating.invitation.submitter.name
        yield kept(rating.file, "04_征询意见表", f"{who}的征询意见表", who, rating.rated_on)
    for contact in assignment.contacts.filter(file__isnull=False).select_related("file"):
        title = f"{contact.get_way_display()}记录"
        yield kept(contact.file, "05_沟通记录", title, unit.name, contact.contacted_on)
    for letter in assignment.lead_letters.filter(file__isnull=False).select_related("file"):
        yield kept(letter.file, "02_答复", "主办单位的答复", "主办单位", letter.received_on, letter.doc_no)


def letters_of(assignment: Assignment) -> list[Reply]:
    """Every letter that ever went out, those taken back or overtaken too."""
    found = assignment.replies.filter(state__in=GONE_OUT).order_by("pk")
    return list(found.select_related("letter", "letter_pdf", "sealed_letter"))


def kept(
    file: StoredFile | None, folder: str, title: str, responsible: str, on: dt.date | None, doc_no: str = ""
) -> Member:
    if file is None:
        raise ValueError(title)
    return Member(folder, file.name, storage.read(file), title, responsible, on, doc_no)


def _letter(reply: Reply, organ: str) -> Iterator[Member]:
    folder, title = ("02_答复" if reply.is_answer else "02_会办意见"), reply.title or reply.get_kind_display()
    for file, what in (
        (reply.sealed_letter, "（盖章件）"),
        (reply.letter_pdf, "（版式文件）"),
        (reply.letter, "（可编辑文件）"),
    ):
        if file:
            yield kept(file, folder, f"{title}{what}", organ, reply.signed_on, reply.doc_no)
    for copy in reply.letter_copies.select_related("letter_pdf"):
        yield kept(copy.letter_pdf, folder, f"{title}（致{copy.addressee}）", organ, reply.signed_on, reply.doc_no)
    for upload in reply.uploads.filter(file__isnull=False).select_related("file"):
        yield kept(upload.file, "05_送达报送", f"{upload.system}报送回执", organ, upload.uploaded_on)
    oral = getattr(reply, "oral_record", None)
    if oral and oral.file:
        yield kept(oral.file, "05_沟通记录", "当面答复记录", organ, oral.met_on)
    scans = {step.file_id: step for step in reply.steps.filter(file__isnull=False).select_related("file")}
    for step in scans.values():
        yield kept(step.file, "06_审签", "审签单（扫描件）", organ, step.done_at.date() if step.done_at else None)


def _ratings(assignment: Assignment) -> list[Rating]:
    found = Rating.objects.filter(invitation__round__reply__assignment=assignment, file__isnull=False)
    return list(found.select_related("invitation__submitter", "file").order_by("pk"))
