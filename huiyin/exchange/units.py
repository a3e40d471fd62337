"""First set-up: the tree of units from a list; the same list again changes nothing."""

import datetime as dt
import re
from typing import Any

from django.db import transaction

from huiyin.directory.actions import add_unit, change_unit
from huiyin.directory.models import Level, Unit, UnitKind
from huiyin.directory.names import UnitIndex
from huiyin.events.actors import Actor
from huiyin.exchange.rosters import Outcome, Record, read_roster
from huiyin.flow.errors import HouseError
from huiyin.rules import packs

KIND_WORDS = {
    "政府办公厅": UnitKind.GOVERNMENT_OFFICE,
    "政府办公室": UnitKind.GOVERNMENT_OFFICE,
    "政府": UnitKind.GOVERNMENT_OFFICE,
    "单位": UnitKind.DEPARTMENT,
    "委办局": UnitKind.DEPARTMENT,
    "科室": UnitKind.OFFICE,
    "内设机构": UnitKind.OFFICE,
    "人大": UnitKind.CONGRESS_OFFICE,
    "政协": UnitKind.CPPCC_OFFICE,
    "团体": UnitKind.ORGANISATION,
    "事业单位": UnitKind.INSTITUTION,
    "区县": UnitKind.DISTRICT,
}
LEVEL_WORDS = {"国家": Level.NATIONAL, "省": Level.PROVINCIAL, "市": Level.MUNICIPAL, "州": Level.MUNICIPAL}
LEVEL_WORDS |= {"区": Level.COUNTY, "县": Level.COUNTY, "乡": Level.TOWNSHIP, "镇": Level.TOWNSHIP}


def import_units(content: bytes, name: str, *, by: Actor, now: dt.datetime) -> Outcome:
    """建立单位：代码相同的按清单更改，没有的新增；上级要在清单里或已经建好。"""
    records, outcome = read_roster(content, name, "units", ("code", "name"))
    with transaction.atomic():
        waiting = _checked(records, outcome)
        while waiting:
            codes = {record["code"] for record in waiting}
            ready = [record for record in waiting if record["parent"] not in codes]
            for record in ready or waiting:
                _take(record, outcome, by=by, now=now)
            waiting = [record for record in waiting if record not in ready] if ready else []
    outcome.errors.sort(key=lambda error: error["row"])
    return outcome


def _checked(records: list[Record], outcome: Outcome) -> list[Record]:
    """Rows with a code of their own and a name."""
    seen: dict[str, int] = {}
    good = []
    for record in records:
        if not record["code"] or not record["name"]:
            outcome.fault(record, "没有代码" if not record["code"] else "没有名称")
        elif record["code"] in seen:
            outcome.fault(record, f"代码{record['code']}与第{seen[record['code']]}行相同")
        else:
            seen[record["code"]] = record.row
            good.append(record)
    return good


def _take(record: Record, outcome: Outcome, *, by: Actor, now: dt.datetime) -> None:
    try:
        with transaction.atomic():
            facts = _facts(record)
            unit = Unit.objects.select_related("parent").filter(code=record["code"]).first()
            met = None if unit else _met_before(facts)
            if unit is None and met is None:
                add_unit(code=record["code"], by=by, now=now, **facts)
                outcome.created += 1
                return
            said = {key: value for key, value in facts.items() if met or record[key]} | {"code": record["code"]}
            unit = unit or met
            assert unit
            before = {key: getattr(unit, key) for key in said}
            change_unit(unit, by=by, now=now, **said)
            changed = any(before[key] != value for key, value in said.items())
            outcome.changed += changed
            outcome.unchanged += not changed
    except (HouseError, ValueError) as error:
        outcome.fault(record, str(error))


def _facts(record: Record) -> dict[str, Any]:
    parent = _parent(record["parent"])
    kind, level = _kind(record, parent), _level(record, parent)
    facts: dict[str, Any] = {"name": record["name"], "kind": kind, "level": level, "parent": parent}
    facts["short_names"] = [word for word in re.split(r"[;；、,，\s]+", record["short_names"]) if word]
    facts["place"] = record["place"] or (parent.place if parent else _place(record["name"]))
    facts["pack"] = _pack(record["pack"], parent, facts["place"])
    facts["doc_prefix"], facts["phone"] = record["doc_prefix"], record["phone"]
    facts["managed_here"] = not re.match(r"否|不|非|n$|no$|0$", record["managed_here"], re.I)
    return facts


def _parent(said: str) -> Unit | None:
    if not said:
        return None
    found = Unit.objects.filter(code=said).first() or Unit.objects.filter(name=said).first()
    if found is None:
        raise ValueError(f"没有上级单位“{said}”")
    return found


def _kind(record: Record, parent: Unit | None) -> str:
    said = record["kind"]
    if not said:
        inside = bool(
            parent and parent.kind != UnitKind.GOVERNMENT_OFFICE and record["name"].endswith(("处", "科", "室"))
        )
        return UnitKind.OFFICE if inside else UnitKind.DEPARTMENT
    for kind in UnitKind:
        if said in (kind.value, kind.label, kind.label.split("（")[0]):
            return kind
    if said in KIND_WORDS:
        return KIND_WORDS[said]
    raise ValueError(f"类别“{said}”不认得，应为{'、'.join(kind.label for kind in UnitKind)}之一")


def _level(record: Record, parent: Unit | None) -> str:
    said = record["level"]
    for level in Level:
        if said and said.removesuffix("级") in (level.value, level.label):
            return level
    if said and said[0] in LEVEL_WORDS:
        return LEVEL_WORDS[said[0]]
    if said:
        raise ValueError(f"层级“{said}”不认得，应为{'、'.join(level.label for level in Level)}之一")
    if parent:
        return str(parent.level)
    found = re.search(r"国家|[省市州区县乡镇]", record["name"])
    if not found:
        raise ValueError("没有层级")
    return LEVEL_WORDS[found[0]]


def _place(name: str) -> str:
    """武汉市卫生健康委员会 → 武汉市."""
    found = re.match(r"[\u4e00-\u9fff]{2,8}?(?:省|自治区|市|州|盟|区|县|旗)", name)
    return found[0] if found else ""


def _pack(said: str, parent: Unit | None, place: str) -> str:
    titles = {name: packs.get(name).title for name in packs.names()}
    if said:
        found = next((name for name, title in titles.items() if said in (name, title)), None)
        if found is None:
            raise ValueError(f"没有规则包“{said}”，现有{'、'.join(titles)}")
        return found
    if parent:
        return parent.pack
    return next(
        (name for name, title in titles.items() if len(place) > 1 and place[:-1] == title[: len(place) - 1]), "national"
    )


def _met_before(facts: dict[str, Any]) -> Unit | None:
    """A unit a list named earlier, from outside, now set up under its own code: its past stays with it."""
    near = Unit(level=facts["level"], place=facts["place"])
    if facts["kind"] == UnitKind.OFFICE:
        return None
    names = [facts["name"], *facts["short_names"]]
    found = [UnitIndex.load(near).find(name) for name in names]
    return next((unit for unit in found if unit and unit.code.startswith("wai-") and not unit.managed_here), None)
