"""Which unit a list means by 市卫健委: full and short names, level words, place names, customary abbreviations."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tomllib import loads

from huiyin.directory.models import Level, Succession, Unit, UnitKind, UnitName
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
    """Units by every name a list near `near` may call them by, former names included.

    former: names a unit once had · heirs: who took over a unit that is no more.
    """

    near: Unit
    former: dict[int, list[str]] = field(default_factory=dict)
    heirs: dict[int, Unit] = field(default_factory=dict)
    by_core: dict[str, list[Unit]] = field(default_factory=dict)

    @classmethod
    def load(cls, near: Unit) -> "UnitIndex":
        """All units but the offices inside them: a list never names an office as a handling unit."""
        units = list(
            Unit.objects.exclude(kind=UnitKind.OFFICE).select_related("parent").order_by("-managed_here", "pk")
        )
        former: dict[int, list[str]] = {}
        for row in UnitName.objects.exclude(unit__kind=UnitKind.OFFICE):
            former.setdefault(row.unit_id, []).extend(row.names)
        heirs = _heirs(units) if any(unit.is_ended for unit in units) else {}
        return cls.of(units, near=near, former=former, heirs=heirs)

    @classmethod
    def of(
        cls,
        units: Iterable[Unit],
        *,
        near: Unit,
        former: dict[int, list[str]] | None = None,
        heirs: dict[int, Unit] | None = None,
    ) -> "UnitIndex":
        index = cls(near, former or {}, heirs or {})
        for unit in units:
            index.add(unit)
        return index

    def add(self, unit: Unit) -> None:
        """The first unit of a name keeps it."""
        for core in {read_unit_name(name).core for name in self._names(unit)}:
            self.by_core.setdefault(core, []).append(unit)

    def find(self, name: str) -> Unit | None:
        """The unit meant; a name without a level word means one of the level of `near`.

        A list may still write the name a unit once had, or that of a unit another has taken over: the one that
        handles today is meant.
        """
        reading, full = read_unit_name(name), full_form(name)
        fitting = [unit for unit in self.by_core.get(reading.core, ()) if self._fits(unit, reading)]
        exact = [unit for unit in fitting if full in self._forms(unit)]
        meant = min(exact or fitting, key=lambda unit: self._rank(unit, full), default=None)
        return self._heir(meant) if meant else None

    def is_same(self, name: str, unit: Unit) -> bool:
        """Does this name mean that very unit?"""
        reading = read_unit_name(name)
        if full_form(name) in self._forms(unit):
            return True
        return reading.core in {read_unit_name(own).core for own in self._names(unit)} and self._fits(unit, reading)

    def _names(self, unit: Unit) -> list[str]:
        return [*unit.names, *self.former.get(unit.pk, ())]

    def _forms(self, unit: Unit) -> set[str]:
        return {full_form(own) for own in self._names(unit)}

    def _rank(self, unit: Unit, full: str) -> tuple[bool, bool]:
        """A living unit before one that is no more, today's name before a former one."""
        return unit.is_ended, full not in {full_form(own) for own in unit.names}

    def _heir(self, unit: Unit) -> Unit:
        seen: set[int] = set()
        while unit.is_ended and unit.pk in self.heirs and unit.pk not in seen:
            seen.add(unit.pk)
            unit = self.heirs[unit.pk]
        return unit

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


def _heirs(units: Iterable[Unit]) -> dict[int, Unit]:
    by_pk = {unit.pk: unit for unit in units}
    rows = Succession.objects.filter(is_main=True).values_list("old", "new")
    return {old: by_pk[new] for old, new in rows if old in by_pk and new in by_pk}
