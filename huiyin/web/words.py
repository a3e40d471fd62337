"""How an event reads: a Chinese phrase for every verb, with the facts that matter."""

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

from django.db.models import Choices

from huiyin.accounts.models import Role
from huiyin.events.actors import SHANGHAI, WAYS
from huiyin.events.models import Event
from huiyin.handling.models import ContactWay, DutyKind
from huiyin.items.models import MarkKind, RecordKind
from huiyin.surveys.models import Grade

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
CODES: Mapping[tuple[str, str], type[Choices]] = {
    ("handling.contacted", "way"): ContactWay,
    ("handling.duty_opened", "kind"): DutyKind,
    ("handling.duty_waived", "kind"): DutyKind,
    ("items.marked", "kind"): MarkKind,
    ("items.unmarked", "kind"): MarkKind,
    ("items.mark_reported", "kind"): MarkKind,
    ("items.mark_recorded", "kind"): RecordKind,
    ("surveys.rated", "result"): Grade,
    ("surveys.rated", "manner"): Grade,
    ("surveys.rating_changed", "result"): Grade,
    ("accounts.appointed", "role"): Role,
    ("accounts.post_ended", "role"): Role,
    ("accounts.stood_in", "role"): Role,
}


@dataclass(frozen=True)
class Told:
    """One event as people read it. tone: late and now colour the trail."""

    at: dt.datetime
    on: dt.date
    title: str
    facts: str
    who: str
    topic: str
    verb: str
    tone: str = ""

    @property
    def detail(self) -> str:
        """The facts that matter, and who."""
        return "，".join(filter(None, [self.facts.rstrip("。"), self.who]))


@cache
def phrases() -> Mapping[str, Mapping[str, Any]]:
    """The table of words.toml."""
    return tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))


def is_quiet(verb: str) -> bool:
    """Kept out of the short trail: drafts being saved and the like."""
    return bool(phrases().get(verb, {}).get("quiet"))


def quiet_verbs() -> list[str]:
    return [verb for verb in phrases() if is_quiet(verb)]


def told(event: Event, names: Mapping[str, str] | None = None) -> Told:
    """The event in words; `names` turns codes of units into names. Recorded acts say for whom."""
    phrase = phrases().get(event.verb, {})
    facts = {key: _shown(event.verb, key, value, names or {}) for key, value in event.facts.items()}
    title = _filled(phrase.get("says", event.verb), facts) or _bare(phrase.get("says", event.verb))
    local = event.at.astimezone(SHANGHAI)
    on, who = local.date(), event.actor_name
    if event.recorded_for:
        on = dt.date.fromisoformat(event.recorded_for["on"])
        way = WAYS.get(event.recorded_for["way"], "")
        who = f"{event.recorded_for['who']}（{way}，{event.actor_name}代记）"
    return Told(event.at, on, title, _filled(phrase.get("detail", ""), facts), who, event.topic, event.verb)


def _filled(pattern: str, facts: Mapping[str, str]) -> str:
    """The pattern with its facts; nothing when one of them is missing."""
    wanted = [name for _, name, _, _ in Formatter().parse(pattern) if name]
    return pattern.format_map(facts) if all(facts.get(name) for name in wanted) else ""


def _bare(pattern: str) -> str:
    """The pattern without its holes."""
    return re.sub(r"\{\w+\}", "", pattern)


def _shown(verb: str, key: str, value: Any, names: Mapping[str, str]) -> str:
    """A fact in words: choices by label, dates as 6月30日, units by name."""
    if choices := CODES.get((verb, key)):
        return str(dict(choices.choices).get(value, value))
    if isinstance(value, dict):
        return str(value.get("name", ""))
    if isinstance(value, list):
        return "、".join(_shown(verb, key, part, names) for part in value)
    if isinstance(value, str) and ISO_DAY.fullmatch(value):
        day = dt.date.fromisoformat(value)
        return f"{day.month}月{day.day}日"
    return names.get(str(value), str(value)) if value not in (None, "") else ""
