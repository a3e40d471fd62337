"""Deadlines worked out by hand from the calendar, row by row with the reason: 2022–2026, every pack."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from huiyin.rules import packs
from huiyin.rules.clocks import due

with Path(__file__).with_name("deadlines.csv").open(encoding="utf-8", newline="") as table:
    ROWS = list(csv.DictReader(table))


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.rule("R13", "R14", "R15", "R17", "R18", "R20", "R22", "R24", "R26", "R27", "R28", "R29")
@pytest.mark.parametrize(
    "row", ROWS, ids=[f"{row['pack']}-{row['duty']}-{row['from']}-{n}" for n, row in enumerate(ROWS)]
)
def test_the_pack_gives_the_day_worked_out_by_hand(row):
    facts = {name: row[name] for name in ("role", "level", "kind")}
    dates = {
        "fixed_on": day(row["notice"]),
        "extended_to": day(row["extended"]),
        "dispatched_on": day(row["dispatched"]),
    }
    pack, base_on = packs.get(row["pack"]), date.fromisoformat(row["from"])
    found = due(pack, row["duty"], base_on, **facts, in_session=row["in_session"] != "false", **dates)
    assert found.due_on == day(row["expected"]), row["why"]


def test_the_table_covers_every_pack_and_every_year():
    assert len(ROWS) >= 150
    assert {row["pack"] for row in ROWS} == set(packs.names())
    assert {row["from"][:4] for row in ROWS} == {"2022", "2023", "2024", "2025", "2026"}
    assert min(Counter(row["pack"] for row in ROWS).values()) >= 9
