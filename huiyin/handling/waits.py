"""等谁: who has the next word on what a unit holds, and since when; later rooms say it of their own acts."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.db import transaction

from huiyin.directory.models import Unit
from huiyin.events.actions import record
from huiyin.events.actors import Actor
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.handling import policy
from huiyin.handling.models import LEADING, Assignment, Role, State, Wait, WaitKind

REVIEWING, SIGNING, CONSULTING = "核稿", "签发", "征询意见"
LATER = (WaitKind.CO_UNIT, WaitKind.LEADER, WaitKind.REGISTRY, WaitKind.OA)
"""What a later room said of a draft stands while the unit is at work, whatever its offices do meanwhile."""


class Word(NamedTuple):
    """Whose word it is: kind, by name, about what."""

    kind: WaitKind
    whom: str
    what: str


class Waiting(NamedTuple):
    """An open wait as a page shows it."""

    kind: WaitKind
    whom: str
    what: str
    since: dt.date

    def __str__(self) -> str:
        return f"{self.whom or self.kind.label}{self.what}"

    def days(self, today: dt.date) -> int:
        return (today - self.since).days


@transaction.atomic
def begin(assignment: Assignment, kind: str, *, whom: str, what: str, since: dt.date) -> Wait:
    """等谁、等什么，自哪一天；原来等的到这一天为止。还是原来那一个的，起始日不变。"""
    word, before = Word(WaitKind(kind), whom[:120], what[:40]), current(assignment)
    if before and (before.kind, before.whom, before.what) == word:
        return before
    if before and before.since >= since:
        Wait.objects.filter(pk=before.pk).update(**word._asdict())
        return Wait.objects.get(pk=before.pk)
    if before:
        Wait.objects.filter(pk=before.pk).update(ended_on=since)
    return Wait.objects.create(assignment_id=assignment.pk, since=since, **word._asdict())


def end(assignment: Assignment, *, on: dt.date) -> None:
    """不再等谁。"""
    if before := current(assignment):
        Wait.objects.filter(pk=before.pk).update(ended_on=max(on, before.since))


@transaction.atomic
def say(
    assignment: Assignment, kind: str, *, whom: str, what: str, since: dt.date, by: Actor, now: dt.datetime
) -> Wait:
    """登记等谁：系统外的（本单位 OA、某位领导、会办单位），由办的人写明等谁、等什么、自哪一天；下一步办了就不再等。"""
    if not policy.works_on(by, assignment) or not assignment.is_top or not assignment.is_open:
        raise NotAllowed("在办的件，由办的人登记等谁。")
    if not what.strip() or since > now.date():
        raise NotReady("要写明等什么、自哪一天（不晚于今天）。")
    row = begin(assignment, kind, whom=whom.strip(), what=what.strip(), since=since)
    facts = {"kind": str(row.get_kind_display()), "whom": row.whom, "what": row.what, "since": since.isoformat()}
    subject = f"assignment:{assignment.pk}"
    record("handling.wait_said", f"item:{assignment.item_id}", by=by, at=now, subject=subject, facts=facts)
    return row


def begin_many(assignments: Sequence[Assignment]) -> None:
    """What was just handed to units that work here waits for them; offices are asked for once for all."""
    here = [assignment for assignment in assignments if assignment.unit.managed_here]
    units = {assignment.unit_id for assignment in here}
    split = set(Unit.objects.filter(parent__in=units, kind="office").values_list("parent", flat=True))
    rows = [(one, _before_offices(one, has_offices=one.unit_id in split)) for one in here]
    Wait.objects.bulk_create(
        [Wait(assignment=one, since=one.dispatched_on, **word._asdict()) for one, word in rows], batch_size=500
    )


def follow(assignment: Assignment, *, on: dt.date, anew: bool = False) -> None:
    """等谁 as the states of the unit and its offices say; what a later room said stands, unless work begins anew."""
    related = ("unit", "item__batch__unit")
    top = Assignment.objects.select_related(*related).get(pk=assignment.parent_id or assignment.pk)
    before = current(top)
    if top.state == State.HANDLING and before and not anew and _was_said_later(before):
        return
    word = _word(top)
    if word is None:
        end(top, on=on)
    elif top.unit.managed_here:
        begin(top, word.kind, whom=word.whom, what=word.what, since=on)


def read(facts: Mapping[str, str] | None) -> Waiting | None:
    """What `with_waits` brought."""
    if not facts:
        return None
    since = dt.date.fromisoformat(facts["since"])
    return Waiting(WaitKind(facts["kind"]), facts["whom"], facts["what"], since)


def current(assignment: Assignment) -> Wait | None:
    return Wait.objects.filter(assignment=assignment.pk, ended_on=None).first()


def _was_said_later(wait: Wait) -> bool:
    return wait.kind in LATER or wait.what in (REVIEWING, SIGNING, CONSULTING)


def _word(top: Assignment) -> Word | None:
    own = top.unit.name
    if top.state == State.DECLINING:
        return Word(WaitKind.DISPATCHER, _dispatcher(top), "答复退办")
    if top.state == State.ANSWERED:
        return Word(WaitKind.OFFICE, own, "办结")
    if top.state not in (State.WAITING, State.HANDLING):
        return None
    share = top.children.filter(role__in=LEADING).exclude(state=State.WITHDRAWN).select_related("unit").first()
    if share is None:
        return _before_offices(top, has_offices=Unit.objects.offices_of(top.unit).exists())
    if share.state == State.DECLINING:
        return Word(WaitKind.OFFICE, own, "答复处室退办")
    return Word(WaitKind.OFFICE, share.unit.name, "签收" if share.state == State.WAITING else "办理")


def _before_offices(top: Assignment, *, has_offices: bool) -> Word:
    """Signed for, then given to an office; a unit without offices works on it itself."""
    if top.role == Role.REFER:
        return Word(WaitKind.OFFICE, top.unit.name, "阅知")
    if top.state == State.WAITING:
        return Word(WaitKind.OFFICE, top.unit.name, "签收")
    return Word(WaitKind.OFFICE, top.unit.name, "分到处室" if has_offices else "办理")


def _dispatcher(top: Assignment) -> str:
    """Who handed it over, by name where the list says it."""
    batch = top.item.batch
    return batch.sender or ("交办单位" if batch.unit_id == top.unit_id else batch.unit.name)
