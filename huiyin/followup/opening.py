"""印发即立账: what a letter promises is opened, moved from the letter before it, or ended with the reason it gives."""

import datetime as dt
from typing import Any

from django.db import transaction

from huiyin.events.actions import build, record_many
from huiyin.events.actors import SYSTEM, Actor
from huiyin.followup.flow import FLOW
from huiyin.followup.milestones import lay_out
from huiyin.followup.models import Commitment, State
from huiyin.followup.noting import note
from huiyin.handling import duties
from huiyin.handling.models import DutyKind
from huiyin.replies.models import DroppedPromise, Promise, Reply
from huiyin.replies.models import State as ReplyState

SETTLED = (State.VERIFIED, State.EXPLAINED)


@transaction.atomic
def open_commitments(reply: Reply, *, by: Actor = SYSTEM, now: dt.datetime) -> list[Commitment]:
    """印发即立账：每条承诺一笔，再做一遍不会多。新答复取代旧答复的，同一承诺接着记；写明不再承诺的，说明后了结（R53、R56）。"""
    if reply.state not in (ReplyState.ISSUED, ReplyState.SUPERSEDED) or not reply.is_answer or reply.issued_on is None:
        return []
    promises = Promise.objects.filter(answer__reply=reply, commitments=None).select_related("owner", "continues")
    wanted = [promise for promise in promises.order_by("id") if not _settled(promise)]
    earlier = _of_earlier_letters(reply)
    fresh = [promise for promise in wanted if not _moved(promise, reply, earlier, by=by, now=now)]
    made = Commitment.objects.bulk_create(_commitment(promise, reply, reply.issued_on) for promise in fresh)
    for commitment in made:
        lay_out(commitment, written_on=commitment.opened_on)
    record_many(_opened(commitment, by=by, now=now) for commitment in made)
    _end_dropped(reply, reply.issued_on, by=by, now=now)
    if made or wanted or Commitment.objects.filter(reply=reply).exists():
        duties.meet_duty(reply.assignment, DutyKind.COMMITMENT, on=reply.issued_on, by=by, round=reply.round)
    return made


def _settled(promise: Promise) -> bool:
    """Said again word for word although it has been kept or explained: nothing is opened anew."""
    before = promise.continues
    if before is None or (before.text, before.due_on) != (promise.text, promise.due_on):
        return False
    return Commitment.objects.filter(promise=before, state__in=SETTLED).exists()


def _commitment(promise: Promise, reply: Reply, day: dt.date) -> Commitment:
    return Commitment(
        unit=reply.assignment.unit,
        item=reply.assignment.item,
        reply=reply,
        promise=promise,
        year=reply.assignment.year,
        opened_on=day,
        **_said(promise),
    )


def _said(promise: Promise) -> dict[str, Any]:
    """What the letter says of it."""
    plan = {"plan": promise.milestone, "standard": promise.standard}
    return {"text": promise.text, "owner": promise.owner, "due_on": promise.due_on, **plan}


def _of_earlier_letters(reply: Reply) -> list[Commitment]:
    """Still open ones of letters of the same assignment."""
    found = Commitment.objects.open().filter(reply__assignment=reply.assignment_id).exclude(reply=reply)
    return list(found.select_related("item", "unit").order_by("id"))


def _moved(promise: Promise, reply: Reply, earlier: list[Commitment], *, by: Actor, now: dt.datetime) -> bool:
    """The same promise in a later letter is the same commitment, by the later letter's words, date and owner."""
    commitment = next((one for one in earlier if one.promise_id == promise.continues_id), None)
    commitment = commitment or next((one for one in earlier if one.text == promise.text), None)
    if commitment is None:
        return False
    earlier.remove(commitment)
    facts = {"from": f"reply:{commitment.reply_id}", "to": f"reply:{reply.pk}", "due_on": promise.due_on.isoformat()}
    changed = {"reply": reply, "promise": promise, **_said(promise)}
    planned_anew = commitment.plan != promise.milestone
    for name, value in changed.items():
        setattr(commitment, name, value)
    commitment.save(update_fields=list(changed))
    if planned_anew:
        lay_out(commitment, written_on=reply.issued_on or commitment.opened_on)
    note("followup.moved", commitment, by=by, at=now, facts=facts)
    return True


def _end_dropped(reply: Reply, day: dt.date, *, by: Actor, now: dt.datetime) -> None:
    """R56: the new letter tells the submitter, and by its copies the congress or CPPCC, why it is promised no longer."""
    told = [str((reply.frozen or {}).get("addressee", "")) or reply.assignment.item.submitters_text, *reply.copies]
    for row in DroppedPromise.objects.filter(reply=reply).select_related("promise"):
        for commitment in Commitment.objects.open().filter(promise=row.promise).select_related("item", "unit"):
            why: dict[str, Any] = {
                "explanation": f"{row.reason}（{reply.doc_no or '新的答复'}已说明）",
                "informed": told,
            }
            facts = {**why, "to": f"reply:{reply.pk}"}
            FLOW.move(commitment, "explain", by=by, at=now, facts=facts, ended_on=day, **why)


def _opened(commitment: Commitment, *, by: Actor, now: dt.datetime) -> Any:
    facts = {"text": commitment.text, "owner": commitment.owner.code, "due_on": commitment.due_on.isoformat()}
    topic, subject = commitment.item.topic, f"commitment:{commitment.pk}"
    unit_code = commitment.unit.code
    return build("followup.opened", topic, by=by, at=now, subject=subject, facts=facts, unit_code=unit_code)
