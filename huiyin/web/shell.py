"""What stands around every page: masthead, sidebar with its counts, foot."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.urls import NoReverseMatch, reverse

from huiyin.accounts.desk import Person
from huiyin.accounts.models import ADMIN_ROLES, Role
from huiyin.accounts.policy import can_read_log
from huiyin.rules import packs
from huiyin.rules.pack import Pack
from huiyin.web.counts import Counts, approves_plans, counts_for
from huiyin.web.seat import StaffRequest
from huiyin.workdays import calendar


def handles_cases(person: Person) -> bool:
    """The three administrators see no case."""
    return bool(person.unit_ids)


def coordinates(person: Person) -> bool:
    return person.has_role(Role.COORDINATOR)


def clears(person: Person) -> bool:
    return bool(person.roles & {Role.COORDINATOR, Role.OFFICE_HEAD, Role.LEADER_IN_CHARGE, Role.CHIEF})


def only_approves(person: Person) -> bool:
    """Whoever coordinates finds the plans under 分办."""
    return approves_plans(person) and not coordinates(person)


def reads_the_log(person: Person) -> bool:
    return can_read_log(person) or coordinates(person)


def manages_the_unit(person: Person) -> bool:
    return bool(person.roles & (ADMIN_ROLES | {Role.COORDINATOR})) or bool(person.unit_ids)


@dataclass(frozen=True)
class Place:
    """One entry of the sidebar. page: the name of its address and of its section · count: a field of Counts."""

    page: str
    label: str
    icon: str
    who: Callable[[Person], bool] = handles_cases
    count: str = ""
    late: bool = False


GROUPS: Mapping[str, tuple[Place, ...]] = {
    "日常": (
        Place("desk", "工作台", "desk", lambda person: True),
        Place("intake", "收件", "inbox", coordinates),
        Place("dispatch", "分办", "split", coordinates, "to_allot"),
        Place("plans", "分办方案", "split", only_approves, "plans"),
        Place("ledger", "台账", "ledger", handles_cases, "overdue", late=True),
        Place("replies", "答复", "pen", handles_cases, "drafting"),
        Place("clearing", "审签", "stamp", clears, "clearing"),
        Place("opinions", "会办意见", "chat", handles_cases, "opinions"),
        Place("facts", "口径", "file"),
    ),
    "盯与记": (
        Place("commitments", "承诺", "hand", handles_cases, "promises_late", late=True),
        Place("surveys", "评价", "list", coordinates),
        Place("archives", "归档", "save", coordinates),
    ),
    "数与文": (
        Place("statistics", "统计", "chart"),
        Place("annual_report", "年报", "book"),
    ),
    "本单位": (
        Place("people", "单位与人员", "people", manages_the_unit),
        Place("rules", "规则与日历", "rule", lambda person: True),
        Place("log", "操作记录", "clock", reads_the_log),
    ),
}
TABBAR = ("desk", "ledger", "clearing", "replies", "commitments", "people")


@dataclass(frozen=True)
class Entry:
    """A place with its address, its count, and whether we are there."""

    label: str
    icon: str
    url: str
    page: str
    count: int
    late: bool


class Shell:
    """The facts of the frame for one request; each is asked for only when a template shows it."""

    def __init__(self, request: StaffRequest) -> None:
        self.request = request
        self.person, self.today, self.year, self.years = request.person, request.today, request.year, request.years

    @cached_property
    def counts(self) -> Counts:
        return counts_for(self.person, year=self.year, today=self.today)

    @cached_property
    def groups(self) -> list[tuple[str, list[Entry]]]:
        """The sidebar, with only what this person may open."""
        groups = [
            (name, [entry for place in places if (entry := self._entry(place))]) for name, places in GROUPS.items()
        ]
        return [(name, entries) for name, entries in groups if entries]

    @cached_property
    def tabs(self) -> list[Entry]:
        """The phone's bar: the first four of TABBAR this person has."""
        entries = {entry.page: entry for _, entries in self.groups for entry in entries}
        return [entries[page] for page in TABBAR if page in entries][:4]

    @property
    def coordinates(self) -> bool:
        return coordinates(self.person)

    @property
    def short_name(self) -> str:
        unit = self.person.unit
        return (unit.short_names[0] if unit.short_names else unit.name) if unit else "回音"

    @property
    def post(self) -> str:
        """人口处 · 经办, as it stands under the name."""
        seat = next(iter(self.person.seats), None)
        if seat is None:
            return "还没有岗位"
        role = Role(seat.role).label + ("（代）" if seat.stood_in_for else "")
        return f"{seat.unit.name} · {role}" if seat.unit.is_office else role

    @property
    def pack(self) -> Pack | None:
        return packs.get(self.person.unit.pack) if self.person.unit else None

    @property
    def calendar_is_published(self) -> bool:
        return calendar.published(self.year)

    def _entry(self, place: Place) -> Entry | None:
        if not place.who(self.person):
            return None
        try:
            url = reverse(place.page)
        except NoReverseMatch:
            return None
        count = getattr(self.counts, place.count) if place.count else 0
        return Entry(place.label, place.icon, url, place.page, count, place.late)
