"""Who sends a list, and what this sender's column headings mean as they were once put right."""

import datetime as dt
import re
from collections.abc import Mapping

from huiyin.directory.models import Level, Unit
from huiyin.events.actors import Actor
from huiyin.exchange.columns import bare
from huiyin.exchange.lines import ListRead
from huiyin.exchange.models import Sender
from huiyin.prose.numbers import plain

_STATED = re.compile(
    r"(?:交办单位|交办机关|发文单位|来文单位|制表单位|填报单位|报送单位)[:：]\s*(?P<name>[\u4e00-\u9fff()]{2,40})"
)
_SIGNED = re.compile(
    r"^(?P<name>[\u4e00-\u9fff()]{3,40}?(?:督查室|办公[厅室]|工委|工作委员会|提案委(?:员会)?|选任联委?|人民政府|常委会|政协))"
)
_BODIES = {"congress": "人大", "cppcc": "政协"}


def sender_of(read: ListRead) -> str:
    """As a line of the list says, or its signature, or a column; else whose list it is by its body and level."""
    for words in _words(read):
        if found := _STATED.search(plain(words)):
            return found["name"][:120]
    for row in read.ignored:
        if row.reason == "落款" and (signed := _SIGNED.match(plain(row.text).replace(" ", ""))):
            return signed["name"][:120]
    named = {line.text("sender") for line in read.lines if "sender" in line.cells}
    return named.pop()[:120] if len(named) == 1 else _by_origin(read)


def stated_sender(read: ListRead) -> str:
    """The sender when the list itself names it; "" when it is only told by body and level."""
    said = sender_of(read)
    return "" if said == _by_origin(read) else said


def _words(read: ListRead) -> list[str]:
    return [word for table in read.tables for word in table.headlines] + [row.text for row in read.ignored]


def _by_origin(read: ListRead) -> str:
    """市人大, 省政协; 人大、政协 where a workbook has both."""
    names = {f"{_level(t.origin.level)}{_BODIES[t.origin.body]}" for t in read.tables if t.origin.body}
    return "、".join(sorted(names)) or "没有写明"


def _level(level: str) -> str:
    return str(Level(level).label) if level else ""


def remembered(unit: Unit, name: str) -> dict[str, str]:
    """Heading → field, as this sender's lists mean it."""
    row = Sender.objects.filter(unit=unit, name=name).first() if name else None
    return dict(row.columns) if row else {}


def used_from_memory(read: ListRead, known: Mapping[str, str], overrides: Mapping[str, str]) -> list[str]:
    """The headings that were read as remembered, for the person to know."""
    columns = read.mapping()
    return [
        str(column["heading"])
        for column in columns
        if bare(str(column["heading"])) in known and column["key"] not in overrides
    ]


def learn(
    unit: Unit, name: str, read: ListRead, overrides: Mapping[str, str], *, by: Actor, now: dt.datetime
) -> Sender:
    """对列记下来: what was put right in this list holds for the next one of the same sender."""
    row, _ = Sender.objects.get_or_create(unit=unit, name=name)
    headings = {str(column["key"]): bare(str(column["heading"])) for column in read.mapping()}
    learnt = {headings[key]: field for key, field in overrides.items() if headings.get(key)}
    if learnt and {**row.columns, **learnt} != row.columns:
        row.columns = {**row.columns, **learnt}
        row.learnt_at, row.learnt_by = now, by.actor_key
        row.save(update_fields=["columns", "learnt_at", "learnt_by"])
    return row
