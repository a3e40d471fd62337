"""Which unit a list means by 市卫健委: full and short names, level words, place names, customary abbreviations."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tomllib import loads

from huiyin.directory.models import Level, Unit, UnitKind
from huiyin.directory.places import place_at
from huiyin.prose.numbers import plain

_LEVEL_WORDS = {
    "国家": Level.NATIONAL,
    "全国": Level.NATIONAL,
    "自治区": Level.PROVINCIAL,
    "省": Level.PROVINCIAL,
    "市": Level.MUNICIPAL,
    "州": Level.MUNICIPAL,
    "区": Level.COUNTY,
    "县": Level.COUNTY,
}
_PREFIX = re.compile(rf"^(?P<place>[\u4e00-\u9fff]{{0,6}}?)(?P<word>{'|'.join(_LEVEL_WORDS)})(?P<rest>.{{2,}})$")
_SPACE = re.compile(r"[\s,，。.、:：;；]+")


@cache
def _abbreviations() -> tuple[tuple[str, str], ...]:
    """Longest first, so that 人社局 is not read inside another word."""
    table: dict[str, str] = loads(Path(__file__).with_name("abbreviations.toml").read_text("utf-8"))["short"]
    return tuple(sorted(table.items(), key=lambda pair: -len(pair[0])))


def full_form(name: str) -> str:
    """市卫健委 → 市卫生健康委员会, 市医保局 → 市医疗保障局: one spelling for every way of writing it."""
    said = _SPACE.sub("", plain(name))
    for short, full in _abbreviations():
        if said.endswith(short) and not said.endswith(full):
            said = said.removesuffix(short) + full
            break
    if said.endswith("委") and not said.endswith(("市委", "省委", "区委", "县委", "党委", "州委")):
        said += "员会"
    return said


@dataclass(frozen=True)
class Reading:
    """A name taken apart: 武汉市卫健委 → place 武汉市, level municipal, core 卫生健康委员会."""

    core: str
    level: str = ""
    place: str = ""


@cache
def read_unit_name(name: str) -> Reading:
    """The core of a unit's name, and whose it is where the name says so."""
    said = full_form(name)
    found = _PREFIX.match(said)
    if not found:
        return Reading(said)
    place = found["place"] + found["word"] if found["place"] else ""
    return Reading(found["rest"], str(_LEVEL_WORDS[found["word"]]), place)


@dataclass
class UnitIndex:
    """Units by every name a list near `near` may call them by."""

    near: Unit
    by_core: dict[str, list[Unit]] = field(default_factory=dict)

    @classmethod
    def load(cls, near: Unit) -> "UnitIndex":
        """All units but the offices inside them: a list never names an office as a handling unit. One query."""
        units = Unit.objects.exclude(kind=UnitKind.OFFICE).select_related("parent")
        return cls.of(units.order_by("-managed_here", "pk"), near=near)

    @classmethod
    def of(cls, units: Iterable[Unit], *, near: Unit) -> "UnitIndex":
        index = cls(near)
        for unit in units:
            index.add(unit)
        return index

    def add(self, unit: Unit) -> None:
        """The first unit of a name keeps it."""
        for core in {read_unit_name(name).core for name in unit.names}:
            self.by_core.setdefault(core, []).append(unit)

    def find(self, name: str) -> Unit | None:
        """The unit meant; a name without a level word means one of the level of `near`."""
        reading, full = read_unit_name(name), full_form(name)
        fitting = [unit for unit in self.by_core.get(reading.core, ()) if self._fits(unit, reading)]
        exact = [unit for unit in fitting if full in {full_form(own) for own in unit.names}]
        return next(iter(exact or fitting), None)

    def is_same(self, name: str, unit: Unit) -> bool:
        """Does this name mean that very unit?"""
        reading = read_unit_name(name)
        if full_form(name) in {full_form(own) for own in unit.names}:
            return True
        return reading.core in {read_unit_name(own).core for own in unit.names} and self._fits(unit, reading)

    def _fits(self, unit: Unit, reading: Reading) -> bool:
        """省教育厅 in a list of 武汉 is that of 湖北省, whoever else has a 省教育厅 in the books."""
        if unit.level != (reading.level or self.near.level):
            return False
        if reading.place:
            return not unit.place or _same_place(reading.place, unit.place)
        meant = place_at(self.near, unit.level)
        return not unit.place or not meant or _same_place(meant, unit.place)


def _same_place(one: str, other: str) -> bool:
    return one == other or one[:-1] == other or other[:-1] == one
