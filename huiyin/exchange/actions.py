"""The verbs of the exchange: stage a list, put columns and rows right, import it, drop it."""

import copy
import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from huiyin.directory.models import Unit
from huiyin.events.actions import record
from huiyin.events.actors import Actor, local_day
from huiyin.exchange.filing import content_of, keep_list
from huiyin.exchange.looking import Looked, look_at
from huiyin.exchange.matching import Plan, Settings
from huiyin.exchange.mending import NOT_AN_ITEM, Mended
from huiyin.exchange.models import Import, ImportState
from huiyin.exchange.writing import write
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.items.policy import can_receive


def stage(
    content: bytes, name: str, unit: Unit, *, by: Actor, now: dt.datetime, settings: Settings | None = None
) -> Import:
    """上传清单：读过、对过列、存好，还没有登记任何一件。读不了的，说明原因，什么也不留下。"""
    row, looked = _read(content, name, unit, settings or Settings(), by=by, now=now)
    with transaction.atomic():
        row.save()
        facts = {"name": row.name, "rows": len(looked.plan.rows), "file": row.file.digest}
        _record("list_read", row, by=by, now=now, **facts)
    return row


def import_items(
    content: bytes, name: str, unit: Unit, *, by: Actor, now: dt.datetime, settings: Settings | None = None
) -> Import:
    """导入交办清单：读、对、登记一次做完；同一份清单再导入一次，什么也不变。"""
    row, looked = _read(content, name, unit, settings or Settings(), by=by, now=now)
    with transaction.atomic():
        row.state, row.done_at = ImportState.DONE, now
        row.save()
        write(row, looked, by=by, now=now)
    return row


def finish(row: Import, *, by: Actor, now: dt.datetime) -> Import:
    """导入：没有错误的行全部登记、交办，有误的行留在报告里；要么全部写入，要么什么也不写。"""
    _only(by, row.unit)
    _still_open(row)
    looked = look_again(row, today=local_day(now))
    with transaction.atomic():
        claimed = Import.objects.filter(pk=row.pk, state=ImportState.READ).update(state=ImportState.DONE, done_at=now)
        if not claimed:
            raise NotReady("这份清单已经导入过了。")
        row.state, row.done_at = ImportState.DONE, now
        write(row, looked, by=by, now=now)
    return row


@transaction.atomic
def correct_columns(
    row: Import, overrides: Mapping[str, str], *, by: Actor, now: dt.datetime, settings: Settings | None = None
) -> Import:
    """对列：改正某列记到哪里（“工作表:列”→ 字段，空为不用），或改届次、批次，再对一遍。"""
    _only(by, row.unit)
    _still_open(row)
    mapping = {**row.mapping, "overrides": {**row.mapping.get("overrides", {}), **overrides}}
    return _read_again(row, now=now, settings=settings.as_json() if settings else row.settings, mapping=mapping)


@transaction.atomic
def mend_row(row: Import, key: str, cells: Mapping[str, str], *, by: Actor, now: dt.datetime) -> Import:
    """就地更正一行：改过的格子代替原来的，再对一遍；原来的清单一字不动，改了什么记在日志里（R93）。"""
    _only(by, row.unit)
    _still_open(row)
    before = row.mended.get(key, {})
    _read_again(row, now=now, mended={**row.mended, key: {**before, **cells}})
    _record("row_mended", row, by=by, now=now, place=key, cells=dict(cells))
    return row


def set_aside(row: Import, key: str, reason: str, *, by: Actor, now: dt.datetime) -> Import:
    """核定某一行不是件：要写明理由，留在“不是件”的名单里（R93）。"""
    if not reason.strip():
        raise NotReady("请写明这一行为什么不是件。")
    return mend_row(row, key, {NOT_AN_ITEM: reason.strip()}, by=by, now=now)


@transaction.atomic
def unmend_row(row: Import, key: str, *, by: Actor, now: dt.datetime) -> Import:
    """取消更正：这一行恢复成清单原来的样子。"""
    _only(by, row.unit)
    _still_open(row)
    _read_again(row, now=now, mended={place: cells for place, cells in row.mended.items() if place != key})
    _record("row_restored", row, by=by, now=now, place=key)
    return row


@transaction.atomic
def take_up_again(row: Import, *, by: Actor, now: dt.datetime) -> Import:
    """接着改有误的行：同一份清单再核对一次，已导入的不会重复。"""
    _only(by, row.unit)
    if row.state == ImportState.READ:
        return row
    again = Import(unit=row.unit, file=row.file, name=row.name, sender=row.sender, mended=row.mended, read_at=now)
    again.read_by, again.settings, again.mapping = by.actor_key, row.settings, row.mapping
    _read_again(again, now=now, save=False)
    again.save()
    _record("list_read", again, by=by, now=now, name=again.name, rows=again.report["rows"], file=again.file.digest)
    return again


def drop(row: Import, *, by: Actor, now: dt.datetime) -> Import:
    """不导入：清单留着备查，什么也没有登记。"""
    _only(by, row.unit)
    _still_open(row)
    row.state = ImportState.DROPPED
    row.save(update_fields=["state"])
    _record("list_dropped", row, by=by, now=now)
    return row


def look(
    content: bytes, name: str, unit: Unit, *, settings: Settings, today: dt.date, mended: Mended | None = None
) -> Plan:
    """Read and match, write nothing: what --dry-run and --reconcile show."""
    return look_at(content, name, unit, settings=settings, today=today, mended=mended).plan


def look_again(row: Import, *, today: dt.date) -> Looked:
    """A staged list read again, with what was put right, against the books of this moment."""
    said: dict[str, Any] = {"overrides": row.mapping.get("overrides", {}), "mended": row.mended}
    settings = Settings.from_json(row.settings)
    return look_at(content_of(row.file), row.name, row.unit, settings=settings, today=today, **said)


def plan_of(row: Import, *, today: dt.date) -> Plan:
    """The staged list as it would be imported now."""
    return look_again(row, today=today).plan


def _read(
    content: bytes, name: str, unit: Unit, settings: Settings, *, by: Actor, now: dt.datetime
) -> tuple[Import, Looked]:
    """The list read and matched, as a row that is not stored yet."""
    _only(by, unit)
    looked = look_at(content, name, unit, settings=settings, today=local_day(now))
    return _kept(content, name, unit, settings, looked, by=by, now=now), looked


def _kept(
    content: bytes, name: str, unit: Unit, settings: Settings, looked: Looked, *, by: Actor, now: dt.datetime
) -> Import:
    """The file is stored before anything is written; the row is not saved yet."""
    file = keep_list(content, name, by=by, now=now)
    row = Import(unit=unit, file=file, name=name[:200], read_at=now, read_by=by.actor_key)
    row.settings, row.mapping, row.report = settings.as_json(), looked.mapping(), looked.report()
    row.edition = looked.edition
    return row


def _read_again(row: Import, *, now: dt.datetime, save: bool = True, **changes: Any) -> Import:
    """With these changes; what can no longer be read leaves the row as it was."""
    tried = copy.copy(row)
    for name, value in changes.items():
        setattr(tried, name, value)
    looked = look_again(tried, today=local_day(now))
    row.settings, row.mended = tried.settings, tried.mended
    row.mapping, row.report, row.edition = looked.mapping(), looked.report(), looked.edition
    if save:
        row.save(update_fields=["settings", "mapping", "mended", "report", "edition"])
    return row


def _record(verb: str, row: Import, *, by: Actor, now: dt.datetime, **facts: Any) -> None:
    topic = f"import:{row.pk}"
    record(f"exchange.{verb}", topic, by=by, at=now, subject=topic, facts=facts)


def _only(by: Actor, unit: Unit) -> None:
    if not can_receive(by, unit):
        raise NotAllowed("您没有权限为这个单位导入清单。")


def _still_open(row: Import) -> None:
    if row.state != ImportState.READ:
        raise NotReady("这份清单已经导入或已放弃。")
