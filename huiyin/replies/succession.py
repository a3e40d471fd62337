"""What becomes of routing slips, asked opinions and promises in drafts when units are reorganised or people change."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Model, Q, QuerySet

from huiyin.accounts.models import ADMIN_ROLES, Post, User
from huiyin.directory.models import Unit
from huiyin.directory.reorganising import Reorganisation, Touched
from huiyin.events.actions import record
from huiyin.events.actors import Actor, local_day
from huiyin.handling import handing_over
from huiyin.handling import succession as handling
from huiyin.handling.models import Assignment
from huiyin.replies.models import (
    UNSIGNED,
    ChainStep,
    ClearanceStep,
    ClearingPlace,
    Opinion,
    OpinionState,
    Promise,
    State,
)

GIVEN_TOGETHER = "机构调整，由承接单位一并反馈"


def touched(plan: Reorganisation) -> list[Touched]:
    """审签流程、审签中的步骤、等着的会办意见、拟稿中的承诺；不写件的内容（R81）。"""
    homes = handling.homes(plan)
    return [
        *(_row(plan, "chain", "审签流程", unit.pk, "本单位自定的审签流程", unit) for unit in _with_chain(plan)),
        *(
            _row(plan, "chainstep", "会签处室", step.pk, "审签流程里的会签处室", old)
            for step, old in _countersigns(plan)
        ),
        *(_case(plan, homes, "审签", s, s.unit, s.reply.assignment) for s in _steps(plan)),
        *(_case(plan, homes, "会办意见", o, o.unit, o.assignment) for o in _opinions(plan)),
        *(_case(plan, homes, "拟写的承诺", p, p.owner, p.answer.reply.assignment) for p in _promises(plan)),
    ]


def move(plan: Reorganisation, *, by: Actor, now: dt.datetime) -> None:
    """审签流程、未办的步骤、会办意见和承诺随单位走；已经办过的步骤不动。"""
    rows = {row.key: row for row in touched(plan)}
    chains, steps, opinions, promises = _with_chain(plan), _steps(plan), _opinions(plan), _promises(plan)
    countersigns = _countersigns(plan)
    handling.move(plan, by=by, now=now)
    for countersign, _ in countersigns:
        ChainStep.objects.filter(pk=countersign.pk).update(office=rows[f"chainstep:{countersign.pk}"].new)
    for unit in chains:
        _move_chain(unit, rows[f"chain:{unit.pk}"], by=by, now=now)
    for step in steps:
        row = rows[f"clearancestep:{step.pk}"]
        ClearanceStep.objects.filter(pk=step.pk, done_at=None).update(unit=row.new)
        _record("replies.step_moved", step.reply.assignment, row, plan.why, by=by, at=now)
    for opinion in opinions:
        _move_opinion(opinion, rows[f"opinion:{opinion.pk}"], plan.why, by=by, now=now)
    for promise in promises:
        row = rows[f"promise:{promise.pk}"]
        Promise.objects.filter(pk=promise.pk).update(owner=row.new)
        _record("replies.promise_moved", promise.answer.reply.assignment, row, plan.why, by=by, at=now)


def _row(plan: Reorganisation, kind: str, what: str, pk: int, label: str, old: Unit) -> Touched:
    key = f"{kind}:{pk}"
    return Touched(key, what, label, old, plan.heir(key))


def _case(
    plan: Reorganisation, homes: handling.Homes, what: str, obj: Model, old: Unit, assignment: Assignment
) -> Touched:
    """Goes where the unit's part of the item goes; else to the main heir."""
    key, item = f"{obj._meta.model_name}:{obj.pk}", assignment.item
    new = plan.heir(key, homes.get((item.pk, old.pk)))
    return Touched(key, what, f"{item.session} {item.number_label}", old, new, item.pk)


def _countersigns(plan: Reorganisation) -> list[tuple[ChainStep, Unit]]:
    """Steps of chains that name one of these offices to countersign."""
    steps = ChainStep.objects.filter(office__in=plan.olds).select_related("office").order_by("pk")
    return [(step, step.office) for step in steps if step.office]


def _with_chain(plan: Reorganisation) -> list[Unit]:
    """Who has set steps or a place of its own."""
    units = set(ChainStep.objects.filter(unit__in=plan.olds).values_list("unit", flat=True))
    units |= set(ClearingPlace.objects.filter(unit__in=plan.olds).values_list("unit", flat=True))
    return [old for old in plan.olds if old.pk in units]


def _steps(plan: Reorganisation) -> list[ClearanceStep]:
    rows = ClearanceStep.objects.filter(unit__in=plan.olds, done_at=None, reply__state__in=UNSIGNED)
    return list(rows.select_related("unit", "reply__assignment__item__session").order_by("pk"))


def _opinions(plan: Reorganisation) -> list[Opinion]:
    rows = Opinion.objects.filter(unit__in=plan.olds, state=OpinionState.ASKED)
    return list(rows.select_related("unit", "assignment__item__session", "assignment__unit").order_by("pk"))


def _promises(plan: Reorganisation) -> list[Promise]:
    rows = Promise.objects.filter(owner__in=plan.olds, answer__reply__state__in=(*UNSIGNED, State.SIGNED))
    return list(rows.select_related("owner", "answer__reply__assignment__item__session").order_by("pk"))


def _move_chain(unit: Unit, row: Touched, *, by: Actor, now: dt.datetime) -> None:
    """The heir keeps a chain of its own; the old unit's stays with it, as its letters were cleared."""
    if ChainStep.objects.filter(unit=row.new).exists() or ClearingPlace.objects.filter(unit=row.new).exists():
        return
    for place in ClearingPlace.objects.filter(unit=unit):
        ClearingPlace.objects.create(unit=row.new, kind=place.kind, where=place.where)
    same = ("kind", "importance", "order", "stage", "action", "role", "office_id", "person_id")
    steps = ChainStep.objects.filter(unit=unit)
    ChainStep.objects.bulk_create(
        ChainStep(unit=row.new, **{name: getattr(step, name) for name in same}) for step in steps
    )
    facts = {"from": row.old.name, "to": row.new.name}
    record("replies.chain_moved", row.new.topic, by=by, at=now, subject=f"unit:{row.new.pk}", facts=facts)


def _move_opinion(opinion: Opinion, row: Touched, why: str, *, by: Actor, now: dt.datetime) -> None:
    """Asked of itself, or of a unit that is asked already: it comes with that one's."""
    assignment = Assignment.objects.get(pk=opinion.assignment_id)
    asked = Opinion.objects.filter(assignment=assignment, unit=row.new).exists()
    rows = Opinion.objects.filter(pk=opinion.pk, state=OpinionState.ASKED)
    if asked or assignment.unit_id == row.new.pk:
        rows.update(state=OpinionState.NOT_GIVEN, override_by=by.actor_name, override_reason=GIVEN_TOGETHER)
    else:
        rows.update(unit=row.new)
    _record("replies.opinion_moved", assignment, row, why, by=by, at=now)


@transaction.atomic
def hand_over(
    giver: User,
    taker: User,
    *,
    unit: Unit,
    why: str,
    by: Actor,
    now: dt.datetime,
    only: list[int] | None = None,
) -> list[Assignment]:
    """交接在办的件，连同指名等原来那位办的审签步骤；接手的人担任同一岗位的才接得了。"""
    given = handing_over.hand_over(giver, taker, unit=unit, why=why, by=by, now=now, only=only)
    tops = {assignment.parent_id or assignment.pk for assignment in given}
    waiting = ClearanceStep.objects.filter(person=giver, done_at=None, reply__assignment__in=tops)
    posts = Post.objects.on(local_day(now)).filter(user=taker)
    for step in waiting.select_related("reply__assignment__item", "unit"):
        if _can_take_over(step, posts, taker):
            ClearanceStep.objects.filter(pk=step.pk, done_at=None).update(person=taker)
            facts = {"from": giver.name, "to": taker.name, "why": why.strip()}
            _say("replies.step_moved", step.reply.assignment, facts, by=by, at=now)
    return given


def _can_take_over(step: ClearanceStep, posts: QuerySet[Post], taker: User) -> bool:
    """By the same post; a step by name (保密审查、公开审查) goes to anybody of the department but the drafter."""
    if step.role:
        return posts.filter(unit=step.unit, role=step.role).exists()
    home = step.unit.parent_id if step.unit.is_office else step.unit_id
    inside = posts.filter(Q(unit=home) | Q(unit__parent=home)).exclude(role__in=ADMIN_ROLES)
    return inside.exists() and taker.pk != step.reply.drafter_id


def waiting_for(user: User) -> int:
    """How many routing slips wait for this person by name."""
    return ClearanceStep.objects.filter(Q(person=user), done_at=None, reply__state__in=UNSIGNED).count()


def _record(verb: str, assignment: Assignment, row: Touched, why: str, **details: Any) -> None:
    _say(verb, assignment, {"from": row.old.name, "to": row.new.name, "why": why}, **details)


def _say(verb: str, assignment: Assignment, facts: dict[str, str], **details: Any) -> None:
    subject = f"assignment:{assignment.pk}"
    record(verb, f"item:{assignment.item_id}", subject=subject, facts=facts, **details)
