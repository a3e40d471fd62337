"""A table pasted from a spreadsheet, read as facts: every row or a word on what is wrong with it."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from huiyin.directory.models import Unit
from huiyin.facts.actions import FactDraft
from huiyin.facts.models import Standing
from huiyin.flow.errors import Blocker
from huiyin.prose.dates import read_date
from huiyin.prose.numbers import tidy
from huiyin.prose.quantities import read_quantity
from huiyin.web.facts.forms import HOW, columns_of, figure_of

COLUMNS = {
    "subject": ("说的是什么", "名称", "指标"),
    "sentence": ("口径", "口径一句话", "说法"),
    "as_of": ("截至", "截至日期"),
    "source": ("来源", "出处", "依据"),
    "said": ("数", "数据"),
    "owner": ("责任处室", "处室"),
    "valid_until": ("有效期至", "有效期"),
    "standing": ("完成还是目标", "性质"),
    "also_called": ("还怎么说", "别名"),
}
NEEDED = ("subject", "sentence", "as_of", "source")
MOST = 200


def read_table(text: str, owners: Sequence[Unit], today: dt.date) -> tuple[list[FactDraft], list[Blocker]]:
    """The rows as drafts, and what is wrong, row by row; rows count from the first below the names."""
    lines = [_cells(line) for line in text.splitlines() if line.strip()]
    if len(lines) < 2:
        return [], [Blocker("要有一行列名和至少一行内容", "table")]
    places = _places(lines[0])
    if missing := [COLUMNS[name][0] for name in NEEDED if name not in places]:
        return [], [Blocker(f"没有这几列：{'、'.join(missing)}", "table")]
    if len(lines) - 1 > MOST:
        return [], [Blocker(f"一次最多 {MOST} 行", "table")]
    drafts, wrong = [], []
    for number, cells in enumerate(lines[1:], start=1):
        row = {name: cells[place] if place < len(cells) else "" for name, place in places.items()}
        draft, complaint = _draft(row, owners, today)
        drafts += [draft] if draft else []
        wrong += [Blocker(f"第 {number} 行：{complaint}", "table")] if complaint else []
    return drafts, wrong


def _draft(row: dict[str, str], owners: Sequence[Unit], today: dt.date) -> tuple[FactDraft | None, str]:
    owner = _owner(row.get("owner", ""), owners)
    as_of = read_date(row["as_of"], year_hint=today.year)
    until = row.get("valid_until", "")
    valid_until = read_date(until, year_hint=today.year) if until else None
    said = row.get("said", "")
    if owner is None:
        return None, f"责任处室“{row.get('owner', '')}”不认识，或不归您登记"
    if as_of is None or (until and valid_until is None):
        return None, f"日期“{until if as_of else row['as_of']}”看不懂"
    if said and read_quantity(said) is None:
        return None, f"“{said}”不是一个数。{HOW}"
    facts: dict[str, Any] = {"sentence": row["sentence"], "source": row["source"], "as_of": as_of}
    facts |= {"valid_until": valid_until, "also_called": row.get("also_called", "")}
    facts["standing"] = Standing.TARGET if "目标" in row.get("standing", "") else Standing.ACHIEVED
    return FactDraft(owner, row["subject"], facts | columns_of(figure_of(said, row["sentence"]))), ""


def _owner(name: str, owners: Sequence[Unit]) -> Unit | None:
    """By any of its names; without one, the only office there is."""
    if not name:
        return owners[0] if len(owners) == 1 else None
    return next((unit for unit in owners if name in unit.names), None)


def _places(heads: Sequence[str]) -> dict[str, int]:
    said = [tidy(head).rstrip(":：") for head in heads]
    return {name: said.index(head) for name, heads in COLUMNS.items() for head in heads if head in said}


def _cells(line: str) -> list[str]:
    parts = line.split("\t") if "\t" in line else line.strip("|").split("|")
    return [part.strip() for part in parts]
