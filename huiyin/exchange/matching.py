"""A list held against the books: which rows are new, the same, changed or in error, and in what they differ."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from huiyin.directory.models import Unit
from huiyin.directory.names import UnitIndex, read_unit_name
from huiyin.exchange.books import Books, Known, digest_of
from huiyin.exchange.dating import day_of_table, guessed_day, year_of_list
from huiyin.exchange.facts import Facts, as_mapping, facts_of, kind_of
from huiyin.exchange.lines import Ignored, ListRead
from huiyin.exchange.origin import Origin
from huiyin.exchange.roles import LEADING, Part, RoleReader, Share
from huiyin.exchange.sittings import Sitting, Sittings, forced_origin
from huiyin.exchange.terms import CalendarNotPublished, Term
from huiyin.prose.titles import same_title
from huiyin.rules import packs

NEW, SAME, CHANGED, ERROR = "new", "same", "changed", "error"


@dataclass(frozen=True)
class Difference:
    """One thing the list says otherwise. kept: what was typed here stays."""

    name: str
    before: Any
    after: Any
    kept: bool = False


@dataclass(frozen=True)
class PlanRow:
    """What will become of one row."""

    facts: Facts
    status: str
    reason: str = ""
    sitting: Sitting | None = None
    kind: str = ""
    in_session: bool = True
    role: str = ""
    role_label: str = ""
    others: tuple[Part, ...] = ()
    dispatched_on: dt.date | None = None
    due_on: dt.date | None = None
    assist_due_on: dt.date | None = None
    flags: tuple[str, ...] = ()
    known: Known | None = None
    differences: tuple[Difference, ...] = ()
    repeats: bool = False

    @property
    def key(self) -> tuple[Any, ...]:
        assert self.sitting
        return (self.sitting.key, self.kind, self.in_session, self.facts.official_no)


@dataclass(frozen=True)
class Settings:
    """What a person says about a list beyond what it says itself."""

    session: str = ""
    batch: str = ""
    year: int = 0
    dispatched_on: dt.date | None = None
    sender: str = ""
    edition: str = ""  # "" as the rows tell, "later" of the list before, "first" one that stands alone

    def as_json(self) -> dict[str, Any]:
        day = self.dispatched_on.isoformat() if self.dispatched_on else ""
        said = {"session": self.session, "batch": self.batch, "year": self.year, "dispatched_on": day}
        return {**said, "sender": self.sender, "edition": self.edition}

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> "Settings":
        day = dt.date.fromisoformat(said["dispatched_on"]) if said.get("dispatched_on") else None
        about = {name: str(said.get(name, "")) for name in ("session", "batch", "sender", "edition")}
        return cls(year=int(said.get("year") or 0), dispatched_on=day, **about)


@dataclass(frozen=True)
class Plan:
    """The whole list, matched."""

    read: ListRead
    unit: Unit
    settings: Settings
    year: int
    rows: tuple[PlanRow, ...]
    sender: str = ""

    def of(self, *statuses: str) -> list[PlanRow]:
        return [row for row in self.rows if row.status in statuses]


def match(read: ListRead, unit: Unit, *, settings: Settings, today: dt.date) -> Plan:
    """Match a list for a unit. Reads the books, writes nothing. Raises Refused when nobody can tell whose list it is."""
    forced = forced_origin(settings.session, unit)
    year = settings.year or year_of_list(read, today)
    days = [settings.dispatched_on or day_of_table(table, read) for table in read.tables]
    facts = [facts_of(line, read.tables[line.table].origin, year=year) for line in read.lines]
    sittings = Sittings.load(unit, forced=forced, year=settings.year, list_year=year)
    sittings.insist_on_a_body(facts)
    index, pack = UnitIndex.load(unit), packs.get(unit.pack)
    readers = [RoleReader(table, unit, index, pack) for table in read.tables]
    read, facts = _without_others(read, facts, readers)
    rows = [_row(one, readers[one.line.table], sittings) for one in facts]
    guess = guessed_day(facts, today)
    rows = _repeats([_with_day(row, settings.dispatched_on, days[row.facts.line.table], guess) for row in rows])
    books = Books.load(unit, [row.sitting for row in rows if row.sitting])
    return Plan(read, unit, settings, year, tuple(_against(row, books) for row in rows))


def _without_others(
    read: ListRead, facts: Sequence[Facts], readers: Sequence[RoleReader]
) -> tuple[ListRead, list[Facts]]:
    """A table by units has rows of every unit; only ours are lines, the others are told as such."""
    kept = [one for one in facts if not one.line.summary or readers[one.line.table].names_us(one)]
    ours = {one.where[:2] for one in kept}
    rest = {one.where[:2]: one for one in facts if one.where[:2] not in ours}
    others = [Ignored(sheet, row, one.official_no, "别的单位的行") for (sheet, row), one in rest.items()]
    return replace(read, ignored=(*read.ignored, *others)), kept


def _row(facts: Facts, reader: RoleReader, sittings: Sittings) -> PlanRow:
    """The row by itself: its session, its role; what is missing makes it an error."""
    problems = list(facts.problems)
    origin, sitting, guessed = sittings.of(facts)
    if sitting is None:
        problems.append("看不出是人大还是政协的件")
    share: Share = reader.share_of(facts)
    if share.problem:
        problems.append(share.problem)
    if problems:
        known = PlanRow(facts, ERROR, reason="；".join(problems), sitting=sitting, in_session=not origin.between)
        return replace(known, kind=kind_of(origin))
    return _understood(facts, share, origin, sitting, guessed)


def _understood(facts: Facts, share: Share, origin: Origin, sitting: Sitting | None, guessed: bool) -> PlanRow:
    leads = share.role in LEADING
    due = facts.due if leads else (facts.assist_due or facts.due)  # a date, or a term to be counted from dispatch
    between = bool(origin.between)
    flags = [*(["between_sessions"] if between else []), *(["session_guessed"] if guessed else []), *facts.flags]
    flags += share.flags
    flags += ["no_reply_due"] if leads and due is None else []
    return PlanRow(
        facts,
        NEW,
        sitting=sitting,
        kind=kind_of(origin),
        in_session=not between,
        role=share.role,
        role_label=share.label,
        others=share.others,
        dispatched_on=facts.dispatched,
        flags=tuple(dict.fromkeys(flags)),
    )


def _with_day(row: PlanRow, said: dt.date | None, of_list: dt.date | None, guess: dt.date) -> PlanRow:
    """When it was dispatched: as a person says, as the row says, as the list says; else guessed, and flagged."""
    if row.status == ERROR:
        return row
    if day := said or row.dispatched_on or of_list:
        return _with_limits(replace(row, dispatched_on=day))
    day = row.facts.submitted or guess
    return _with_limits(replace(row, dispatched_on=day, flags=(*row.flags, "dispatch_day_guessed")))


def _with_limits(row: PlanRow) -> PlanRow:
    """The last days for those who lead and those who assist; nothing is counted from a guessed day, or without a
    published calendar (R16): it is told."""
    flags = list(row.flags)
    days: list[dt.date | None] = []
    for limit in (row.facts.due, row.facts.assist_due):
        if isinstance(limit, Term) and "dispatch_day_guessed" in flags:
            days.append(None)
            flags.append("due_needs_dispatch_day")
            continue
        try:
            days.append(limit.end(row.dispatched_on) if isinstance(limit, Term) and row.dispatched_on else _day(limit))
        except CalendarNotPublished:
            days.append(None)
            flags.append("due_calendar_unpublished")
    lead, assist = days[0], days[1] or days[0]
    due = lead if row.role in LEADING else assist
    return replace(row, due_on=due, assist_due_on=days[1], flags=tuple(dict.fromkeys(flags)))


def _day(limit: dt.date | Term | None) -> dt.date | None:
    return None if isinstance(limit, Term) else limit


def _from_our_day(row: PlanRow, known: Known) -> PlanRow:
    """A term of a list without a day counts from the day the item was given to us."""
    if "due_needs_dispatch_day" not in row.flags or known.assignment is None:
        return row
    flags = tuple(flag for flag in row.flags if flag not in ("due_needs_dispatch_day", "dispatch_day_guessed"))
    return _with_limits(replace(row, dispatched_on=known.assignment.dispatched_on, flags=flags))


def _repeats(rows: Sequence[PlanRow]) -> list[PlanRow]:
    """The same number twice: the same line is counted once, another title is an error naming the first row."""
    first: dict[tuple[Any, ...], PlanRow] = {}
    told: list[PlanRow] = []
    for row in rows:
        if row.status != ERROR and row.key in first:
            row = _repeated(row, first[row.key])
        elif row.status != ERROR:
            first[row.key] = row
        told.append(row)
    return told


def _repeated(row: PlanRow, earlier: PlanRow) -> PlanRow:
    sheet, number, *_ = earlier.facts.where
    place = f"第{number}行" if sheet == row.facts.line.sheet else f"工作表“{sheet}”第{number}行"
    if not same_title(row.facts.title, earlier.facts.title):
        return replace(row, status=ERROR, reason=f"编号{row.facts.official_no}与{place}相同，标题却不同")
    if row.role != earlier.role:
        return replace(row, status=ERROR, reason=f"编号{row.facts.official_no}与{place}是同一件，角色却不同")
    return replace(row, status=SAME, repeats=True, flags=(*row.flags, f"repeats_row_{number}"))


def _against(row: PlanRow, books: Books) -> PlanRow:
    """Hold one row against the item already registered."""
    if row.sitting is None:
        return row
    known = books.find(row.sitting, row.kind, row.in_session, row.facts.official_no, row.facts.title)
    if row.status == ERROR:
        return replace(row, known=known)
    if known is None and row.facts.line.summary:
        return replace(row, status=ERROR, reason="这是汇总表，只有编号没有标题，不能据此登记；台账里也没有这一件")
    if known is None or row.repeats:
        return replace(row, known=known)
    if known.role == "":
        return replace(row, known=known, flags=(*row.flags, "known_item"))
    if known.left:
        return replace(row, known=known, status=SAME, flags=(*row.flags, "left_our_books"))
    row = _from_our_day(row, known)
    differences = tuple(_differences(row, known))
    changed = any(not difference.kept for difference in differences)
    flags = (*row.flags, "differs_here") if any(d.kept for d in differences) else row.flags
    return replace(row, known=known, status=CHANGED if changed else SAME, differences=differences, flags=flags)


def _differences(row: PlanRow, known: Known) -> Iterable[Difference]:
    """What the list says now, what the books say, what the list said last time: nothing typed here is overwritten."""
    for name, after in {**as_mapping(row.facts), **told_of(row)}.items():
        before, last = known.values.get(name), known.last_list.get(name)
        if not after or _same(name, before, after) or (last is not None and _same(name, last, after)):
            continue
        untouched = not before or (last is not None and _same(name, last, before)) or name in ("marks", "others")
        kept = not untouched or (name == "role" and not known.may_change_role)
        yield Difference(name, before, after, kept=kept)


def told_of(row: PlanRow) -> dict[str, Any]:
    """What the row says beyond the item itself: our role, our date, the other units, the marks."""
    return {
        "role": f"{row.role}/{row.role_label}" if row.role else "",
        "due": row.due_on.isoformat() if row.due_on else "",
        "text": digest_of(row.facts.text),
        "others": sorted({read_unit_name(part.name).core for part in row.others}),
        "marks": sorted(f"{mark.kind}/{mark.by_whom}" for mark in row.facts.marks),
    }


def _same(name: str, one: Any, other: Any) -> bool:
    if name == "title":
        return same_title(str(one), str(other))
    if name in ("marks", "others"):
        return set(other) <= set(one or ())
    return bool(one == other)
