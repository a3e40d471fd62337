"""The current year: batches handed over some days ago, each item brought to its own step."""

import datetime as dt
import tomllib
from itertools import cycle
from pathlib import Path
from typing import Any

from huiyin.cli.demo.acting import Acting, act
from huiyin.cli.demo.places import Place
from huiyin.cli.demo.years import NOUNS, Titles, case_about
from huiyin.directory.actions import find_or_add_session
from huiyin.directory.models import Session
from huiyin.events.actors import SHANGHAI
from huiyin.handling.dispatching import DispatchPlan, dispatch_many
from huiyin.handling.models import Assignment
from huiyin.items.actions import ItemDraft, MarkDraft, open_batch, register_many
from huiyin.items.models import Kind
from huiyin.workdays.calendar import roll_forward

PLAN = Path(__file__).parent / "running.toml"
LABELS = {"lead": "主办", "refer": "参阅"}


def load_running(place: Place, *, today: dt.date, thin: bool = False) -> int:
    """Every batch and case of the plan; `thin` takes one of each kind. Returns how many items."""
    plan = tomllib.loads(PLAN.read_text(encoding="utf-8"))
    titles, topics = Titles(place.plan, today.year), cycle(place.plan["topics"])
    cases, number = _cases(plan["cases"], thin), 0
    for batch in plan["batches"]:
        rows = [row for row in cases if row["ago"] == batch["ago"]]
        for kind in ("suggestion", "proposal"):
            mine = [row for place_of, row in enumerate(rows) if (place_of % 2 == 0) == (kind == "suggestion")]
            number = _load_batch(place, batch, mine, kind, titles, topics, today, number)
    return number


def _cases(rows: list[dict[str, Any]], thin: bool) -> list[dict[str, Any]]:
    if not thin:
        return [row for row in rows for _ in range(row.get("count", 1))]
    first = {(row["stop"], row.get("role", "lead")): row for row in reversed(rows)}
    return [row for row in rows if first[(row["stop"], row.get("role", "lead"))] is row]


def _load_batch(
    place: Place,
    batch: dict[str, Any],
    rows: list[dict[str, Any]],
    kind: str,
    titles: Titles,
    topics: Any,
    today: dt.date,
    number: int,
) -> int:
    if not rows:
        return number
    day = min(roll_forward(today - dt.timedelta(days=batch["ago"])), today)
    now = dt.datetime.combine(day, dt.time(8, 30), SHANGHAI)
    offices = [_office(place, row, number + n) for n, row in enumerate(rows)]
    drafts = [_draft(place, row, kind, titles, next(topics), number + n + 1) for n, row in enumerate(rows)]
    held = open_batch(
        unit=place.unit,
        session=session_of(place, kind, today.year),
        name=f"{batch['name']}{NOUNS[Kind(kind)]}",
        year=today.year,
        dispatched_on=day,
        in_session=batch["ago"] > 100,
        sender="政府督查室" if place.unit.level == "municipal" else "政府办公厅",
        by=place.coordinator,
        now=now,
    )
    items = register_many(drafts, batch=held, by=place.coordinator, now=now)
    words = {**LABELS, "assist": "会办" if place.unit.pack == "wuhan" else "协办"}
    plans = [
        DispatchPlan(item, place.unit, row.get("role", "lead"), words[row.get("role", "lead")], day)
        for item, row in zip(items, rows, strict=True)
    ]
    tops = dispatch_many(plans, by=place.coordinator, now=now)
    for n, (top, row, office) in enumerate(zip(tops, rows, offices, strict=True), start=1):
        fresh = Assignment.objects.with_people().get(pk=top.pk)
        act(Acting(place, fresh, row, office, today, number + n))
    return number + len(rows)


def _office(place: Place, row: dict[str, Any], number: int) -> Any:
    names = [name for name in place.offices if name != place.plan["coordinating_office"]]
    return place.offices[row.get("office") or names[number % len(names)]]


def _draft(place: Place, row: dict[str, Any], kind: str, titles: Titles, topic: str, number: int) -> ItemDraft:
    role, body = row.get("role", "lead"), "congress" if kind == "suggestion" else "cppcc"
    draft = case_about(place.plan, titles, topic, kind, f"{number * 6:04}", role, "", body).draft
    if "mark" not in row:
        return draft
    mark = MarkDraft(row["mark"], "市政府" if place.unit.level == "municipal" else "省政府")
    return ItemDraft(**{**draft.__dict__, "marks": (mark,)})


def session_of(place: Place, kind: str, year: int) -> Session:
    """The sitting of that year: of the congress for suggestions and motions, else of the CPPCC."""
    body = "congress" if kind in ("suggestion", "motion") else "cppcc"
    first_year, term = place.plan["terms"][body]
    terms, sittings = divmod(year - first_year, 5)
    return find_or_add_session(
        body=body,
        level=place.unit.level,
        place=place.unit.place,
        term=term + terms,
        sitting=sittings + 1,
        year=year,
    )
