"""What a place writes around its figures: counting scopes, results, passages of the annual report."""

import datetime as dt
from typing import Any

from huiyin.cli.demo.places import Place
from huiyin.events.actors import SHANGHAI
from huiyin.followup.outcomes import add_outcome
from huiyin.items.models import Item
from huiyin.reports.models import CountingScope, Passage

YEAR = 2022


def write_scopes(place: Place) -> None:
    """By which each year is counted; the default first."""
    for row in place.plan["scopes"]:
        for year in row["years"]:
            CountingScope.objects.create(
                unit=place.unit,
                year=year,
                name=row["name"],
                is_default=row.get("is_default", False),
                as_of=row.get("as_of", {}).get(str(year)),
                options=row["options"],
            )


def write_outcomes(place: Place) -> None:
    """A fact that a report states twice is one row."""
    source = place.plan["source"]
    now = dt.datetime.combine(source["on"], dt.time(10), SHANGHAI)
    for row in place.plan["outcomes"]:
        add_outcome(
            place.unit,
            year=YEAR,
            theme=row["theme"],
            text=row["text"],
            figure=row.get("figure", ""),
            measured_on=source["on"],
            source=f"{source['text']}（{source['on'].year}年{source['on'].month}月{source['on'].day}日）",
            items=_items(place, row.get("items", [])),
            by=place.coordinator,
            now=now,
        )


def _items(place: Place, named: list[str]) -> list[Item]:
    """By number or by title."""
    mine = Item.objects.filter(batch__unit=place.unit, year=YEAR)
    return [*mine.filter(official_no__in=named), *mine.filter(title__in=named)]


def write_passages(place: Place) -> None:
    """The unit's own words, section by section."""
    places: dict[int, int] = {}
    rows: list[dict[str, Any]] = place.plan["passages"]
    for row in rows:
        number = row["section"]
        places[number] = places.get(number, -1) + 1
        Passage.objects.create(
            unit=place.unit,
            year=YEAR,
            section=number,
            position=places[number],
            heading=row.get("heading", ""),
            text=row["text"],
        )
