"""报送单: the fields of a letter in the order of the system above, to be copied there one by one (users: 一次填写、多头报送)."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from huiyin.documents.letter import Paragraph, TableBlock
from huiyin.handling.models import Contact, ContactWay
from huiyin.prose.dates import format_date
from huiyin.replies import classes
from huiyin.replies.chain import route
from huiyin.replies.letter import content, letters
from huiyin.replies.letter.body import opinions_text
from huiyin.replies.letter.said import promises_sentence
from huiyin.replies.models import Disclosure, Reply
from huiyin.rules.terms import UPLOAD_FIELDS

OF_ANSWERS = frozenset(
    {"class", "disclosure", "disclosure_reason", "promises", "opinions", "contact_way", "contacted_on"}
)


class Field(NamedTuple):
    """One field to copy: its key, what it is called there, what to paste."""

    key: str
    label: str
    text: str

    @property
    def is_long(self) -> bool:
        return "\n" in self.text or len(self.text) > 60


def fields(reply: Reply) -> list[Field]:
    """In the pack's order; an opinion has no class, no disclosure and no talk with the submitter."""
    wanted = route.pack_of(reply.assignment).switches.upload_fields.value
    keys = [key for key in wanted if reply.is_answer or key not in OF_ANSWERS]
    return [Field(key, UPLOAD_FIELDS[key], READ[key](reply)) for key in keys]


def _content(reply: Reply) -> content.Content:
    return reply.frozen or content.content_of(reply)


def _class(reply: Reply) -> str:
    found = classes.class_of(reply)
    return f"{found.letter}　{found.label}" if found else ""


def _contact(reply: Reply) -> Contact | None:
    found = Contact.objects.standing().filter(assignment=reply.assignment_id)
    return found.order_by("-contacted_on", "-id").first()


def _contact_way(reply: Reply) -> str:
    contact = _contact(reply)
    return str(ContactWay(contact.way).label) if contact else ""


def _contacted_on(reply: Reply) -> str:
    contact = _contact(reply)
    return format_date(contact.contacted_on) if contact else ""


def _body(reply: Reply) -> str:
    return "\n".join(_lines(letters.letter_of(reply).paragraphs))


def _lines(blocks: Iterable[Paragraph | TableBlock]) -> Iterable[str]:
    for block in blocks:
        if isinstance(block, TableBlock):
            yield from (
                (block.title, *("\t".join(row) for row in block.rows))
                if block.title
                else ("\t".join(row) for row in block.rows)
            )
        else:
            yield block.text


READ: dict[str, Callable[[Reply], str]] = {
    "number": lambda reply: reply.assignment.item.official_no,
    "title": lambda reply: str(_content(reply)["title"]),
    "unit": lambda reply: reply.assignment.unit.name,
    "doc_no": lambda reply: reply.doc_no,
    "signed_on": lambda reply: format_date(reply.signed_on) if reply.signed_on else "",
    "class": _class,
    "disclosure": lambda reply: str(Disclosure(reply.disclosure).label) if reply.disclosure else "",
    "disclosure_reason": lambda reply: reply.disclosure_reason,
    "contact_name": lambda reply: reply.contact_name,
    "contact_phone": lambda reply: reply.contact_phone,
    "contact_way": _contact_way,
    "contacted_on": _contacted_on,
    "signer": lambda reply: reply.signed_by,
    "body": _body,
    "opinions": lambda reply: opinions_text(_content(reply)),
    "promises": lambda reply: promises_sentence(_content(reply)["answers"]),
}
