"""The verbs of the exchange: stage a list, look at it, import it, drop it."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from huiyin.directory.models import Unit
from huiyin.events.actions import record
from huiyin.events.actors import Actor, local_day
from huiyin.exchange.carrying import Doing, Written, carry_out
from huiyin.exchange.filing import content_of, keep_list
from huiyin.exchange.lines import ListRead
from huiyin.exchange.matching import CHANGED, NEW, Plan, Settings, match
from huiyin.exchange.models import Import, ImportState
from huiyin.exchange.reading import read_list
from huiyin.exchange.report import report_of, said_by
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.items.policy import can_receive


def stage(
    content: bytes, name: str, unit: Unit, *, by: Actor, now: dt.datetime, settings: Settings | None = None
) -> Import:
    """上传清单：读过、对过列、存好，还没有登记任何一件。读不了的，说明原因，什么也不留下。"""
    _only(by, unit)
    settings = settings or Settings()
    read = read_list(content, name)
    plan = match(read, unit, settings=settings, today=local_day(now))
    file = keep_list(content, name, by=by, now=now)
    with transaction.atomic():
        row = Import.objects.create(
            unit=unit,
            file=file,
            name=name[:200],
            settings=settings.as_json(),
            mapping={"columns": read.mapping(), "overrides": {}},
            report=report_of(plan),
            read_at=now,
            read_by=by.actor_key,
        )
        facts = {"name": row.name, "rows": len(plan.rows), "file": file.digest}
        record("exchange.list_read", f"import:{row.pk}", by=by, at=now, subject=f"import:{row.pk}", facts=facts)
    return row


def plan_of(row: Import, *, today: dt.date) -> Plan:
    """The staged list read again and matched with the books of this moment."""
    read = read_list(content_of(row.file), row.name, overrides=row.mapping.get("overrides", {}))
    return match(read, row.unit, settings=Settings.from_json(row.settings), today=today)


@transaction.atomic
def correct_columns(
    row: Import, overrides: Mapping[str, str], *, by: Actor, now: dt.datetime, settings: Settings | None = None
) -> Import:
    """对列：改正某列记到哪里（“工作表:列”→ 字段，空为不用），或改届次、批次，再对一遍。"""
    _only(by, row.unit)
    _still_open(row)
    kept = {**row.mapping.get("overrides", {}), **overrides}
    row.settings = settings.as_json() if settings else row.settings
    read = read_list(content_of(row.file), row.name, overrides=kept)
    plan = match(read, row.unit, settings=Settings.from_json(row.settings), today=local_day(now))
    row.mapping = {"columns": read.mapping(), "overrides": kept}
    row.report = report_of(plan)
    row.save(update_fields=["settings", "mapping", "report"])
    return row


def finish(row: Import, *, by: Actor, now: dt.datetime) -> Import:
    """导入：没有错误的行全部登记、交办，有误的行留在报告里；要么全部写入，要么什么也不写。"""
    _only(by, row.unit)
    _still_open(row)
    plan = plan_of(row, today=local_day(now))
    with transaction.atomic():
        claimed = Import.objects.filter(pk=row.pk, state=ImportState.READ).update(state=ImportState.DONE, done_at=now)
        if not claimed:
            raise NotReady("这份清单已经导入过了。")
        written = carry_out(plan, Doing(by, now, row.file))
        row.state, row.done_at = ImportState.DONE, now
        _keep_report(row, plan, written)
        _record_import(row, plan, by=by, now=now)
    return row


def drop(row: Import, *, by: Actor, now: dt.datetime) -> Import:
    """不导入：清单留着备查，什么也没有登记。"""
    _only(by, row.unit)
    _still_open(row)
    row.state = ImportState.DROPPED
    row.save(update_fields=["state"])
    record("exchange.list_dropped", f"import:{row.pk}", by=by, at=now, subject=f"import:{row.pk}")
    return row


def import_items(
    content: bytes, name: str, unit: Unit, *, by: Actor, now: dt.datetime, settings: Settings | None = None
) -> Import:
    """导入交办清单：读、对、登记一次做完；同一份清单再导入一次，什么也不变。"""
    _only(by, unit)
    settings = settings or Settings()
    read = read_list(content, name)
    plan = match(read, unit, settings=settings, today=local_day(now))
    file = keep_list(content, name, by=by, now=now)
    with transaction.atomic():
        written = carry_out(plan, Doing(by, now, file))
        row = Import(unit=unit, file=file, name=name[:200], read_at=now, read_by=by.actor_key)
        row.state, row.done_at, row.settings = ImportState.DONE, now, settings.as_json()
        row.mapping = {"columns": read.mapping(), "overrides": {}}
        row.save()
        _keep_report(row, plan, written)
        _record_import(row, plan, by=by, now=now)
    return row


def look(content: bytes, name: str, unit: Unit, *, settings: Settings, today: dt.date) -> Plan:
    """Read and match, write nothing: what --dry-run and --reconcile show."""
    read: ListRead = read_list(content, name)
    return match(read, unit, settings=settings, today=today)


def _keep_report(row: Import, plan: Plan, written: Written) -> None:
    """The report, what the list said of each item, and which sessions it was about."""
    sessions = {item.session_id for item in written.values()}
    sessions |= {one.known.item.session_id for one in plan.rows if one.known}
    row.settings = {**row.settings, "sessions": sorted(sessions)}
    row.report = {**report_of(plan), "said": said_by(plan, written)}
    row.save(update_fields=["state", "done_at", "settings", "report"])


def _record_import(row: Import, plan: Plan, *, by: Actor, now: dt.datetime) -> None:
    """One event for a list that changed something; a second run of the same list leaves no trace but its report."""
    facts: dict[str, Any] = {"name": row.name, "file": row.file.digest, "unit": row.unit.code}
    facts |= {key: row.report[key] for key in ("rows", "created", "unchanged", "changed")}
    facts["errors"] = len(row.report["errors"])
    if plan.of(NEW, CHANGED):
        record("exchange.list_imported", f"import:{row.pk}", by=by, at=now, subject=f"import:{row.pk}", facts=facts)


def _only(by: Actor, unit: Unit) -> None:
    if not can_receive(by, unit):
        raise NotAllowed("您没有权限为这个单位导入清单。")


def _still_open(row: Import) -> None:
    if row.state != ImportState.READ:
        raise NotReady("这份清单已经导入或已放弃。")
