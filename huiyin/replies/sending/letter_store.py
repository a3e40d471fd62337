"""The letter as files before it is issued: rendered from what was signed, or the sealed one as it came back."""

import datetime as dt

from huiyin.documents.letter_docx import letter_docx
from huiyin.documents.letter_pdf import letter_pdf
from huiyin.events.actors import Actor
from huiyin.files import storage
from huiyin.files.models import StoredFile
from huiyin.replies.letter import letters
from huiyin.replies.models import Reply
from huiyin.replies.sending import sealed_letters

Files = dict[str, StoredFile]


def store_letter(reply: Reply, *, by: Actor, now: dt.datetime) -> Files:
    """Word file and PDF from one content, on the disk before the transaction that names them begins."""
    sealed = sealed_letters.as_issued(reply)
    letter = letters.letter_of(reply)
    makers = {"letter": ("docx", letter_docx), "letter_pdf": ("pdf", letter_pdf)}
    return sealed | {
        column: storage.save(make(letter), name=f"{reply.title}.{ending}", by=by.actor_key, at=now, kind="letter")
        for column, (ending, make) in makers.items()
        if column not in sealed
    }
