"""Which list a later one is an edition of, and what it no longer says: items, units, roles (清点核对)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from huiyin.directory.models import Unit
from huiyin.directory.names import read_unit_name
from huiyin.exchange.books import key_of
from huiyin.exchange.matching import CHANGED, ERROR, NEW, SAME, Plan, PlanRow
from huiyin.exchange.models import Import, ImportState, QuestionKind
from huiyin.exchange.roles import Part
from huiyin.handling.models import Assignment
from huiyin.items.models import Item

FIRST, LATER = "first", "later"
SHARED = 0.5
NEEDED = {
    "assist": ("assist_unit", "handling_unit", "lead_unit"),
    "refer": ("refer_unit", "handling_unit"),
    "separate": ("separate_unit", "handling_unit", "lead_unit"),
}


@dataclass(frozen=True)
class Gap:
    """One thing the earlier edition said and this one does not, or says otherwise."""

    kind: str
    item: Item
    unit: Unit
    before: str
    role: str = ""
    role_label: str = ""


def edition_before(plan: Plan) -> Import | None:
    """The latest list of which at least half comes back in this one; none when a person says it stands alone."""
    if plan.settings.edition == FIRST:
        return None
    ours = {key_of(row.known.item) for row in plan.of(SAME, CHANGED, NEW) if row.known}
    if not ours:
        return None
    wanted = SHARED if plan.settings.edition != LATER else 0.0
    for row in Import.objects.filter(unit=plan.unit, state=ImportState.DONE).order_by("-done_at", "-pk"):
        said = set(row.report.get("said", {}))
        shared = len(said & ours)
        if (
            said
            and shared
            and shared >= wanted * len(said)
            and not row.followed_by.filter(state=ImportState.DONE).exists()
        ):
            return row
    return None


def gaps_of(plan: Plan, earlier: Import | None) -> list[Gap]:
    """What to ask about: items that are missing, units that are gone, roles of others that are not what they were."""
    if earlier is None:
        return []
    said: dict[str, dict[str, Any]] = earlier.report.get("said", {})
    rows = [row for row in plan.of(SAME, CHANGED) if row.known and not row.repeats]
    return [*_missing(plan, said), *_units(plan, rows, said)]


def _missing(plan: Plan, said: dict[str, dict[str, Any]]) -> Iterable[Gap]:
    """Items of the earlier edition we still hold and this one does not list; a row in error still lists its number."""
    listed = {row.known.item.pk for row in plan.rows if row.known}
    unread = {row.facts.official_no for row in plan.of(ERROR) if row.facts.official_no}
    wanted = {key for key in said if key.rsplit("/", 1)[-1] not in unread}
    held = _held(plan.unit, _items(wanted))
    for assignment in held:
        if assignment.item_id not in listed:
            yield Gap(QuestionKind.MISSING, assignment.item, plan.unit, assignment.role_label)


def _items(keys: set[str]) -> list[Item]:
    """The items these report keys (session/kind/in session/number) name."""
    sessions = {int(key.split("/", 1)[0]) for key in keys}
    rows = Item.objects.filter(session__in=sessions).select_related("session", "batch__unit")
    return [item for item in rows if key_of(item) in keys]


def _held(unit: Unit, items: Sequence[Item]) -> list[Assignment]:
    rows = Assignment.objects.open().filter(unit=unit, parent=None, item__in=[item.pk for item in items])
    by_item = {item.pk: item for item in items}
    found = list(rows.order_by("item__number_year", "item__seq", "pk"))
    for row in found:
        row.item = by_item[row.item_id]
    return found


def _units(plan: Plan, rows: Sequence[PlanRow], said: dict[str, dict[str, Any]]) -> Iterable[Gap]:
    """Co-units of known items, compared with what the earlier edition said of them; what was changed here is left."""
    held = _held_by_others(plan.unit, [row.known.item.pk for row in rows if row.known])
    for row in rows:
        assert row.known
        before: dict[str, str] = said.get(key_of(row.known.item), {}).get("parts", {})
        now = {read_unit_name(part.name).core: part for part in row.others}
        for core, role in before.items():
            if part := held.get((row.known.item.pk, core)):
                yield from _gap(plan, row, part, role, now.get(core))


def _held_by_others(unit: Unit, items: Sequence[int]) -> dict[tuple[int, str], Assignment]:
    rows = Assignment.objects.open().filter(item__in=items, parent=None).exclude(unit=unit).select_related("unit")
    return {(row.item_id, read_unit_name(name).core): row for row in rows for name in row.unit.names}


def _gap(plan: Plan, row: PlanRow, held: Assignment, before: str, now: Part | None) -> Iterable[Gap]:
    """A co-unit that is gone, or whose role is another one now than the list said before."""
    assert row.known
    item = row.known.item
    if now is None and _would_tell(plan, row, before):
        yield Gap(QuestionKind.REMOVED, item, held.unit, held.role_label)
    elif now is not None and now.role not in (before, held.role):
        yield Gap(QuestionKind.ROLE_CHANGED, item, held.unit, held.role_label, now.role, now.label)


def _would_tell(plan: Plan, row: PlanRow, role: str) -> bool:
    """A table without a column for co-units says nothing about them."""
    table = plan.read.tables[row.facts.line.table]
    return table.has(*NEEDED.get(role, ("lead_unit", "handling_unit")))
