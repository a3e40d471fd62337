"""会办, seen from our side: what is asked of us, the letter of the unit that leads, what became of our points."""

import datetime as dt
from zipfile import BadZipFile

from django.db import transaction

from huiyin.documents.docx_text import read_docx_text
from huiyin.documents.pdf_text import Unreadable, read_pdf_text
from huiyin.events.actions import record
from huiyin.events.actors import SYSTEM, Actor, local_day
from huiyin.files import storage
from huiyin.files.models import StoredFile
from huiyin.flow.errors import Blocker, NotReady, Stale, permit
from huiyin.handling.models import Assignment, Role
from huiyin.items.checks import no_content
from huiyin.replies import policy
from huiyin.replies.models import AskAnswer, Fate, LeadLetter, OpinionPoint, Reply, ReplyKind, State
from huiyin.replies.opinion.wording import mentioned

LONGEST = 30_000
READERS = {"docx": read_docx_text, "pdf": read_pdf_text}


def asked_of_us(assignment: Assignment) -> list[int]:
    """The asks put to us: by the unit that leads where it works here, else as our share of the list names them."""
    if assignment.role != Role.ASSIST:
        return []
    put = OpinionPoint.objects.filter(opinion__assignment__item=assignment.item_id, opinion__unit=assignment.unit_id)
    asks = assignment.item.asks.all()
    numbers = set(put.values_list("ask__number", flat=True)) or set(mentioned(assignment.share))
    return [ask.number for ask in asks if ask.number in numbers] if len(numbers) < len(asks) else []


def add_lead_letter(
    assignment: Assignment,
    *,
    received_on: dt.date,
    by: Actor,
    now: dt.datetime,
    text: str = "",
    file: StoredFile | None = None,
    doc_no: str = "",
) -> LeadLetter:
    """登记主办单位的答复：什么时候收到、文号、附件；Word 和文字版 PDF 自动取出正文，用来对照我们的意见用了没有。"""
    permit(policy.can_draft_for(by, assignment), "登记主办单位的答复")
    if assignment.role != Role.ASSIST or not assignment.is_top:
        raise NotReady([Blocker("主办单位的答复登记在本单位的会办件上", "people")])
    missing = no_content(assignment.item, text, file)
    if not (text.strip() or file):
        missing.append(Blocker("附上主办单位的答复，或写下要点", "lead_letter"))
    if received_on > local_day(now):
        missing.append(Blocker("收到日期不能晚于今天", "lead_letter"))
    if missing:
        raise NotReady(missing)
    words = text.strip() or text_of(file)
    return _store(assignment, received_on, words[:LONGEST], file, doc_no.strip(), by=by, now=now)


@transaction.atomic
def _store(
    assignment: Assignment,
    received_on: dt.date,
    text: str,
    file: StoredFile | None,
    doc_no: str,
    *,
    by: Actor,
    now: dt.datetime,
) -> LeadLetter:
    given = {"received_on": received_on, "text": text, "file": file, "doc_no": doc_no[:60]}
    letter = LeadLetter.objects.create(assignment=assignment, added_by=by.actor_key, **given)
    facts = {"doc_no": letter.doc_no, "received_on": received_on.isoformat()}
    subject = f"assignment:{assignment.pk}"
    record("replies.lead_letter_added", assignment.item.topic, by=by, at=now, subject=subject, facts=facts)
    return letter


def text_of(file: StoredFile | None) -> str:
    """The words of a Word file or of a PDF that has any; a scan and whatever else cannot be read has none."""
    read = READERS.get(file.name.rpartition(".")[2].lower()) if file else None
    if file is None or read is None:
        return ""
    try:
        return read(storage.read(file)).strip()
    except (Unreadable, BadZipFile, KeyError, ValueError):
        return ""


@transaction.atomic
def note_fate(answer: AskAnswer, fate: str, *, by: Actor, now: dt.datetime, reason: str = "") -> AskAnswer:
    """主办单位怎么用我们的意见：采用、部分采用、未采用、没有说明；照主办单位的答复逐条登记。"""
    reply = answer.reply
    permit(policy.can_draft_for(by, reply.assignment), "登记意见采用情况")
    if reply.kind != ReplyKind.OPINION or not answer.text.strip():
        raise NotReady([Blocker("只有提了的会办意见才登记采用情况", "answers")])
    if reply.state != State.ISSUED:
        raise Stale("会办意见还没有印发，谈不上采用。")
    known = {"fate": Fate(fate) if fate else "", "fate_reason": reason.strip()[:300] if fate else ""}
    if (answer.fate, answer.fate_reason) == tuple(known.values()):
        return answer
    _write(answer, **known)
    facts = {
        "ask": answer.ask.number,
        "fate": str(Fate(fate).label) if fate else "未登记",
        "reason": answer.fate_reason,
    }
    _say(reply, facts, by=by, now=now)
    return answer


@transaction.atomic
def tell_fates(reply: Reply, *, now: dt.datetime) -> list[AskAnswer]:
    """主办单位的答复印发：它写明用了谁的哪条意见，会办单位也在本系统的，随即看到；没有写到的记“未说明”。"""
    told = []
    for opinion in (reply.frozen or {}).get("opinions", ()) if reply.is_answer else ():
        ours = Reply.objects.filter(kind=ReplyKind.OPINION, state=State.ISSUED, assignment__unit__name=opinion["unit"])
        given = ours.filter(assignment__item=reply.assignment.item_id).select_related("assignment__item").last()
        rows = given.answers.exclude(text="").select_related("ask") if given and opinion["given"] else ()
        changed = [answer for answer in rows if _write(answer, **_fate_in(opinion, answer.ask.number))]
        if given and changed:
            words = [f"第 {answer.ask.number} 项{answer.get_fate_display()}" for answer in changed]
            _say(given, {"told": "、".join(words)}, by=SYSTEM, now=now)
        told += changed
    return told


def _fate_in(opinion: dict[str, object], number: int) -> dict[str, str]:
    """What the lead's letter says of our point to this ask."""
    why = {one["ask"]: one["why"] for one in opinion.get("not_used", ())}  # type: ignore[attr-defined]
    for key, fate in (("used_in", Fate.USED), ("partly_in", Fate.PARTLY)):
        if number in opinion.get(key, ()):  # type: ignore[operator]
            return {"fate": fate, "fate_reason": ""}
    if number in why:
        return {"fate": Fate.NOT_USED, "fate_reason": why[number]}
    return {"fate": Fate.UNKNOWN, "fate_reason": ""}


def _write(answer: AskAnswer, **columns: str) -> bool:
    if all(getattr(answer, name) == value for name, value in columns.items()):
        return False
    AskAnswer.objects.filter(pk=answer.pk).update(**columns)
    for name, value in columns.items():
        setattr(answer, name, value)
    return True


def _say(reply: Reply, facts: dict[str, object], *, by: Actor, now: dt.datetime) -> None:
    topic, subject = reply.assignment.item.topic, f"reply:{reply.pk}"
    record("replies.fate_noted", topic, by=by, at=now, subject=subject, facts=facts)
