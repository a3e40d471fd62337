"""The rows of the dispatch desk: what waits for an office, the offices to choose from, what the list itself said."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain, repeat
from typing import Any

from django.db.models import Count

from huiyin.directory.models import Unit
from huiyin.exchange.models import Import, ImportState
from huiyin.handling.figures import OfficeLoad, office_loads
from huiyin.handling.models import Assignment, Duty, DutyKind
from huiyin.planning.models import AllotmentPlan, PlanRow
from huiyin.web.counts import to_allot
from huiyin.web.dates import remainder
from huiyin.web.seat import StaffRequest, own_unit

KEYS = "123456789" + "abcdefhilmnpqrstvwyz"
"""The keys of offices in their order; j k x o u g are commands of the desk."""
CHIPS = 5
"""As many offices stand as numbered chips, the same number in every row; the others in a list behind them."""
WINDOWS = (DutyKind.DECLINE, DutyKind.ACCEPT, DutyKind.ALLOT)
Said = dict[tuple[str, str, str], str]


@dataclass(frozen=True)
class Option:
    """One office one may press, and the key that chooses it."""

    key: str
    load: OfficeLoad
    hinted: bool
    on: bool

    @property
    def office(self) -> Unit:
        return self.load.office


@dataclass
class Row:
    """One item that waits. due: the next day something is decided by, else the day of the unit."""

    assignment: Assignment
    duties: list[Duty]
    hint: Unit | None
    said: str
    form: Any = None
    why_not: str = ""
    plan: str = ""
    rest: str = ""
    options: list[Option] = field(default_factory=list)
    others: list[Option] = field(default_factory=list)

    @property
    def item(self) -> Any:
        return self.assignment.item

    @property
    def due(self) -> Duty | None:
        return min(
            (duty for duty in self.duties if duty.due_on), key=lambda duty: duty.due_on or dt.date.max, default=None
        )

    @property
    def main(self) -> Duty | None:
        return next((duty for duty in self.duties if duty.kind not in WINDOWS), None)


def waiting_rows(request: StaffRequest) -> list[Row]:
    """What waits for an office, the most urgent first."""
    related = ("item__session", "item__batch", "unit")
    waiting = to_allot(request.person, request.year).select_related(*related).annotate(asks=Count("item__asks"))
    assignments = list(waiting.order_by("id"))
    duties = _duties(assignments, request.today)
    offices = {office.name: office for office in offices_of(request)}
    said = _said_by_lists(own_unit(request))
    rows = [_row(one, duties.get(one.pk, []), said, offices, request.today) for one in assignments]
    planned = dict(
        PlanRow.objects.filter(plan__in=AllotmentPlan.objects.open()).values_list("assignment", "plan__name")
    )
    for row in rows:
        row.plan = planned.get(row.assignment.pk, "")
    return sorted(
        rows, key=lambda row: (row.due.due_on if row.due and row.due.due_on else dt.date.max, row.assignment.pk)
    )


def offices_of(request: StaffRequest) -> list[Unit]:
    return list(Unit.objects.offices_of(own_unit(request)).on(request.today))


def loads_of(request: StaffRequest) -> list[OfficeLoad]:
    """Offices that exist today, with what they have in hand."""
    today = {office.pk for office in offices_of(request)}
    loads = office_loads(own_unit(request), year=request.year, today=request.today)
    return [load for load in loads if load.office.pk in today]


def offer(rows: Sequence[Row], loads: Sequence[OfficeLoad]) -> None:
    """The choices of each row, with what is chosen now."""
    for row in rows:
        chosen = row.form.chosen
        options = [
            Option(key, load, load.office == row.hint, str(load.office.pk) == chosen)
            for key, load in zip(chain(KEYS, repeat("")), loads, strict=False)
        ]
        row.options, row.others = options[:CHIPS], options[CHIPS:]


def _row(assignment: Assignment, duties: list[Duty], said: Said, offices: dict[str, Unit], today: dt.date) -> Row:
    item = assignment.item
    words = said.get((item.session.name, str(item.kind), item.official_no), "")
    hint = next((office for name, office in offices.items() if name and (name in words or words == name)), None)
    row = Row(assignment, duties, hint, words)
    if row.due and row.due.due_on:
        row.rest = f"{row.due.get_kind_display().removesuffix('窗口')}{remainder(row.due.due_on, today)}"
    return row


def _duties(assignments: Sequence[Assignment], today: dt.date) -> dict[int, list[Duty]]:
    """What is still owed, and the window for declining while it is open."""
    found: dict[int, list[Duty]] = {}
    kinds = (*WINDOWS, DutyKind.REPLY, DutyKind.OPINION)
    owed = Duty.objects.filter(assignment__in=assignments, kind__in=kinds, met_on=None, waived_on=None)
    for duty in owed.order_by("due_on", "id"):
        if duty.kind != DutyKind.DECLINE or (duty.due_on and duty.due_on >= today):
            found.setdefault(duty.assignment_id, []).append(duty)
    return found


def _said_by_lists(unit: Unit) -> Said:
    """承办处室 as the imported lists wrote it, by session, kind and number."""
    reports = Import.objects.filter(unit=unit, state=ImportState.DONE).order_by("id").values_list("report", flat=True)
    lines = [line for report in reports for line in report.get("items", ()) if line.get("office")]
    return {(line["session"], line["kind"], line["official_no"]): line["office"] for line in lines}
