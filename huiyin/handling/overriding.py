"""本批另定: what the notice of one batch says otherwise than the rule pack, with the paper that says so."""

import datetime as dt
from collections.abc import Iterator

from django.db import transaction

from huiyin.events.actions import record
from huiyin.events.actors import Actor, RecordedFor, local_day
from huiyin.files.models import StoredFile
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.handling import moving
from huiyin.handling.models import Assignment, AssignmentQuerySet, Override, Role
from huiyin.items.models import Batch
from huiyin.items.policy import can_receive
from huiyin.rules.pack import BASES, DUTIES, EXTRA_DUTIES, UNITS

NAMES = {**DUTIES, **EXTRA_DUTIES}
COUNTED = ("months", "workdays", "days")


def term(
    batch: Batch,
    duty: str,
    *,
    clause: str,
    role: str = "",
    fixed_on: dt.date | None = None,
    amount: int | None = None,
    unit: str = "",
    base: str = "",
) -> Override:
    """The row these facts make, checked and not stored: a date, or a time with its beginning."""
    if duty not in NAMES or role not in ("", *Role.values):
        raise NotReady("没有这一种时限或角色。")
    if not clause.strip():
        raise NotReady("另定的时限要写明依据（哪一份交办函、通知）。")
    counted = amount is not None or unit or base
    if bool(counted) == (fixed_on is not None):
        raise NotReady("写固定日期，或者写从哪一天起算多少时间，二者取一。")
    if counted and (not amount or unit not in COUNTED or base not in BASES):
        raise NotReady("时间要写全：多少、单位（月、工作日、日）、从哪一天起算。")
    if fixed_on and batch.dispatched_on and fixed_on < batch.dispatched_on:
        raise NotReady(f"固定日期（{fixed_on}）早于本批交办日期（{batch.dispatched_on}）。")
    return Override(
        batch=batch, duty=duty, role=role, fixed_on=fixed_on, amount=amount, unit=unit, base=base, clause=clause.strip()
    )


def preview(batch: Batch, changed: Override | None, *, without: Override | None = None) -> Iterator[moving.Move]:
    """Which open items of the batch would move with this row, or without that one; writes nothing."""
    rows = [row for row in Override.objects.filter(batch=batch).order_by("id") if row != without]
    if changed is not None:
        rows = [row for row in rows if (row.duty, row.role) != (changed.duty, changed.role)] + [changed]
    return moving.would_move(_of_batch(batch), overrides={batch.pk: rows})


@transaction.atomic
def set_override(
    batch: Batch,
    duty: str,
    *,
    clause: str,
    by: Actor,
    now: dt.datetime,
    role: str = "",
    fixed_on: dt.date | None = None,
    amount: int | None = None,
    unit: str = "",
    base: str = "",
    file: StoredFile | None = None,
    recorded_for: RecordedFor | None = None,
) -> Override:
    """登记本批另定的时限：写明依据的交办函或通知；答复期限只能比法定的短（R18）；在办的件随之重算，各记一个事件。"""
    _insist(by, batch)
    wanted = term(batch, duty, role=role, fixed_on=fixed_on, amount=amount, unit=unit, base=base, clause=clause)
    columns = {name: getattr(wanted, name) for name in ("fixed_on", "amount", "unit", "base", "clause")}
    columns |= {"file": file, "set_on": local_day(now, recorded_for), "set_by": by.actor_key}
    override, _ = Override.objects.update_or_create(batch=batch, duty=duty, role=role, defaults=columns)
    _record("handling.override_set", override, by=by, now=now, recorded_for=recorded_for)
    _move(batch, f"本批另定{said(override)}", override.clause, by, now)
    return override


@transaction.atomic
def remove_override(
    override: Override, *, reason: str, by: Actor, now: dt.datetime, recorded_for: RecordedFor | None = None
) -> Batch:
    """取消本批另定的时限：恢复按规则包计算；在办的件随之重算，各记一个事件。"""
    batch = override.batch
    _insist(by, batch)
    if not reason.strip():
        raise NotReady("取消另定的时限要写明理由。")
    _record("handling.override_removed", override, by=by, now=now, recorded_for=recorded_for, reason=reason)
    told = f"取消本批另定{said(override)}"
    override.delete()
    _move(batch, told, reason, by, now)
    return batch


def can_override(actor: Actor, batch: Batch) -> bool:
    """Who receives the lists of the unit."""
    return can_receive(actor, batch.unit)


def said(override: Override) -> str:
    """会办意见：5月20日前; 退办：收到之日起3个工作日."""
    who = f"（{Role(override.role).label}）" if override.role else ""
    day = override.fixed_on
    when = f"{day.year}年{day.month}月{day.day}日前" if day else ""
    counted = f"{BASES.get(override.base, '')}起{override.amount}{UNITS.get(override.unit, '')}"
    return f"{NAMES[override.duty]}{who}：{when or counted}"


def _of_batch(batch: Batch) -> AssignmentQuerySet:
    return Assignment.objects.filter(item__batch=batch, parent=None)


def _move(batch: Batch, why: str, clause: str, by: Actor, now: dt.datetime) -> None:
    moving.move_dates(_of_batch(batch), why=why, clause=clause, by=by, now=now)


def _insist(by: Actor, batch: Batch) -> None:
    if not can_override(by, batch):
        raise NotAllowed("您没有权限为这一批另定时限。")


def _record(
    verb: str, override: Override, *, by: Actor, now: dt.datetime, recorded_for: RecordedFor | None, **more: str
) -> None:
    facts = {"batch": override.batch.name, "said": said(override), "clause": override.clause, **more}
    topic = f"batch:{override.batch_id}"
    record(verb, topic, by=by, at=now, subject=topic, facts=facts, recorded_for=recorded_for)
