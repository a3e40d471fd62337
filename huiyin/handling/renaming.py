"""A unit gets another name or another place in the tree while work goes on in it."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from huiyin.directory.actions import change_unit
from huiyin.directory.models import Unit
from huiyin.directory.policy import can_manage_units, can_reorganise
from huiyin.events.actors import Actor
from huiyin.flow.errors import Blocker, NotAllowed, NotReady
from huiyin.handling.models import Assignment, Wait


@transaction.atomic
def rename(unit: Unit, *, name: str, by: Actor, now: dt.datetime) -> Unit:
    """改名：旧名留着；在等它的件，写新名称，自何日起等不变。"""
    before = unit.name
    change_unit(unit, name=name, by=by, now=now)
    held = Assignment.objects.open().filter(unit=unit).values_list("pk", "parent")
    rename_waits(before, unit.name, {key for pair in held for key in pair if key})
    return unit


@transaction.atomic
def move_unit(unit: Unit, parent: Unit, *, by: Actor, now: dt.datetime) -> Unit:
    """移到另一个上级之下：处室还有本部门的件在办时不能移，件是部门的。"""
    if not (can_reorganise(by, unit) and can_manage_units(by, parent)):
        raise NotAllowed("您没有权限把它移到那里。")
    if parent.is_ended:
        raise NotReady(f"{parent}已经撤销。")
    open_shares = Assignment.objects.open().filter(unit=unit).exclude(parent=None)
    if unit.is_office and unit.parent_id != parent.pk and (count := open_shares.count()):
        raise NotReady([Blocker(f"{unit}还有 {count} 件在办，这些件是{unit.parent}的；请先重新分办。", where="units")])
    return change_unit(unit, parent=parent, by=by, now=now)


def rename_waits(before: str, after: str, assignments: Iterable[int]) -> None:
    """Who is waited for has another name; since when it is waited for stays."""
    Wait.objects.filter(assignment__in=list(assignments), ended_on=None, whom=before).update(whom=after)
