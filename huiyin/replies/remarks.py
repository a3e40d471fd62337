"""批注: what a step says at one paragraph, and what the drafter did about it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from huiyin.events.actions import record
from huiyin.events.actors import Actor
from huiyin.flow.errors import Blocker, NotReady, Stale, permit
from huiyin.replies import policy
from huiyin.replies.models import ClearanceStep, Remark, Reply, StepResult

DONE = "已改"


@dataclass(frozen=True, slots=True)
class RemarkDraft:
    """One remark as it is made. ask, paragraph: where (0: of the whole letter) · quote: the words it is about."""

    ask: int
    paragraph: int
    quote: str
    text: str


def write(reply: Reply, step: ClearanceStep, remarks: Sequence[RemarkDraft], *, by: Actor, now: dt.datetime) -> None:
    """Beside the step that made them, about the version it read; empty ones are left out."""
    Remark.objects.bulk_create(
        Remark(
            reply=reply,
            step=step,
            version=step.version,
            ask=draft.ask,
            paragraph=draft.paragraph,
            quote=draft.quote.strip()[:300],
            text=draft.text.strip(),
            made_by=by.actor_key,
            made_by_name=by.actor_name,
            made_at=now,
        )
        for draft in remarks
        if draft.text.strip()
    )


@transaction.atomic
def settle(remark: Remark, answer: str = "", *, by: Actor, now: dt.datetime) -> Remark:
    """批注逐条处理：写明怎么改的；不改的，写明理由。拟稿人处理；退到前面步骤的，由那一步的人处理。"""
    reply = remark.reply
    permit(policy.can_draft(by, reply) or policy.is_at_turn(by, reply), "处理批注")
    done = {"settled_at": now, "settled_by": by.actor_name, "answer": answer.strip()[:200] or DONE}
    if not Remark.objects.filter(pk=remark.pk, settled_at=None).update(**done):
        raise Stale("这条批注已经处理过。")
    remark.refresh_from_db()
    facts = {"ask": remark.ask, "paragraph": remark.paragraph, "answer": remark.answer}
    topic, subject = reply.assignment.item.topic, f"reply:{reply.pk}"
    record("replies.remark_settled", topic, by=by, at=now, subject=subject, facts=facts)
    return remark


def unsettled(reply: Reply) -> list[Remark]:
    rows = reply.remarks.all() if reply.is_whole else reply.remarks.select_related("step")
    return [remark for remark in rows if remark.settled_at is None]


def blockers(reply: Reply) -> list[Blocker]:
    """A remark that came with a sending back is dealt with before the letter comes again; one made in passing advises."""
    return [
        Blocker(f"{remark.made_by_name}退回时的批注还没有处理：{remark.text[:40]}", "remarks")
        for remark in unsettled(reply)
        if remark.step and remark.step.result == StepResult.SENT_BACK
    ]


def insist(remark: str, remarks: Sequence[RemarkDraft]) -> str:
    """退回要写明意见: a sentence of its own, or what stands at the paragraphs."""
    said = remark.strip() or "；".join(draft.text.strip() for draft in remarks if draft.text.strip())
    if not said:
        raise NotReady([Blocker("退回要写明意见", "clearance")])
    return said
