"""What a new draft starts with: title, formulas, contact and copies by the pack, disclosure by the submitter's consent."""

from typing import Any

from huiyin.accounts.models import User
from huiyin.handling.models import Assignment
from huiyin.items.models import Consent, Item
from huiyin.replies.chain import route
from huiyin.replies.letter.copied_to import copied_to
from huiyin.replies.models import Disclosure, Reply, ReplyKind

CONSENTED = {
    Consent.FULL: (Disclosure.FULL, ""),
    Consent.TITLE_ONLY: (Disclosure.ON_REQUEST, "提出人仅同意公开标题"),
    Consent.NO: (Disclosure.NONE, "提出人不同意公开"),
}
COPIED = ("class_scheme", "class_letter", "class_canonical", "disclosure", "disclosure_reason", "opening", "closing")
COPIED_TOO = ("title", "contact_name", "contact_phone", "copies", "no_opinion")
REWRITTEN = ("opinions_text", "opinions_composed", "promises_text", "promises_composed")


def head_of(assignment: Assignment, kind: str, drafter: User) -> dict[str, Any]:
    """The columns of the head as the pack, the item and the unit give them."""
    item, letter = assignment.item, route.pack_of(assignment).letter
    document = route.document_of(kind)
    opinion = document == "opinion"
    head = {
        "title": letter.title(document, item.kind, session=item.session.name, no=item.official_no),
        **_formulas(assignment, kind),
        "contact_name": _contact_name(assignment, drafter),
        "contact_phone": drafter.phone or assignment.unit.phone,
        "copies": [] if opinion else copied_to(assignment),
    }
    return head if opinion else {**head, **_disclosure(item)}


def formulas_of(reply: Reply) -> dict[str, str]:
    """Opening and closing as the pack has them for this letter."""
    return _formulas(reply.assignment, reply.kind)


def _formulas(assignment: Assignment, kind: str) -> dict[str, str]:
    item, letter = assignment.item, route.pack_of(assignment).letter
    opinion = route.document_of(kind) == "opinion"
    opening, closing = (letter.opinion_opening, letter.opinion_closing) if opinion else (letter.opening, letter.closing)
    return {"opening": opening.value.format(title=_named(item)), "closing": closing.value}


def copy_head(before: Reply, reply: Reply) -> None:
    """A new version begins where the one before it ended; what a follow-up is about is new."""
    if reply.kind != ReplyKind.FOLLOW_UP or before.kind == ReplyKind.FOLLOW_UP:
        for name in (*COPIED, *COPIED_TOO, *REWRITTEN):
            setattr(reply, name, getattr(before, name))


def _named(item: Item) -> str:
    """《关于…的建议》（第0031号）; a row without content is called by its number."""
    number = item.number_label.removesuffix(item.get_kind_display())
    return f"《{item.title}》（{number}）" if item.title else item.number_label


def _contact_name(assignment: Assignment, drafter: User) -> str:
    office = route.lead_office(assignment)
    return f"{office.unit.name} {drafter.name}" if office else drafter.name


def _disclosure(item: Item) -> dict[str, str]:
    disclosure, reason = CONSENTED.get(Consent(item.consent), ("", ""))
    return {
        "disclosure": disclosure,
        "disclosure_reason": item.consent_reason if reason and item.consent_reason else reason,
    }
