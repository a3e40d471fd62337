"""A list compared with the books without touching either: only theirs, only ours, and what differs in role, level, class."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from huiyin.directory.models import Level
from huiyin.exchange.matching import ERROR, NEW, Plan, PlanRow, told_of
from huiyin.exchange.report import NAMES
from huiyin.handling.models import Assignment, Role
from huiyin.items.models import Item, Kind
from huiyin.prose.titles import same_title
from huiyin.replies.models import Reply

COMPARED = ("title", "signers", "due", "others", "field", "consent")


def reconcile(plan: Plan) -> dict[str, Any]:
    """对账：清单有而本单位没有的，本单位有而清单没有的，两边都有而角色、层级、答复类别等说法不同的。"""
    ours = _ours(plan)
    strays = _strays(plan, ours)
    letters = _letters(ours)
    listed = {row.known.item.pk for row in plan.rows if row.known} | {part.item_id for part in strays.values()}
    differences = [
        {**_short(row), "differences": found}
        for row in plan.rows
        if not row.repeats and (found := list(_differences(row, strays, letters)))
    ]
    return {
        "only_theirs": [_short(row) for row in plan.of(NEW) if row.facts.where not in strays],
        "only_ours": [_ours_only(part) for part in ours if part.item_id not in listed and _is_spanned(plan, part.item)],
        "differences": differences,
        "unread": [{**_short(row), "reason": row.reason} for row in plan.of(ERROR) if not row.known],
    }


def _ours(plan: Plan) -> list[Assignment]:
    """Our parts of the years the list is about."""
    years = {row.sitting.year for row in plan.rows if row.sitting} | {plan.year}
    rows = Assignment.objects.standing().filter(unit=plan.unit, parent=None, year__in=years)
    return list(rows.select_related("item__session", "item__batch").order_by("item__number_year", "item__seq", "pk"))


def _is_spanned(plan: Plan, item: Item) -> bool:
    """A list of proposals does not miss suggestions."""
    spans = {(row.sitting.pk, row.kind, row.in_session) for row in plan.rows if row.sitting and row.status != ERROR}
    return (item.session_id, item.kind, item.in_session) in spans


def _strays(plan: Plan, ours: Iterable[Assignment]) -> dict[tuple[Any, ...], Assignment]:
    """New rows whose title we hold under another session, level, kind or number."""
    known = {row.known.item.pk for row in plan.rows if row.known}
    free = [part for part in ours if part.item_id not in known and part.item.title]
    found: dict[tuple[Any, ...], Assignment] = {}
    for row in plan.of(NEW):
        twin = next((part for part in free if same_title(part.item.title, row.facts.title)), None)
        if twin and not row.known:
            found[row.facts.where] = twin
    return found


def _letters(ours: Iterable[Assignment]) -> dict[int, str]:
    """The class of the latest reply of each part."""
    rows = Reply.objects.filter(assignment__in=[part.pk for part in ours]).exclude(class_letter="").order_by("pk")
    return dict(rows.values_list("assignment_id", "class_letter"))


def _differences(
    row: PlanRow, strays: Mapping[tuple[Any, ...], Assignment], letters: Mapping[int, str]
) -> Iterator[dict[str, Any]]:
    if twin := strays.get(row.facts.where):
        yield from _of_a_stray(row, twin)
    elif row.known and row.known.assignment:
        yield from _of_a_known(row, row.known.assignment, row.known.values)
        yield from _said("答复类别", letters.get(row.known.assignment.pk, ""), row.facts.reply_class.upper()[:1])


def _of_a_stray(row: PlanRow, twin: Assignment) -> Iterator[dict[str, Any]]:
    assert row.sitting
    item = twin.item
    yield from _said("层级", item.session.get_level_display(), str(Level(row.sitting.level).label))
    yield from _said("届次", item.session.name, row.sitting.name)
    yield from _said("件类", item.get_kind_display(), str(Kind(row.kind).label))
    yield from _said("案号", item.official_no, row.facts.official_no)
    yield from _said("会间或闭会", _when(item.in_session), _when(row.in_session))
    yield from _said("角色", str(Role(twin.role).label), str(Role(row.role).label))


def _of_a_known(row: PlanRow, part: Assignment, values: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """A row that no longer names us is one too: 角色 主办 against 没有本单位."""
    if row.status == ERROR:
        yield from _said(
            "角色", str(Role(part.role).label), "没有本单位" if "都没有本单位" in row.reason else row.reason
        )
        return
    yield from _said("角色", str(Role(part.role).label), str(Role(row.role).label))
    theirs = {**told_of(row), "title": row.facts.title, "field": row.facts.field, "consent": str(row.facts.consent)}
    theirs["signers"] = [name.name for name in ((row.facts.lead,) if row.facts.lead else ()) + row.facts.cosigners]
    for name in COMPARED:
        if name == "title" and same_title(str(values.get(name, "")), str(theirs[name])):
            continue
        yield from _said(NAMES[name], values.get(name), theirs[name])


def _said(field: str, before: Any, after: Any) -> Iterator[dict[str, Any]]:
    """What their list leaves blank differs in nothing."""
    if after and before != after:
        yield {"field": field, "before": before or "", "after": after, "kept": True}


def _when(in_session: bool) -> str:
    return "会议期间" if in_session else "闭会期间"


def _short(row: PlanRow) -> dict[str, Any]:
    facts = row.facts
    named = {"official_no": facts.official_no, "title": facts.title or (row.known.item.title if row.known else "")}
    return {"row": facts.line.row, "sheet": facts.line.sheet, **named, "role": row.role_label}


def _ours_only(part: Assignment) -> dict[str, Any]:
    item = part.item
    return {
        "pk": item.pk,
        "official_no": item.official_no,
        "title": item.title,
        "role": part.role_label,
        "session": item.session.name,
    }
