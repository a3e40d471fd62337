"""What an office's part of the unit's work owes, and how it is called here."""

import datetime as dt
from dataclasses import dataclass

from huiyin.accounts.models import User
from huiyin.directory.models import Unit
from huiyin.events.actors import Actor
from huiyin.handling import clocks
from huiyin.handling.duties import waive_all
from huiyin.handling.models import Assignment, Duty, DutyKind, Role, State
from huiyin.rules import packs

MAIN = (DutyKind.REPLY, DutyKind.OPINION)


@dataclass(frozen=True)
class Share:
    """One office's part: 任务、责任领导、责任处室（经办人）、时限、要求. leader None: who has the office in their portfolio."""

    office: Unit
    role: str = Role.LEAD
    officer: User | None = None
    leader: User | None = None
    due_on: dt.date | None = None
    task: str = ""
    requirement: str = ""


def main_duty(assignment: Assignment) -> Duty | None:
    """The reply or the opinion, whichever is owed."""
    return Duty.objects.filter(assignment=assignment, kind__in=MAIN, waived_on=None).order_by("-round").first()


def label_of(assignment: Assignment, role: str) -> str:
    """主办, or the local word for assisting."""
    return "主办" if role == Role.LEAD else packs.get(assignment.pack).labels.assist.value


def owe(part: Assignment) -> None:
    """The office that leads owes the text of the reply, the others their opinion; the date hangs on the unit's."""
    unit, kind = part.parent, _owed_kind(part)
    rows = list(part.duties.filter(kind=kind))
    if unit is None or unit.role == Role.REFER:
        return
    if all(row.waived_on for row in rows):
        Duty.objects.create(
            assignment=part,
            kind=kind,
            round=1 + max((row.round for row in rows), default=0),
            base_event=clocks.ALLOTTED,
            base_on=unit.dispatched_on,
            notice_due_on=part.notice_due_on,
        )
    clocks.recompute([part])


def follow_unit(unit: Assignment, *, on: dt.date, by: Actor) -> None:
    """What the unit owes has changed: its dates, and what its offices owe — the text of the reply, or an opinion."""
    clocks.recompute([unit])
    for part in unit.children.filter(state__in=(State.WAITING, State.HANDLING, State.DECLINING)):
        part.parent, part.item = unit, unit.item
        owe_otherwise(part, on=on, by=by)


def owe_otherwise(part: Assignment, *, on: dt.date, by: Actor) -> None:
    """The same after the part was given another role or another day."""
    is_read_only = part.parent is not None and part.parent.role == Role.REFER
    dropped = [kind for kind in MAIN if is_read_only or kind != _owed_kind(part)]
    waive_all(part, [*dropped], on=on, reason="处室角色调整", by=by)
    part.duties.filter(met_on=None, waived_on=None).update(notice_due_on=part.notice_due_on)
    owe(part)


def _owed_kind(part: Assignment) -> DutyKind:
    leads = part.role == Role.LEAD and part.parent is not None and part.parent.owes_reply
    return DutyKind.REPLY if leads else DutyKind.OPINION
