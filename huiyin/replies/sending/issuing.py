"""印发: what was signed goes out and takes the place of what went before."""

import datetime as dt

from django.db import transaction

from huiyin.events.actors import Actor, RecordedFor, local_day
from huiyin.flow.errors import Blocker, NotReady, Stale
from huiyin.handling import actions as handling
from huiyin.handling.models import Assignment
from huiyin.handling.models import State as HandlingState
from huiyin.replies import earlier, waiting
from huiyin.replies.flow import FLOW
from huiyin.replies.letter.copies import prepare_copies
from huiyin.replies.models import LetterCopy, Opinion, OpinionState, Reply, ReplyKind, State
from huiyin.replies.opinion.points import taken_in
from huiyin.replies.sending import owing
from huiyin.replies.sending.letter_store import Files, store_letter

FIRST_HAND = (ReplyKind.REPLY, ReplyKind.ORAL)


def issue(
    reply: Reply,
    *,
    by: Actor,
    now: dt.datetime,
    issued_on: dt.date | None = None,
    recorded_for: RecordedFor | None = None,
) -> Reply:
    """印发：已编号、用印，印发的就是签发的原文；信函先排好存好再记印发；评价、承诺、说明的义务自此产生。"""
    ready = FLOW.may(reply, "issue", by) and not FLOW.blockers(reply, "issue")
    files = store_letter(reply, by=by, now=now) if ready else {}
    copies = prepare_copies(reply, by=by, now=now) if ready else []
    day = issued_on or local_day(now, recorded_for)
    return _issue(reply, files, copies, day, by=by, now=now, recorded_for=recorded_for)


@transaction.atomic
def _issue(
    reply: Reply,
    files: Files,
    copies: list[LetterCopy],
    day: dt.date,
    *,
    by: Actor,
    now: dt.datetime,
    recorded_for: RecordedFor | None,
) -> Reply:
    if reply.signed_on and day < max(reply.signed_on, reply.sealed_on or reply.signed_on):
        raise NotReady([Blocker("印发日期不能早于成文、用印日期", "issue")])
    facts = {"on": day.isoformat(), "doc_no": reply.doc_no, "digest": reply.frozen_hash, "kind": str(reply.kind)}
    facts |= {"sealed": reply.sealed_letter.digest} if reply.sealed_letter else {}
    FLOW.move(reply, "issue", by=by, at=now, facts=facts, recorded_for=recorded_for, issued_on=day, **files)
    if not files:
        raise Stale("信函还没有排好，请再印发一次。")
    LetterCopy.objects.bulk_create(copies)
    _overtake(reply, by=by, now=now)
    if reply.kind in FIRST_HAND:
        owing.open_duties(reply, day, by=by, now=now)
        if not _stands_answered(reply):
            handling.answer(reply.assignment, on=day, by=by, now=now, recorded_for=recorded_for)
    if reply.is_answer:
        owing.settle_delivery(reply.assignment, day, by=by, now=now)
    Opinion.objects.filter(pk__in=taken_in(reply), state=OpinionState.RECEIVED).update(state=OpinionState.TAKEN)
    earlier.keep(reply)
    waiting.follow(reply.assignment, on=day)
    return reply


def _stands_answered(reply: Reply) -> bool:
    """另行答复 of our own: the letter before stood until this one; the first answer is the one that was in time (R65)."""
    return Assignment.objects.filter(pk=reply.assignment_id, state=HandlingState.ANSWERED).exists()


def _overtake(reply: Reply, *, by: Actor, now: dt.datetime) -> None:
    """A later letter takes the place of the one before; what is still owed on that one's rating falls away."""
    before = reply.supersedes
    if before is None or before.state != State.ISSUED:
        return
    FLOW.move(before, "supersede", by=by, at=now, facts={"by_reply": reply.pk})
    day = reply.issued_on or now.date()
    owing.forgo_rating(before, on=day, reason="另行答复", by=by)
    owing.open_upload(reply, day, by=by, now=now)
