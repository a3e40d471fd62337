"""A list read, put right and held against the books, before anything is written."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from huiyin.directory.models import Unit
from huiyin.exchange.editions import Gap, edition_before, gaps_of
from huiyin.exchange.grid import Grid
from huiyin.exchange.lines import ListRead
from huiyin.exchange.matching import Plan, Settings, match
from huiyin.exchange.mending import Mended, mend
from huiyin.exchange.models import Import, Sender
from huiyin.exchange.opening import read_grids
from huiyin.exchange.reading import understand
from huiyin.exchange.report import report_of
from huiyin.exchange.senders import remembered, sender_of, stated_sender, used_from_memory
from huiyin.files.gate import Refused

SHOWN = 200


@dataclass(frozen=True)
class Looked:
    """What came of looking: the plan, who sends the list, what was read from memory, which edition it is."""

    plan: Plan
    sender: str
    from_memory: tuple[str, ...]
    earlier: Import | None
    gaps: tuple[Gap, ...]
    overrides: Mapping[str, str]

    @property
    def edition(self) -> int:
        return self.earlier.edition + 1 if self.earlier else 1

    def mapping(self) -> dict[str, Any]:
        return {
            "columns": self.plan.read.mapping(),
            "overrides": dict(self.overrides),
            "remembered": list(self.from_memory),
            "sender": self.sender,
        }

    def report(self) -> dict[str, Any]:
        """The row-level log with what the edition before said besides."""
        about = {"edition": self.edition, "follows": self.earlier.name if self.earlier else ""}
        gaps = [_gap(gap) for gap in self.gaps]
        return {**report_of(self.plan), **about, "gaps": gaps, "sender": self.sender}


def _gap(gap: Gap) -> dict[str, str]:
    item = gap.item
    named = {"official_no": item.official_no, "title": item.title, "session": item.session.name}
    return {**named, "kind": str(gap.kind), "unit": gap.unit.name, "before": gap.before, "after": gap.role_label}


def look_at(
    content: bytes,
    name: str,
    unit: Unit,
    *,
    settings: Settings,
    today: dt.date,
    overrides: Mapping[str, str] | None = None,
    mended: Mended | None = None,
) -> Looked:
    """Read and match, write nothing. Raises Refused with one sentence."""
    said = overrides or {}
    read, sender, known = _read(read_grids(content, name), name, unit, settings, said)
    used = used_from_memory(read, known, said)
    stated = settings.sender or stated_sender(read)
    plan = replace(match(mend(read, mended or {}), unit, settings=settings, today=today), sender=stated)
    earlier = edition_before(plan)
    return Looked(plan, sender, tuple(used), earlier, tuple(gaps_of(plan, earlier)), said)


def _read(
    grids: Sequence[Grid], name: str, unit: Unit, settings: Settings, overrides: Mapping[str, str]
) -> tuple[ListRead, str, dict[str, str]]:
    """As its headings say; then again as its sender's headings were once put right, if they were."""
    try:
        read = understand(grids, name, overrides=overrides)
    except Refused:
        if found := _as_some_sender(grids, name, unit, settings, overrides):
            return found
        raise
    sender = settings.sender or sender_of(read)
    known = remembered(unit, sender)
    return (understand(grids, name, overrides=overrides, remembered=known) if known else read), sender, known


def _as_some_sender(
    grids: Sequence[Grid], name: str, unit: Unit, settings: Settings, overrides: Mapping[str, str]
) -> tuple[ListRead, str, dict[str, str]] | None:
    """Headings nobody knows by themselves may be those of a sender who was understood before."""
    rows = Sender.objects.filter(unit=unit).exclude(columns={}).order_by("-learnt_at")
    for row in rows.filter(name=settings.sender) if settings.sender else rows:
        try:
            read = understand(grids, name, overrides=overrides, remembered=row.columns)
        except Refused:
            continue
        return read, row.name, dict(row.columns)
    return None
