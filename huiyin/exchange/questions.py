"""清点核对: what a later edition leaves open is asked, and the answer is carried out with its event."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from huiyin.events.actions import build, record, record_many
from huiyin.events.actors import SYSTEM, Actor, RecordedFor, local_day
from huiyin.exchange.editions import Gap
from huiyin.exchange.models import Answer, Import, Question, QuestionKind
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.handling import actions as handling
from huiyin.handling.changing import change_role
from huiyin.handling.models import Assignment
from huiyin.items import actions as items
from huiyin.items.models import Item
from huiyin.items.models import State as ItemState
from huiyin.items.policy import can_receive

CHOICES = {
    QuestionKind.MISSING: (Answer.MOVED_AWAY, Answer.WITHDRAWN, Answer.LEFT_OUT),
    QuestionKind.REMOVED: (Answer.TAKEN, Answer.KEPT),
    QuestionKind.ROLE_CHANGED: (Answer.TAKEN, Answer.KEPT),
}
GONE = (ItemState.WITHDRAWN, ItemState.MOVED_AWAY)


def ask(row: Import, gaps: Sequence[Gap], *, by: Actor, now: dt.datetime) -> list[Question]:
    """后一版清单没有的，逐件问；前几版问过还没有回答的，以这一版为准。"""
    supersede(row, by=by, now=now)
    questions = Question.objects.bulk_create(
        [
            Question(
                came_with=row,
                kind=g.kind,
                item=g.item,
                unit=g.unit,
                before=g.before,
                role=g.role,
                role_label=g.role_label,
            )
            for g in gaps
        ]
    )
    record_many(
        build(
            "exchange.question_raised",
            question.item.topic,
            by=by,
            at=now,
            subject=f"question:{question.pk}",
            facts={
                "kind": str(question.kind),
                "list": row.name,
                "edition": row.edition,
                "unit_name": question.unit.name,
            },
        )
        for question in questions
    )
    return questions


def supersede(row: Import, *, by: Actor, now: dt.datetime) -> int:
    """Open questions of the editions before this one have found their answer in it."""
    chain = []
    before = row.follows
    while before:
        chain.append(before.pk)
        before = before.follows
    old = Question.objects.open().filter(came_with__in=chain)
    return old.update(answer=Answer.SUPERSEDED, answered_on=local_day(now), answered_by=by.actor_key)


@transaction.atomic
def answer_question(
    question: Question, answer: str, *, by: Actor, now: dt.datetime, on: dt.date | None = None, note: str = ""
) -> Question:
    """回答清点的疑问：转走、撤回或漏列；单位是否照清单撤销、改角色。照交办单位的清单代为登记。"""
    if not can_receive(by, question.came_with.unit):
        raise NotAllowed("您没有权限核对这个单位的清单。")
    if answer not in CHOICES[QuestionKind(question.kind)]:
        raise NotReady("请从给出的几种情况里选一种。")
    claimed = Question.objects.open().filter(pk=question.pk)
    columns = {"answer": answer, "note": note[:300], "answered_on": local_day(now), "answered_by": by.actor_key}
    if not claimed.update(**columns):
        raise NotReady("这一条已经回答过了。")
    for name, value in columns.items():
        setattr(question, name, value)
    told = _told(question, on or local_day(now))
    _carry_out(question, told, by=by, now=now)
    facts = {"kind": str(question.kind), "answer": str(answer), "note": note, "list": question.came_with.name}
    facts |= {"edition": str(question.came_with.edition), "unit_name": question.unit.name}
    subject = f"question:{question.pk}"
    record("exchange.question_answered", question.item.topic, by=by, at=now, subject=subject, facts=facts)
    return question


def _told(question: Question, on: dt.date) -> RecordedFor:
    row = question.came_with
    who = row.sender.name if row.sender else (question.item.batch.sender or "交办单位")
    return RecordedFor(who=who, on=on, way="letter", file=row.file.digest)


def _carry_out(question: Question, told: RecordedFor, *, by: Actor, now: dt.datetime) -> None:
    """What the answer means for the item and for the unit's part in it."""
    reason = f"{question.came_with.name}（第{question.came_with.edition}版）{question.get_kind_display()}：{question.get_answer_display()}"
    if question.answer == Answer.WITHDRAWN:
        _stop(question.item, items.withdraw, reason, told, by=by, now=now)
    elif question.answer == Answer.MOVED_AWAY:
        _move_away(question, reason, told, by=by, now=now)
    elif question.answer == Answer.TAKEN:
        _follow_the_list(question, reason, told, by=by, now=now)


def _move_away(question: Question, reason: str, told: RecordedFor, *, by: Actor, now: dt.datetime) -> None:
    """Ours ends; the item leaves the books when no other unit at home here still has a part in it."""
    others = Assignment.objects.open().filter(item=question.item, parent=None, unit__managed_here=True)
    if not others.exclude(unit=question.unit).exists():
        _stop(question.item, items.move_away, reason, told, by=by, now=now)
        return
    for part in others.filter(unit=question.unit):
        handling.withdraw(part, reason=reason, by=by, now=now, recorded_for=told)


def _stop(item: Item, move: object, reason: str, told: RecordedFor, *, by: Actor, now: dt.datetime) -> None:
    """An item that leaves stops every clock (R8)."""
    assert callable(move)
    move(item, reason, by=by, now=now, recorded_for=told)
    handling.withdraw_all(item, reason=reason, by=SYSTEM, now=now)


def _follow_the_list(question: Question, reason: str, told: RecordedFor, *, by: Actor, now: dt.datetime) -> None:
    part = Assignment.objects.open().filter(item=question.item, unit=question.unit, parent=None).first()
    if part is None:
        raise NotReady("这个单位已经没有在办，不用再改。")
    if question.kind == QuestionKind.REMOVED:
        handling.withdraw(part, reason=reason, by=by, now=now, recorded_for=told)
        return
    change_role(
        part,
        role=question.role,
        role_label=question.role_label,
        from_on=max(told.on, part.dispatched_on),
        remark=reason,
        by=by,
        now=now,
        recorded_for=told,
    )
