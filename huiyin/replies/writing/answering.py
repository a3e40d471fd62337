"""逐条答复: what is said to each ask, and the promises that grow out of it."""

import datetime as dt
from typing import Any

from django.db import transaction

from huiyin.directory.models import Unit
from huiyin.events.actors import Actor, local_day
from huiyin.files.models import StoredFile
from huiyin.flow.errors import Blocker, NotReady
from huiyin.items.models import Ask
from huiyin.replies import waiting
from huiyin.replies.models import AskAnswer, AskDecision, Opinion, Promise, Reply
from huiyin.replies.opinion.points import follow_choice
from huiyin.replies.writing import citing
from huiyin.replies.writing.editing import lock_draft, note_change


@transaction.atomic
def save_answer(
    reply: Reply,
    ask: Ask,
    *,
    decision: str,
    text: str,
    by: Actor,
    now: dt.datetime,
    basis: str = "",
    evidence: str = "",
    heading: str = "",
    opinion: Opinion | None = None,
    lead_in: str | None = None,
    evidence_file: StoredFile | None = None,
) -> AskAnswer:
    """逐条答复：每一项诉求写明采纳、部分采纳、解释或未采纳，用了哪家的会办意见。

    A lead-in or a file of evidence that is not said stays as it was.
    """
    lock_draft(reply, by)
    if opinion and opinion.assignment_id != reply.assignment_id:
        raise NotReady([Blocker("引用的不是这一件的会办意见", "opinions")])
    if ask.item_id != reply.assignment.item_id:
        raise NotReady([Blocker("答的不是这一件的诉求", "asks")])
    answer, _ = AskAnswer.objects.get_or_create(reply=reply, ask=ask)
    columns = {
        "decision": AskDecision(decision) if decision else "",
        "text": text,
        "basis": basis,
        "evidence": evidence,
        "heading": heading,
        "opinion": opinion,
        "lead_in": answer.lead_in if lead_in is None else lead_in,
        "evidence_file": evidence_file or answer.evidence_file,
    }
    if changed := _write(answer, columns, by):
        note_change("replies.answer_saved", reply, by=by, at=now, facts={"ask": ask.number, "columns": changed})
        waiting.follow(reply.assignment, on=local_day(now))
    return answer


def _write(answer: AskAnswer, columns: dict[str, Any], by: Actor) -> list[str]:
    """The columns that changed, and what follows from them: the opinion chosen, the facts cited."""
    changed, before = [name for name, value in columns.items() if getattr(answer, name) != value], answer.opinion
    if changed:
        for name in changed:
            setattr(answer, name, columns[name])
        answer.written_by = by.actor_key
        answer.save(update_fields=[*changed, "written_by"])
        follow_choice(answer, before)
        if "text" in changed:
            citing.follow_text(answer)
    return changed


@transaction.atomic
def add_promise(
    answer: AskAnswer,
    *,
    text: str,
    owner: Unit,
    due_on: dt.date,
    by: Actor,
    now: dt.datetime,
    standard: str = "",
    milestone: str = "",
) -> Promise:
    """记一条承诺：写明责任处室、完成日期，需要分步的写明阶段安排。"""
    lock_draft(answer.reply, by)
    if not text.strip():
        raise NotReady([Blocker("承诺要写明做什么", "answers")])
    said = {"text": text.strip(), "standard": standard, "milestone": milestone.strip()}
    promise = Promise.objects.create(answer=answer, owner=owner, due_on=due_on, **said)
    facts = {"ask": answer.ask.number, "text": promise.text, "owner": owner.code, "due_on": due_on.isoformat()}
    note_change("replies.promise_added", answer.reply, by=by, at=now, facts=facts)
    return promise


@transaction.atomic
def remove_promise(promise: Promise, *, by: Actor, now: dt.datetime) -> AskAnswer:
    """删去还没有签发的承诺；印发后的承诺只能兑现或说明。"""
    answer = promise.answer
    lock_draft(answer.reply, by)
    note_change("replies.promise_removed", answer.reply, by=by, at=now, facts={"text": promise.text})
    promise.delete()
    return answer
