"""How a reply reads as a letter: one numbered section an ask, the opinions used, the promises, the formulas."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from huiyin.documents.letter import Letter, Paragraph
from huiyin.documents.rating_form import rating_heading
from huiyin.documents.reply_slip import HEADING as SLIP
from huiyin.prose.dates import format_date
from huiyin.prose.numbers import to_chinese
from huiyin.replies import route
from huiyin.replies.content import Content, content_of
from huiyin.replies.models import Reply, ReplyKind

HEADING = 30
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
        paragraphs=tuple(_paragraphs(content)),
        annexes=annexes,
        signed_by=content["organ"],
        signed_on=signed_on,
        contact=f"联系人：{content['contact_name']}；电话：{content['contact_phone']}",
        copies=tuple(content["copies"]),
        cosigned_by=tuple(content.get("cosigned", ())),
    )


def _paragraphs(content: Content) -> Iterable[Paragraph]:
    yield from _text(content["opening"])
    if content["kind"] == ReplyKind.OPINION and content["no_opinion"]:
        yield Paragraph("text", "经研究，我单位无意见。")
    said = [answer for answer in content["answers"] if answer["text"]]
    for number, answer in enumerate(said, start=1):
        if len(said) > 1 or answer["heading"]:
            yield Paragraph("h1", f"{to_chinese(number)}、{heading_of(answer)}", ask=answer["ask"])
        yield from _text(answer["text"], ask=answer["ask"])
    yield from _text(opinions_sentence(content["opinions"]))
    yield from _text(promises_sentence(said))
    yield from _text(content["closing"])


def _text(text: str, ask: int = 0) -> Iterable[Paragraph]:
    return (Paragraph("text", line.strip(), ask=ask) for line in text.splitlines() if line.strip())


def heading_of(answer: Content) -> str:
    """What the drafter wrote over it, else 关于 and the beginning of what was asked."""
    if answer["heading"]:
        return str(answer["heading"])
    asked = re.split(r"[。；;！？\n]", answer["asked"].strip())[0]
    asked = asked if len(asked) <= HEADING else re.split(r"[，,：:]", asked)[0][:HEADING]
    return asked if asked.startswith("关于") else f"关于{asked.removeprefix('建议')}"


def opinions_sentence(opinions: Sequence[Content]) -> str:
    """R34: each co-unit by name, where its opinion was used, or that none came."""
    if not opinions:
        return ""
    return f"会办意见采用情况：{'；'.join(_one_opinion(opinion) for opinion in opinions)}。"


def _one_opinion(opinion: Content) -> str:
    unit, used = opinion["unit"], opinion["used_in"]
    if not opinion["given"]:
        return f"{unit}未反馈会办意见"
    if not used:
        return f"{unit}的会办意见已研究"
    return f"{unit}的会办意见用于第{'、'.join(to_chinese(number) for number in used)}项"


def promises_sentence(answers: Sequence[Content]) -> str:
    """Every promise with who keeps it and until when."""
    promises = [promise for answer in answers for promise in answer["promises"]]
    if not promises:
        return ""
    parts = [
        f"{f'{to_chinese(number)}是' if len(promises) > 1 else ''}{promise['text'].rstrip('。')}"
        f"（{promise['owner']}负责，{format_date(dt.date.fromisoformat(promise['due_on']))}前完成）"
        for number, promise in enumerate(promises, start=1)
    ]
    return f"我们承诺：{'；'.join(parts)}。以上事项已列入承诺台账，完成情况将向您报告。"
