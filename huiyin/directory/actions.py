"""How units, submitters and sessions come into the books and change."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction

from huiyin.directory import policy
from huiyin.directory.models import Session, Unit, UnitKind, UnitName
from huiyin.directory.names import UnitIndex, read_unit_name
from huiyin.directory.places import place_at
from huiyin.directory.sorting import sort_key_of
from huiyin.directory.submitters import SubmitterName, find_or_add_submitters
from huiyin.events.actions import record
from huiyin.events.actors import Actor, local_day
from huiyin.flow.errors import NotAllowed
from huiyin.prose.sessions import BODY_WORDS, LEVEL_WORDS, session_name

__all__ = [
    "SubmitterName",
    "add_unit",
    "change_unit",
    "find_or_add_outside_unit",
    "find_or_add_outside_units",
    "find_or_add_session",
    "find_or_add_submitters",
]


@transaction.atomic
def add_unit(
    *,
    by: Actor,
    now: dt.datetime,
    code: str,
    name: str,
    kind: str,
    level: str,
    parent: Unit | None = None,
    short_names: Sequence[str] = (),
    place: str = "",
    pack: str = "national",
    doc_prefix: str = "",
    phone: str = "",
    managed_here: bool = False,
    position: int = 0,
    valid_from: dt.date | None = None,
) -> Unit:
    """新增单位或处室：代码唯一，处室挂在部门之下。"""
    if not policy.can_manage_units(by, parent):
        raise NotAllowed("您没有权限新增单位。")
    hangs = {"parent": parent, "kind": kind, "level": level, "place": place, "pack": pack, "position": position}
    unit = Unit.objects.create(
        **hangs,
        code=code,
        name=name,
        short_names=list(short_names),
        doc_prefix=doc_prefix,
        phone=phone,
        managed_here=managed_here,
        valid_from=valid_from,
        sort_key=sort_key_of(name),
    )
    unit.path = _path_under(parent, unit)
    unit.save(update_fields=["path"])
    facts = {"code": code, "name": name, "kind": str(kind), "parent": parent.code if parent else ""}
    record("directory.unit_added", unit.topic, by=by, at=now, subject=f"unit:{unit.pk}", facts=facts)
    return unit


@transaction.atomic
def change_unit(unit: Unit, *, by: Actor, now: dt.datetime, **columns: Any) -> Unit:
    """更改单位的名称、简称、上级等；没有变化就不记录。改名留下旧名和用到哪天；移动时，其下各级的路径随之改变。"""
    before = {name: getattr(unit, name) for name in columns}
    changed = {name: value for name, value in columns.items() if before[name] != value}
    if not policy.can_change_unit(by, unit, changed):
        raise NotAllowed("您没有权限更改这个单位。")
    if not changed:
        return unit
    if "name" in changed:
        UnitName.objects.get_or_create(
            unit=unit, held_to=local_day(now), defaults={"name": unit.name, "short_names": unit.short_names}
        )
    for name, value in changed.items():
        setattr(unit, name, value)
    unit.sort_key = sort_key_of(unit.name)
    unit.save(update_fields=[*changed, "sort_key"])
    if "parent" in changed:
        move_paths(unit)
    facts = {"changes": {name: [_plain(before[name]), _plain(value)] for name, value in changed.items()}}
    record("directory.unit_changed", unit.topic, by=by, at=now, subject=f"unit:{unit.pk}", facts=facts)
    return unit


def _path_under(parent: Unit | None, unit: Unit) -> str:
    return f"{parent.path if parent else '/'}{unit.pk}/"


def move_paths(unit: Unit) -> None:
    """The paths of a unit and of everything below it, once it has another parent."""
    old, new = unit.path, _path_under(unit.parent, unit)
    if new.startswith(old) and new != old:
        raise NotAllowed("不能把单位移到它自己的下级之下。")
    below = list(Unit.objects.filter(path__startswith=old))
    for row in below:
        row.path = new + row.path.removeprefix(old)
    Unit.objects.bulk_update(below, ["path"])
    unit.path = new


def _plain(value: Any) -> Any:
    """What the log keeps of a column: plain JSON."""
    if isinstance(value, Unit):
        return value.code
    return value if isinstance(value, str | int | bool | list | None) else str(value)


@transaction.atomic
def find_or_add_session(
    *,
    body: str,
    level: str,
    place: str,
    term: int | None,
    sitting: int | None,
    year: int,
    opens_on: dt.date | None = None,
    closes_on: dt.date | None = None,
) -> Session:
    """届次：机构、层级、地方、届、次相同即同一次会议；届次不明的，同年同机构只有一个。"""
    known = bool(term and sitting)
    key: dict[str, Any] = {"body": str(body), "level": str(level), "place": place}
    key |= {"term": term, "sitting": sitting} if known else {"term": None, "year": year}
    defaults: dict[str, Any] = {
        "year": year,
        "opens_on": opens_on,
        "closes_on": closes_on,
        "sitting": sitting if known else None,
    }
    defaults["name"] = session_label(body, level, term, sitting, year)
    session, _ = Session.objects.get_or_create(**key, defaults=defaults)
    return session


def session_label(body: str, level: str, term: int | None, sitting: int | None, year: int) -> str:
    """市十五届人大一次会议; 市政协2022年（届次未写明）."""
    if term and sitting:
        return session_name(body, level, term, sitting)  # type: ignore[arg-type]
    return f"{LEVEL_WORDS[level]}{BODY_WORDS[body]}{year}年（届次未写明）"  # type: ignore[index]


def find_or_add_outside_unit(name: str, *, level: str, place: str) -> Unit:
    """清单上提到的外单位：不在本系统办理，代码由系统给。"""
    near = Unit(level=level, place=place)
    return find_or_add_outside_units([name], near=near)[name]


@transaction.atomic
def find_or_add_outside_units(names: Iterable[str], *, near: Unit) -> dict[str, Unit]:
    """The units behind these names as somebody at `near` uses them; whoever is not yet known is added, all at once."""
    index = UnitIndex.load(near)
    found: dict[str, Unit] = {}
    new: list[Unit] = []
    for name in dict.fromkeys(names):
        unit = index.find(name)
        if unit is None:
            unit = _outside(name, near)
            index.add(unit)
            new.append(unit)
        found[name] = unit
    for unit, stored in zip(new, Unit.objects.bulk_create(new), strict=True):
        unit.path = _path_under(None, stored)
    Unit.objects.bulk_update(new, ["path"])
    return found


def _outside(name: str, near: Unit) -> Unit:
    """省教育厅 in a list of 武汉市 is a provincial unit; a name without a level word is of the level of `near`."""
    reading = read_unit_name(name)
    level = reading.level or near.level
    place = reading.place or place_at(near, level)
    digest = hashlib.sha256(f"{level}/{place}/{name}".encode()).hexdigest()[:10]
    return Unit(
        code=f"wai-{digest}",
        name=name,
        kind=UnitKind.DEPARTMENT,
        level=level,
        place=place,
        sort_key=sort_key_of(name),
    )
