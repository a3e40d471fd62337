"""What becomes of lists, working groups and the right to see items when units are reorganised."""

import datetime as dt

from django.db.models import Model

from huiyin.directory import reorganising
from huiyin.directory.models import Unit
from huiyin.directory.reorganising import Reorganisation, Touched
from huiyin.events.actions import record
from huiyin.events.actors import Actor
from huiyin.items.models import Access, Batch, Group

WHY = "succession"
NAME_LIMIT = 80


def touched(plan: Reorganisation) -> list[Touched]:
    """还有件在办的批次、成组办理的组；件的内容不在这里写（R81）。"""
    batches = Batch.objects.filter(unit__in=plan.olds, items__closed_on=None, items__left_on=None).distinct()
    groups = Group.objects.filter(unit__in=plan.olds)
    return [
        *(_row("批次", batch, batch.unit, plan) for batch in batches.select_related("unit").order_by("pk")),
        *(_row("成组", group, group.unit, plan) for group in groups.select_related("unit").order_by("pk")),
    ]


def move(plan: Reorganisation, *, by: Actor, now: dt.datetime) -> None:
    """批次和组由承接单位接着管；原单位看得到的件，承接单位都看得到，已办结的也看得到。"""
    share_sight(plan)
    for row in touched(plan):
        kind, _, key = row.key.partition(":")
        if kind == "batch":
            _move_batch(Batch.objects.get(pk=key), row, by=by, now=now)
        else:
            _move_group(Group.objects.get(pk=key), row, by=by, now=now)


def share_sight(plan: Reorganisation) -> None:
    """What the old unit could see its main heir sees; what an office could see, the department it goes to."""
    pairs = [(old.pk, plan.news[0].pk) for old in plan.olds]
    pairs += [(int(row.key.partition(":")[2]), row.new.pk) for row in reorganising.touched(plan)]
    for old, new in pairs:
        seen = Access.objects.filter(unit=old).values_list("item", flat=True).distinct()
        rows = [Access(item_id=item, unit_id=new, why=WHY) for item in seen]
        Access.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)


def show(item_id: int, unit: Unit) -> None:
    """An heir sees what it takes over."""
    Access.objects.get_or_create(item_id=item_id, unit=unit, why=WHY)


def _row(what: str, obj: Batch | Group, old: Unit, plan: Reorganisation) -> Touched:
    key = f"{obj._meta.model_name}:{obj.pk}"
    return Touched(key, what, obj.name, old, plan.heir(key))


def _move_batch(batch: Batch, row: Touched, *, by: Actor, now: dt.datetime) -> None:
    if Batch.objects.filter(unit=row.new, session=batch.session_id, name=batch.name).exists():
        batch.name = _apart(batch.name, row)
    batch.unit = row.new
    batch.save(update_fields=["unit", "name"])
    _record("items.batch_moved", batch, batch.name, row, by=by, now=now)


def _move_group(group: Group, row: Touched, *, by: Actor, now: dt.datetime) -> None:
    if Group.objects.filter(unit=row.new, name=group.name).exists():
        group.name = _apart(group.name, row)
    group.unit = row.new
    group.save(update_fields=["unit", "name"])
    _record("items.group_moved", group, group.name, row, by=by, now=now)


def _apart(name: str, row: Touched) -> str:
    """The heir has one of that name."""
    return f"{name}（原{row.old.name}）"[:NAME_LIMIT]


def _record(verb: str, obj: Model, name: str, row: Touched, *, by: Actor, now: dt.datetime) -> None:
    facts = {"from": row.old.name, "to": row.new.name, "name": name}
    record(verb, row.new.topic, by=by, at=now, subject=f"{obj._meta.model_name}:{obj.pk}", facts=facts)
