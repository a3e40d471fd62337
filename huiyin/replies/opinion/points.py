"""The points of an opinion: asked of each ask, said to it, and what we made of it in the letter."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db import transaction

from huiyin.events.actions import record
from huiyin.events.actors import Actor
from huiyin.flow.errors import Blocker, NotReady, Stale, permit
from huiyin.handling.models import Assignment
from huiyin.items.models import Ask
from huiyin.replies import policy
from huiyin.replies.models import UNSIGNED, AskAnswer, Opinion, OpinionPoint, Reply, Stance, State, Use
from huiyin.replies.opinion.wording import PointSaid, emptiness, stance_of

EXPLAINED = (Stance.PARTLY, Stance.DISAGREES)
LOCKED = (State.CLEARING, State.SIGNED)


class PointUse(NamedTuple):
    """What is made of a point: used, partly, or not and why."""

    point: OpinionPoint
    use: str
    reason: str = ""


def ask_points(opinion: Opinion, asks: Iterable[Ask] | None) -> None:
    """Which asks are put to them: the chosen ones, without a choice all there are."""
    chosen = list(opinion.assignment.item.asks.all()) if asks is None else list(asks)
    if any(ask.item_id != opinion.assignment.item_id for ask in chosen):
        raise NotReady([Blocker("征求的不是这一件的诉求", "asks")])
    rows = [OpinionPoint(opinion=opinion, ask=ask) for ask in chosen]
    OpinionPoint.objects.bulk_create(rows, ignore_conflicts=True)


def store(opinion: Opinion, said: Sequence[PointSaid], stance: str) -> list[OpinionPoint]:
    """What was said to each ask; a stance on the whole is the stance on every ask not spoken of by itself.

    A point that now says something else has to be looked at anew: what was made of it before falls away.
    """
    asks = {ask.number: ask for ask in opinion.assignment.item.asks.all()}
    if unknown := [str(one.ask) for one in said if one.ask not in asks]:
        raise NotReady([Blocker(f"没有第 {'、'.join(unknown)} 项诉求", "asks")])
    rows = {point.ask.number: point for point in opinion.points.select_related("ask")}
    known = {one.ask: one for one in said}
    for number in sorted(rows.keys() | known.keys()):
        point = rows.get(number) or OpinionPoint(opinion=opinion, ask=asks[number])
        one = known.get(number) or PointSaid(number)
        now = {"stance": one.stance or ("" if one.text.strip() else stance), "text": one.text.strip()}
        if any(getattr(point, name) != value for name, value in now.items()):
            now |= {"use": "", "use_reason": ""}
        rows[number] = _set(point, **now)
    return [rows[number] for number in sorted(rows)]


def unexplained(said: Sequence[PointSaid], *, whole: bool) -> list[Blocker]:
    """Who disagrees says why: at the ask, or in the letter as a whole."""
    return [
        Blocker(f"第 {one.ask} 项{Stance(one.stance).label}，要写明为什么", "opinions")
        for one in said
        if one.stance in EXPLAINED and not one.text.strip() and not whole
    ]


def lacking(opinion: Opinion) -> list[str]:
    """Why there is no substance in what came, ask by ask; “无意见” and a clear stance are answers."""
    points = [point for point in opinion.points.all() if point.is_said]
    if any(point.stance for point in points) or (opinion.file_id and not opinion.text and not points):
        return []
    if opinion.text and not points:
        return [why] if (why := emptiness(opinion.text)) else []
    found = [(point.ask.number, emptiness(point.text)) for point in points]
    return [f"第 {number} 项{why}" for number, why in found] if found and all(why for _, why in found) else []


def is_no_opinion(opinion: Opinion) -> bool:
    """无意见: an answer like any other, never sent back."""
    said = [point for point in opinion.points.all() if point.is_said]
    if not said:
        return stance_of(opinion.text) == Stance.NONE
    return all(point.stance == Stance.NONE for point in said)


def unhandled(opinions: Iterable[Opinion]) -> list[str]:
    """Which of what was given nobody has looked at: 示例市教育局对第 2 项的意见."""
    return [f"{opinion.unit}{what}的意见" for opinion in opinions if opinion.is_given for what in _left(opinion)]


def _left(opinion: Opinion) -> list[str]:
    points = list(opinion.points.all())
    single = [f"对第 {point.ask.number} 项" for point in points if point.wants_use]
    whole = bool(opinion.text) and not any(point.text for point in points)
    if single or not whole or is_no_opinion(opinion) or any(point.use for point in points):
        return single
    return [""] if points else []


@transaction.atomic
def use_point(point: OpinionPoint, use: str, *, by: Actor, now: dt.datetime, reason: str = "") -> OpinionPoint:
    """会办意见怎么用的：采用、部分采用，或未采用并写明理由；送审以后要改先退回，答复里照此写明（R34）。"""
    assignment = point.opinion.assignment
    permit(policy.can_draft_for(by, assignment), "写明会办意见的采用情况")
    if not point.opinion.is_given:
        raise NotReady([Blocker(f"{point.opinion.unit}的会办意见还没有收到", "opinions")])
    why = reason.strip()
    if use == Use.NOT_USED and not why:
        raise NotReady([Blocker(f"{point.opinion.unit}对第 {point.ask.number} 项的意见未采用，要写明理由", "opinions")])
    _while_drafted(assignment)
    _set(point, use=Use(use) if use else "", use_reason=why if use else "")
    if use in ("", Use.NOT_USED):
        chosen = AskAnswer.objects.filter(ask=point.ask_id, opinion=point.opinion_id, reply__state__in=UNSIGNED)
        chosen.update(opinion=None)
    facts = {"unit_name": point.opinion.unit.name, "ask": point.ask.number}
    facts |= {"use": str(Use(use).label) if use else "未定", "reason": point.use_reason}
    _record("replies.point_used", point.opinion, by=by, at=now, facts=facts)
    return point


@transaction.atomic
def use_points(opinion: Opinion, uses: Sequence[PointUse], *, by: Actor, now: dt.datetime) -> Opinion:
    """逐条写明采用情况：没有改的不动。"""
    for point, use, reason in uses:
        if (point.use, point.use_reason) != (use, reason.strip() if use else ""):
            use_point(point, use, reason=reason, by=by, now=now)
    return opinion


def follow_choice(answer: AskAnswer, before: Opinion | None) -> None:
    """“用了哪家的意见” chosen at an answer marks that point used; the choice taken back, the mark goes with it."""
    if before and before.pk != answer.opinion_id:
        marked = OpinionPoint.objects.filter(opinion=before, ask=answer.ask_id, use=Use.USED)
        marked.update(use="", use_reason="")
    if answer.opinion_id and (before is None or before.pk != answer.opinion_id):
        point, _ = OpinionPoint.objects.get_or_create(opinion_id=answer.opinion_id, ask_id=answer.ask_id)
        if point.use != Use.PARTLY:
            _set(point, use=Use.USED, use_reason="")


def taken_in(reply: Reply) -> set[int]:
    """The opinions of which something went into this letter."""
    chosen = {answer.opinion_id for answer in reply.answers.all() if answer.opinion_id}
    used = OpinionPoint.objects.filter(opinion__assignment=reply.assignment_id, use__in=(Use.USED, Use.PARTLY))
    return chosen | set(used.values_list("opinion_id", flat=True))


def _while_drafted(assignment: Assignment) -> None:
    """The row of the letter is locked: no use changes under a submission going on, nor after the signature."""
    latest = Reply.objects.select_for_update().filter(assignment=assignment).order_by("-id").first()
    if latest and latest.state in LOCKED:
        raise Stale(f"稿子现在是“{latest.get_state_display()}”，采用情况不能再改；要改请先退回。")
    if latest and latest.state == State.ISSUED and latest.is_answer:
        raise Stale("答复已经印发，采用情况以信上写的为准。")


def _set(point: OpinionPoint, **columns: Any) -> OpinionPoint:
    if point.pk is None or any(getattr(point, name) != value for name, value in columns.items()):
        for name, value in columns.items():
            setattr(point, name, value)
        point.save()
    return point


def _record(verb: str, opinion: Opinion, **details: Any) -> None:
    record(verb, opinion.assignment.item.topic, subject=f"opinion:{opinion.pk}", **details)
