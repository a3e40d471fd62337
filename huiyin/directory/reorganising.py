"""What becomes of units: split, merged, taken over — said once, with the day, the reason and who takes what."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction

from huiyin.directory import policy
from huiyin.directory.actions import move_paths
from huiyin.directory.models import Change, Succession, Unit
from huiyin.events.actions import record
from huiyin.events.actors import Actor, local_day
from huiyin.flow.errors import Blocker, NotAllowed, NotReady, Stale


@dataclass(frozen=True)
class Reorganisation:
    """One change of the tree. news: the first takes whatever `chosen` (key of what is touched → unit) does not name."""

    change: str
    olds: tuple[Unit, ...]
    news: tuple[Unit, ...]
    on: dt.date
    why: str
    chosen: Mapping[str, Unit] = field(default_factory=dict)

    def heir(self, key: str, otherwise: Unit | None = None) -> Unit:
        """Who takes this over."""
        return self.chosen.get(key) or otherwise or self.news[0]


@dataclass(frozen=True)
class Touched:
    """One thing that moves: its key, what it is, how people call it, from whom to whom, and what stands in the way.

    item_id: the item it belongs to, for who may see items; the label never says what an item is about (R81).
    """

    key: str
    what: str
    label: str
    old: Unit
    new: Unit
    item_id: int | None = None
    note: str = ""
    blocker: str = ""


def touched(plan: Reorganisation) -> list[Touched]:
    """The offices of a department: each moves below one of the successors."""
    inside = Unit.objects.filter(parent__in=plan.olds, valid_to=None).order_by("position", "sort_key")
    return [
        Touched(f"unit:{unit.pk}", "处室", unit.name, unit.parent, plan.heir(f"unit:{unit.pk}"))
        for unit in inside.select_related("parent")
        if unit.parent
    ]


def blockers(plan: Reorganisation, *, today: dt.date) -> list[Blocker]:
    """Why it cannot be done as said; empty when it can."""
    sentences = [*_wrong_number(plan), *_wrong_units(plan)]
    if not plan.why.strip():
        sentences.append("要写明依据（哪份文件、哪次会议）。")
    if plan.on > today:
        sentences.append(f"生效日期（{plan.on}）还没有到，请到那一天再办。")
    if any(unit not in plan.news for unit in plan.chosen.values()):
        sentences.append("承接的只能是上面选定的单位。")
    return [Blocker(sentence, where="units") for sentence in sentences]


def _wrong_number(plan: Reorganisation) -> list[str]:
    if not plan.olds or not plan.news:
        return ["要写明哪些单位变动、由哪些单位承接。"]
    if plan.change == Change.SPLIT and (len(plan.olds) > 1 or len(plan.news) < 2):
        return ["拆分是一个单位变成两个以上的单位；新单位还没有的，请先新增。"]
    if plan.change == Change.MERGE and (len(plan.olds) < 2 or len(plan.news) > 1):
        return ["合并是两个以上的单位变成一个单位；新单位还没有的，请先新增。"]
    if plan.change == Change.TAKE_OVER and len(plan.news) > 1:
        return ["由一个单位承接；要分给几个单位请选“拆分”。"]
    return []


def _wrong_units(plan: Reorganisation) -> list[str]:
    said = []
    for new in plan.news:
        if new in plan.olds:
            said.append(f"{new}不能自己承接自己；它继续保留的，请选“撤销并由他单位承接”，只写被撤销的单位。")
        if new.is_ended:
            said.append(f"{new}已经撤销，不能承接。")
        if any(old.is_office != new.is_office for old in plan.olds):
            said.append(f"{new}与被撤销的单位不是同一类：处室由处室承接，部门由部门承接。")
        elif any(old.is_office and old.parent_id != new.parent_id for old in plan.olds):
            said.append(f"{new}不在同一个部门；处室的件是本部门的件，不能交到别的部门。")
        elif any(new.path.startswith(old.path) for old in plan.olds if old != new):
            said.append(f"{new}是被撤销单位的下级，不能承接。")
    return said + [f"{old}已经撤销过了。" for old in plan.olds if old.is_ended]


def insist_allowed(plan: Reorganisation, by: Actor) -> None:
    """机构调整由系统管理员办；本部门的处室，综合协调人也可以办。"""
    if not all(policy.can_reorganise(by, unit) for unit in (*plan.olds, *plan.news)):
        raise NotAllowed("您没有权限调整这些单位。")


@transaction.atomic
def succeed(plan: Reorganisation, *, by: Actor, now: dt.datetime) -> list[Succession]:
    """机构调整：原单位到那一天为止，承接单位写明；历史留在原单位名下，所属处室随承接单位走。"""
    insist_allowed(plan, by)
    if missing := blockers(plan, today=local_day(now)):
        raise NotReady(missing)
    if Unit.objects.filter(pk__in=[old.pk for old in plan.olds], valid_to=None).update(valid_to=plan.on) < len(
        plan.olds
    ):
        raise Stale("别人刚刚调整过这些单位，请刷新后再看。")
    rows = [
        Succession(old=old, new=new, change=plan.change, on=plan.on, why=plan.why.strip(), is_main=new == plan.news[0])
        for old in plan.olds
        for new in plan.news
    ]
    Succession.objects.bulk_create(rows)
    for row in touched(plan):
        _move_office(row)
    for old in plan.olds:
        old.valid_to = plan.on
        _record(old, plan, by=by, now=now)
    return rows


def _move_office(row: Touched) -> None:
    office = Unit.objects.select_related("parent").get(pk=row.key.partition(":")[2])
    office.parent = row.new
    office.save(update_fields=["parent"])
    move_paths(office)


def _record(old: Unit, plan: Reorganisation, *, by: Actor, now: dt.datetime) -> None:
    facts = {
        "change": str(plan.change),
        "into": [unit.code for unit in plan.news],
        "names": "、".join(unit.name for unit in plan.news),
        "on": plan.on.isoformat(),
        "why": plan.why.strip(),
    }
    record("directory.unit_succeeded", old.topic, by=by, at=now, subject=f"unit:{old.pk}", facts=facts)


def heir_of(unit: Unit) -> Unit:
    """Who speaks for it today: itself, or its main successor, or that one's."""
    seen: set[int] = set()
    while unit.is_ended and unit.pk not in seen:
        seen.add(unit.pk)
        row = Succession.objects.filter(old=unit, is_main=True).select_related("new__parent").first()
        if row is None:
            break
        unit = row.new
    return unit
