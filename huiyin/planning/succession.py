"""What becomes of plans of allotment that are not given out yet when units are reorganised."""

import datetime as dt

from huiyin.directory.reorganising import Reorganisation, Touched
from huiyin.events.actions import record
from huiyin.events.actors import Actor
from huiyin.handling.models import Role
from huiyin.planning.models import AllotmentPlan, PlanRow, State

WAITING = (State.DRAFTING, State.SUBMITTED, State.APPROVED)


def touched(plan: Reorganisation) -> list[Touched]:
    """方案里还没有分出的各行，和部门自己的方案。"""
    return [
        *(
            Touched(f"plan:{row.pk}", "分办方案", row.name, row.unit, plan.heir(f"plan:{row.pk}"))
            for row in AllotmentPlan.objects.filter(unit__in=plan.olds, state__in=WAITING).select_related("unit")
        ),
        *(_row(row, plan) for row in _rows(plan)),
    ]


def move(plan: Reorganisation, *, by: Actor, now: dt.datetime) -> None:
    """方案里的处室换成承接的处室；同一件原来写了两个处室的，合为一行，牵头的仍牵头。"""
    goes = {row.key: row for row in touched(plan)}
    for key, row in goes.items():
        if key.startswith("plan:"):
            AllotmentPlan.objects.filter(pk=key.partition(":")[2]).update(unit=row.new)
            _record(key, row, by=by, at=now)
    for planned in _rows(plan):
        row = goes[f"planrow:{planned.pk}"]
        twin = PlanRow.objects.filter(plan=planned.plan, assignment=planned.assignment, office=row.new).first()
        if twin is None:
            PlanRow.objects.filter(pk=planned.pk).update(office=row.new)
        else:
            planned.delete()
            PlanRow.objects.filter(pk=twin.pk).update(
                role=Role.LEAD if Role.LEAD in (twin.role, planned.role) else twin.role
            )
        _record(row.key, row, by=by, at=now)


def _rows(plan: Reorganisation) -> list[PlanRow]:
    rows = PlanRow.objects.filter(office__in=plan.olds, given_on=None, plan__state__in=WAITING)
    return list(rows.select_related("office", "plan", "assignment__item__session").order_by("pk"))


def _row(row: PlanRow, plan: Reorganisation) -> Touched:
    key, item = f"planrow:{row.pk}", row.assignment.item
    label = f"{row.plan.name} · {item.session} {item.number_label}"
    return Touched(key, "分办方案", label, row.office, plan.heir(key), item.pk)


def _record(key: str, row: Touched, **details: object) -> None:
    topic = f"item:{row.item_id}" if row.item_id else row.new.topic
    record("planning.moved", topic, subject=key, facts={"from": row.old.name, "to": row.new.name}, **details)
