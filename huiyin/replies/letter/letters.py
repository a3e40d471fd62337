"""How a reply reads as a letter: its head and foot around the sections of its body."""

import datetime as dt

from huiyin.documents.letter import Letter
from huiyin.documents.rating_form import rating_heading
from huiyin.documents.reply_slip import HEADING as SLIP
from huiyin.replies.chain import route
from huiyin.replies.letter.body import sections_of
from huiyin.replies.letter.content import Content, content_of
from huiyin.replies.models import Reply, ReplyKind

RATED_KINDS = (ReplyKind.REPLY, ReplyKind.ORAL)


def letter_of(reply: Reply, *, addressee: str = "") -> Letter:
    """The letter as signed, or as it would read now; number, date, forms and one addressee of several stand beside it."""
    content, annexes = reply.frozen or content_of(reply), annexes_of(reply)
    return compose(content, doc_no=reply.doc_no, signed_on=reply.signed_on, annexes=annexes, addressee=addressee)


def annexes_of(reply: Reply) -> tuple[str, ...]:
    """R39: 征询意见表 goes with every answer that will be rated, 答复函回执 where the place asks for one."""
    item = reply.assignment.item
    if reply.kind not in RATED_KINDS or item.no_written_reply or not reply.assignment.owes_reply:
        return ()
    switches = route.pack_of(reply.assignment).switches
    forms = ((switches.rating_required, rating_heading(item.get_kind_display())), (switches.reply_slip, SLIP))
    return tuple(heading for wanted, heading in forms if wanted)


def compose(
    content: Content,
    *,
    doc_no: str = "",
    signed_on: dt.date | None = None,
    annexes: tuple[str, ...] = (),
    addressee: str = "",
) -> Letter:
    """From the letter as data to the letter in the order it is read."""
    return Letter(
        organ=content["organ"],
        doc_no=doc_no,
        class_mark=f"类别：{content['class_letter']}" if content["class_letter"] else "",
        title=content["title"],
        addressee=addressee or content["addressee"],
        paragraphs=tuple(block for section in sections_of(content) for block in section.paragraphs),
        annexes=annexes,
        signed_by=content["organ"],
        signed_on=signed_on,
        contact=f"联系人：{content['contact_name']}；电话：{content['contact_phone']}",
        copies=tuple(content["copies"]),
        cosigned_by=tuple(content.get("cosigned", ())),
    )
