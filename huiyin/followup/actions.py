"""How commitments are kept, proved, explained, handed over and carried into the next year."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import transaction

from huiyin.directory.models import Unit
from huiyin.events.actors import Actor, RecordedFor, local_day
from huiyin.files.models import StoredFile
from huiyin.flow.errors import Blocker, NotReady, permit
from huiyin.followup import noting, policy
from huiyin.followup.flow import FLOW
from huiyin.followup.milestones import add_milestone, reach_milestone
from huiyin.followup.models import Commitment, Evidence, Milestone, State
from huiyin.followup.opening import open_commitments

__all__ = [
    "add_evidence",
    "add_milestone",
    "carry_over",
    "claim",
    "explain",
    "hand_over",
    "open_commitments",
    "reach_milestone",
    "refuse_claim",
    "report_progress",
    "verify",
]


@transaction.atomic
def add_evidence(
    commitment: Commitment,
    *,
    note: str,
    by: Actor,
    now: dt.datetime,
    file: StoredFile | None = None,
    recorded_for: RecordedFor | None = None,
) -> Evidence:
    """附证明：说明是什么，可附文件。"""
    permit(policy.can_report(by, commitment), "附证明")
    _under_way(commitment)
    if not note.strip():
        raise NotReady([Blocker("证明要说明是什么", "commitments")])
    day = local_day(now, recorded_for)
    evidence = Evidence.objects.create(
        commitment=commitment, note=note.strip(), file=file, added_on=day, added_by=by.actor_key
    )
    noting.note("followup.proved", commitment, by=by, at=now, facts={"note": evidence.note}, recorded_for=recorded_for)
    return evidence


@transaction.atomic
def report_progress(
    commitment: Commitment, *, progress: str, by: Actor, now: dt.datetime, recorded_for: RecordedFor | None = None
) -> Commitment:
    """报进展。"""
    permit(policy.can_report(by, commitment), "报进展")
    _under_way(commitment)
    if commitment.progress != progress.strip():
        commitment.progress = progress.strip()
        commitment.save(update_fields=["progress"])
        facts = {"progress": commitment.progress}
        noting.note("followup.progressed", commitment, by=by, at=now, facts=facts, recorded_for=recorded_for)
    return commitment


def claim(
    commitment: Commitment, *, by: Actor, now: dt.datetime, recorded_for: RecordedFor | None = None
) -> Commitment:
    """报完成：责任处室报，凭证明。"""
    FLOW.move(commitment, "claim", by=by, at=now, recorded_for=recorded_for)
    return commitment


def verify(
    commitment: Commitment, *, by: Actor, now: dt.datetime, recorded_for: RecordedFor | None = None
) -> Commitment:
    """核实兑现并销号：综合协调人核对证明。"""
    day = local_day(now, recorded_for)
    FLOW.move(commitment, "verify", by=by, at=now, recorded_for=recorded_for, ended_on=day)
    return commitment


def refuse_claim(commitment: Commitment, *, reason: str, by: Actor, now: dt.datetime) -> Commitment:
    """核不实的退回补办，写明缺什么。"""
    FLOW.move(commitment, "refuse_claim", by=by, at=now, facts={"reason": _needed(reason, "退回要写明缺什么")})
    return commitment


def explain(
    commitment: Commitment,
    *,
    explanation: str,
    informed: Sequence[str],
    by: Actor,
    now: dt.datetime,
    recorded_for: RecordedFor | None = None,
) -> Commitment:
    """未兑现的说明：书面说明原因，并告知提出人和人大、政协机构（R56）；`informed` 写明告知了谁。"""
    text = _needed(explanation, "未兑现的要书面说明原因")
    told = [name.strip() for name in informed if name.strip()]
    if not told:
        raise NotReady([Blocker("要写明已告知提出人和人大、政协机构", "commitments", "承诺不能兑现的书面说明")])
    day = local_day(now, recorded_for)
    facts = {"explanation": text, "informed": told}
    FLOW.move(
        commitment,
        "explain",
        by=by,
        at=now,
        facts=facts,
        recorded_for=recorded_for,
        explanation=text,
        informed=told,
        ended_on=day,
    )
    return commitment


def hand_over(commitment: Commitment, *, owner: Unit, by: Actor, now: dt.datetime) -> Commitment:
    """移交处室：职责调整的，承诺随职责走。"""
    facts = {"from": commitment.owner.code, "owner": owner.code}
    FLOW.move(commitment, "hand_over", by=by, at=now, facts=facts, owner=owner)
    return commitment


@transaction.atomic
def carry_over(unit: Unit, year: int, *, by: Actor, now: dt.datetime) -> list[Commitment]:
    """年终结转：当年没有销号的承诺转入下年台账，注明结转，不作新件（R55）；再做一遍不会多。"""
    day = local_day(now)
    open_ones = list(
        Commitment.objects.open().filter(unit=unit, year=year).select_related("item", "owner", "unit").order_by("id")
    )
    for commitment in open_ones:
        FLOW.move(commitment, "carry_over", by=by, at=now, facts={"to_year": year + 1}, ended_on=day)
    made = Commitment.objects.bulk_create(_next_year(commitment, day) for commitment in open_ones)
    for commitment in made:  # what has not been reached yet is reached next year
        steps = Milestone.objects.filter(commitment=commitment.carried_from_id, done_on=None)
        steps.update(commitment=commitment)
    return made


def _next_year(commitment: Commitment, day: dt.date) -> Commitment:
    kept: Iterable[str] = ("unit", "item", "reply_id", "promise_id", "text", "standard", "plan", "owner", "due_on")
    same = {name: getattr(commitment, name) for name in (*kept, "progress")}
    return Commitment(year=commitment.year + 1, opened_on=day, carried_from=commitment, **same)


def _needed(text: str, sentence: str) -> str:
    if not text.strip():
        raise NotReady([Blocker(sentence, "commitments")])
    return text.strip()


def _under_way(commitment: Commitment) -> None:
    if commitment.state not in (State.OPEN, State.CLAIMED):
        raise NotReady([Blocker(f"这条承诺{commitment.get_state_display()}，不能再改", "commitments")])
