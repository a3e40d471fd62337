"""一人一函: where the pack wants one letter for each submitter, the issued text with each of them as the addressee."""

import datetime as dt

from huiyin.directory.models import Submitter
from huiyin.documents.letter_docx import letter_docx
from huiyin.documents.letter_pdf import letter_pdf
from huiyin.events.actors import Actor
from huiyin.files import storage
from huiyin.files.models import StoredFile
from huiyin.replies.chain import route
from huiyin.replies.letter import content, letters
from huiyin.replies.letter.addressing import salutation
from huiyin.replies.models import LetterCopy, Reply


def are_wanted(reply: Reply) -> bool:
    """Only of an answer, only where more than one is entitled to it."""
    one_each = route.pack_of(reply.assignment).switches.letter_to.value == "one_each"
    return one_each and reply.is_answer and len(content.entitled(reply)) > 1


def prepare_copies(reply: Reply, *, by: Actor, now: dt.datetime) -> list[LetterCopy]:
    """Rendered and on the disk, before the transaction that keeps their rows; none where nobody wants them."""
    if not are_wanted(reply):
        return []
    return [_prepared(reply, submitter, by, now) for submitter in content.entitled(reply)]


def store_copies(reply: Reply, *, by: Actor, now: dt.datetime) -> list[LetterCopy]:
    """一人一函（规则包所定）：签发的原文，主送换成各位提出人；再做一次还是这几份。"""
    kept = set(reply.letter_copies.values_list("submitter_id", flat=True))
    copies = [copy for copy in prepare_copies(reply, by=by, now=now) if copy.submitter_id not in kept]
    LetterCopy.objects.bulk_create(copies)
    return copies


def copy_for(reply: Reply, submitter_id: int) -> LetterCopy | None:
    """The letter of this very person, if each got one of their own."""
    found = reply.letter_copies.filter(submitter=submitter_id).select_related("letter", "letter_pdf")
    return found.first()


def _prepared(reply: Reply, submitter: Submitter, by: Actor, now: dt.datetime) -> LetterCopy:
    template = route.pack_of(reply.assignment).letter.salutations[reply.assignment.item.body].value
    addressee = salutation([submitter], template)
    letter = letters.letter_of(reply, addressee=addressee)

    def kept(rendered: bytes, ending: str) -> StoredFile:
        name = f"{reply.title}（{addressee}）.{ending}"
        return storage.save(rendered, name=name, by=by.actor_key, at=now, kind="letter")

    return LetterCopy(
        reply=reply,
        submitter=submitter,
        addressee=addressee,
        letter=kept(letter_docx(letter), "docx"),
        letter_pdf=kept(letter_pdf(letter), "pdf"),
    )
