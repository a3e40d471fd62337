"""How the words of a report and the ways of counting are kept: each change is in the log."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max

from huiyin.directory.models import Unit
from huiyin.events.actions import record
from huiyin.events.actors import Actor
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.reports import annual, citing, policy
from huiyin.reports.models import CountingScope, Passage
from huiyin.reports.phrases import PHRASES
from huiyin.reports.scopes import DEFAULT_NAME, scope_for
from huiyin.reports.telling import Part, Telling


def tell(text: str, *, unit: Unit, year: int) -> list[Part]:
    """A passage as the report would print it; what it asks for and nobody has defined is said in words."""
    try:
        return Telling(scope_for(unit, year), PHRASES).tell(text)
    except (ValueError, KeyError) as error:
        raise NotReady(str(error) or "花括号里有不认识的数。") from error


@transaction.atomic
def save_passage(passage: Passage, *, text: str, heading: str = "", by: Actor, now: dt.datetime) -> Passage:
    """改写年报一段：句中的数写成花括号里的指标，认得的才收。"""
    _insist(by, passage.unit)
    if not text.strip():
        raise NotReady("这一段还没有写。")
    tell(heading + text, unit=passage.unit, year=passage.year)
    before = passage.text if passage.pk else ""
    passage.text, passage.heading = text.strip(), heading.strip()
    passage.save()
    citing.follow_text(passage)
    _record("reports.passage_saved", passage, by=by, now=now, facts={"before": before, "after": passage.text})
    return passage


def add_passage(
    unit: Unit, *, year: int, section: int, text: str, heading: str = "", by: Actor, now: dt.datetime
) -> Passage:
    """在一部分的末尾加一段。"""
    last = Passage.objects.filter(unit=unit, year=year, section=section).aggregate(last=Max("position"))["last"]
    position = 0 if last is None else last + 1
    passage = Passage(unit=unit, year=year, section=section, position=position)
    return save_passage(passage, text=text, heading=heading, by=by, now=now)


@transaction.atomic
def remove_passage(passage: Passage, *, by: Actor, now: dt.datetime) -> Passage:
    """删去一段；一部分的段都删去了，就回到通用写法。"""
    _insist(by, passage.unit)
    _record("reports.passage_removed", passage, by=by, now=now, facts={"before": passage.text})
    Passage.objects.filter(pk=passage.pk).delete()
    return passage


@transaction.atomic
def take_over(unit: Unit, *, year: int, section: int, by: Actor, now: dt.datetime) -> list[Passage]:
    """把一部分的通用写法抄成自己的段，再改；已经有自己的段的不抄。"""
    _insist(by, unit)
    if Passage.objects.filter(unit=unit, year=year, section=section).exists():
        raise NotReady("这一部分已经是自己写的。")
    usual = annual.usual_text(scope_for(unit, year), section)
    made = Passage.objects.bulk_create(
        Passage(unit=unit, year=year, section=section, position=place, heading=heading, text=text)
        for place, (heading, text) in enumerate(usual)
    )
    facts = {"section": section, "passages": len(made)}
    record("reports.section_taken_over", f"unit:{unit.pk}", by=by, at=now, facts=facts, unit_code=unit.code)
    return made


@transaction.atomic
def save_scope(
    unit: Unit,
    *,
    year: int,
    name: str,
    options: Mapping[str, Any],
    by: Actor,
    now: dt.datetime,
    as_of: dt.date | None = None,
    is_default: bool = False,
) -> CountingScope:
    """定口径：同年同名的改，没有说到的条件照旧，没有的口径新加；默认口径一年只有一个。"""
    _insist(by, unit)
    if name in ("", DEFAULT_NAME):
        raise NotReady(f"口径要另起一个名字，“{DEFAULT_NAME}”是不加条件的那一个。")
    rows = CountingScope.objects.filter(unit=unit, year=year)
    if is_default:
        rows.exclude(name=name).update(is_default=False)
    before = rows.filter(name=name).values_list("options", flat=True).first() or {}
    facts = {"options": _kept({**before, **options}), "as_of": as_of, "is_default": is_default}
    row, _ = rows.update_or_create(unit=unit, year=year, name=name, defaults=facts)
    told = {"name": name, "year": year, "as_of": as_of.isoformat() if as_of else "", "options": row.options}
    record("reports.scope_saved", f"unit:{unit.pk}", by=by, at=now, facts=told, unit_code=unit.code)
    return row


def _kept(options: Mapping[str, Any]) -> dict[str, Any]:
    """Without the conditions that say nothing."""
    kept: dict[str, Any] = {}
    for key, value in options.items():
        if isinstance(value, Sequence) and not isinstance(value, str):
            value = list(value)
        if value not in (None, [], ""):
            kept[key] = value
    return kept


def _insist(by: Actor, unit: Unit) -> None:
    if not policy.can_write(by, unit):
        raise NotAllowed(f"年报和口径由{unit.name}的综合协调人定。")


def _record(verb: str, passage: Passage, *, by: Actor, now: dt.datetime, facts: Mapping[str, Any]) -> None:
    unit = passage.unit
    where = {"section": passage.section, "heading": passage.heading, "year": passage.year}
    subject = f"passage:{passage.pk}"
    record(verb, f"unit:{unit.pk}", by=by, at=now, subject=subject, facts={**where, **facts}, unit_code=unit.code)
