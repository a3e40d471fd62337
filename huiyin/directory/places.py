"""Which place a level means for a unit: for 武汉市卫健委, 市 is 武汉市 and 省 is 湖北省."""

import tomllib
from functools import cache
from pathlib import Path

from huiyin.directory.models import Level, Unit


@cache
def _provinces() -> dict[str, str]:
    text = Path(__file__).with_name("places.toml").read_text("utf-8")
    table: dict[str, str] = tomllib.loads(text)["provinces"]
    return {city: province for province, cities in table.items() for city in cities.split()}


def province_of(place: str) -> str:
    """武汉市 → 湖北省; "" when it is not known."""
    return _provinces().get(place) or _provinces().get(place.removesuffix("市"), "")


def place_at(unit: Unit, level: str) -> str:
    """The place of that level this unit belongs to; "" for the nation and when nothing says it."""
    if level == Level.NATIONAL:
        return ""
    if level == unit.level:
        return unit.place
    above = unit.parent
    while above is not None:
        if above.level == level and above.place:
            return above.place
        above = above.parent
    return province_of(unit.place) if level == Level.PROVINCIAL else ""
