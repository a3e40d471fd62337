"""统计表: a unit's items of a scope, row by row (by origin, office, topic or leader), every cell opening into its list."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Case, Value, When

from huiyin.documents.columns import Column
from huiyin.handling.models import LEADING, Assignment, Role, State
from huiyin.items.models import Kind, Topic
from huiyin.reports import counted
from huiyin.reports.figures import IN_TIME, LEAD, TOTAL
from huiyin.reports.filters import NOTHING
from huiyin.reports.scopes import Scope
from huiyin.rules import packs
from huiyin.surveys.models import Grade

DIMENSIONS = {"origin": "机构 × 层级", "office": "处室", "topic": "主题", "leader": "分管领导"}
LEVEL_ORDER = ("national", "provincial", "municipal", "county", "township")
KIND_ORDER = tuple(Kind.values)
Query = dict[str, list[str]]
MEASURED = (TOTAL, LEAD, IN_TIME)


class Line(NamedTuple):
    """What the table knows of one assignment."""

    pk: int
    item: int
    level: str
    body: str
    kind: str
    role: str
    role_label: str
    letter: str
    grade: str
    is_lead: bool
    is_in_time: bool


@dataclass(frozen=True)
class Measured:
    """A column of the table: which lines it counts, and the filters that open the same lines in the ledger."""

    key: str
    label: str
    group: str
    holds: Callable[[Line], bool]
    query: Query


@dataclass(frozen=True)
class Cell:
    """A number and the filters of the ledger that list what it counts."""

    column: Measured
    value: int
    query: Query


@dataclass(frozen=True)
class TableRow:
    """A row of the table; key is what its filter asks for."""

    key: str
    label: str
    cells: tuple[Cell, ...]

    def value(self, column: str) -> int:
        """The number in that column."""
        return next(cell.value for cell in self.cells if cell.column.key == column)

    @property
    def owed(self) -> int:
        """What an answer or an opinion is owed for: everything but what came for reference (R32)."""
        refer = [cell.value for cell in self.cells if cell.column.key == Role.REFER]
        return self.value("total") - sum(refer)


@dataclass(frozen=True)
class FootingCheck:
    """核数: one sum written out, and whether it comes out (R62)."""

    text: str
    holds: bool


@dataclass(frozen=True)
class StatisticsTable:
    """The table: columns, rows, the total row, the sums that were checked. Rows by office or topic may overlap."""

    scope: Scope
    by: str
    columns: tuple[Measured, ...]
    rows: tuple[TableRow, ...]
    total: TableRow
    checks: tuple[FootingCheck, ...]

    @property
    def is_sound(self) -> bool:
        return all(check.holds for check in self.checks)

    @property
    def sheet_columns(self) -> tuple[Column[TableRow], ...]:
        """The same columns for a spreadsheet."""
        first: Column[TableRow] = Column("label", DIMENSIONS[self.by], lambda row: row.label, width=22)
        return (first, *(_sheet_column(column) for column in self.columns))

    @property
    def notes(self) -> tuple[str, ...]:
        """The footnotes an indicator needs (R89)."""
        return (f"口径：{self.scope.words}", *(check.text for check in self.checks if not check.holds))


def table(scope: Scope, *, today: dt.date, by: str = "origin") -> StatisticsTable:
    """The statistics table in at most twelve queries. Each column total is checked against its own measure."""
    lines = lines_of(scope, today=today)
    columns = columns_of(scope, lines)
    groups = GROUPINGS[by](scope, lines)
    rows = tuple(_row(scope, columns, by, key, label, members) for key, label, members in groups)
    total = _row(scope, columns, "", "total", "合计", lines)
    checks = tuple(_checks(scope, rows if by == "origin" else (), total))
    return StatisticsTable(scope, by, columns, rows, total, checks)


def lines_of(scope: Scope, *, today: dt.date) -> list[Line]:
    """Every counted assignment as a line: one query."""
    day = min(scope.day, today)
    rows = scope.assignments().annotate(is_lead=_flag(scope.leads), is_in_time=_flag(counted.in_time(day)))
    names = ["pk", "item_id", "item__session__level", "item__session__body", "item__kind", "role", "role_label"]
    found = rows.values_list(*names, "letter", "grade", "is_lead", "is_in_time")
    return [Line._make((*row[:7], row[7] or "", row[8] or "", *map(bool, row[9:]))) for row in found]


def columns_of(scope: Scope, lines: Sequence[Line]) -> tuple[Measured, ...]:
    """Columns of the unit's own scheme; 参阅, strange letters and the empty class only where there are any."""
    pack = packs.get(scope.unit.pack)
    lead: Query = {"role": list(map(str, LEADING))}
    if scope.lead_labels:
        lead["label"] = list(scope.lead_labels)
    found = {line.letter for line in lines if line.is_lead}
    letters = [*pack.scheme.letters, *sorted(found - {"", *pack.scheme.letters}), *([""] if "" in found else [])]
    columns = [
        Measured("total", "总数", "", lambda line: True, {}),
        Measured("lead", "主办", "角色", lambda line: line.is_lead, lead),
        _role_column(Role.ASSIST, pack.labels.assist.value),
    ]
    if any(line.role == Role.REFER for line in lines):
        columns.append(_role_column(Role.REFER, "参阅"))
    columns += [_class_column(letter, letter or "未分类", lead) for letter in letters]
    columns += [_grade_column(grade.value, grade.label, lead) for grade in Grade]
    columns.append(_grade_column("", "未反馈", lead))
    columns.append(Measured("in_time", "按时办复", "", lambda line: line.is_in_time, {"in_time": ["1"]}))
    return tuple(columns)


def _role_column(role: Role, label: str) -> Measured:
    return Measured(str(role), label, "角色", lambda line: line.role == role, {"role": [str(role)]})


def _grade_column(grade: str, label: str, lead: Query) -> Measured:
    return Measured(
        grade or NOTHING,
        label,
        "代表、委员评价（主办）",
        lambda line: line.is_lead and line.grade == grade,
        {**lead, "grade": [grade or NOTHING]},
    )


def _class_column(letter: str, label: str, lead: Query) -> Measured:
    return Measured(
        f"class_{letter or NOTHING}",
        label,
        "答复分类（主办）",
        lambda line: line.is_lead and line.letter == letter,
        {**lead, "letter": [letter or NOTHING]},
    )


def _flag(condition: Any) -> Case:
    return Case(When(condition, then=Value(1)), default=Value(0))


def _row(scope: Scope, columns: Iterable[Measured], by: str, key: str, label: str, members: Sequence[Line]) -> TableRow:
    where: Query = {"scope": [scope.name]}
    if by == "origin":
        level, _, kind = key.split("-")
        where |= {"level": [level], "kind": [kind]}
    elif by:
        where[by] = [key]
    cells = [Cell(column, sum(map(column.holds, members)), {**where, **column.query}) for column in columns]
    return TableRow(key, label, tuple(cells))


Groups = Iterable[tuple[str, str, list[Line]]]


def _by_origin(scope: Scope, lines: Sequence[Line]) -> Groups:
    groups: dict[tuple[str, str, str], list[Line]] = defaultdict(list)
    for line in lines:
        groups[(line.level, line.body, line.kind)].append(line)
    order = sorted(groups, key=lambda key: (KIND_ORDER.index(key[2]), LEVEL_ORDER.index(key[0]), key[1]))
    for key in order:
        yield "-".join(key), _origin_label(*key), groups[key]


def _origin_label(level: str, body: str, kind: str) -> str:
    words = {"national": "全国", "provincial": "省", "municipal": "市", "county": "区县", "township": "乡镇"}
    return f"{words[level]}{'人大' if body == 'congress' else '政协'}{Kind(kind).label}"


def _by_office(scope: Scope, lines: Sequence[Line]) -> Groups:
    held = Assignment.objects.filter(parent__in=[line.pk for line in lines]).exclude(state=State.WITHDRAWN)
    pairs = held.order_by("unit__position", "unit__sort_key").values_list("unit_id", "unit__name", "parent_id")
    return _grouped(pairs, {line.pk: line for line in lines})


def _by_leader(scope: Scope, lines: Sequence[Line]) -> Groups:
    held = Assignment.objects.filter(parent__in=[line.pk for line in lines], leader__isnull=False)
    pairs = (
        held.exclude(state=State.WITHDRAWN).order_by("leader_id").values_list("leader_id", "leader__name", "parent_id")
    )
    return _grouped(pairs.distinct(), {line.pk: line for line in lines})


def _by_topic(scope: Scope, lines: Sequence[Line]) -> Groups:
    tagged = Topic.items.through.objects.filter(item__in=[line.item for line in lines])
    pairs = tagged.values_list("topic_id", "topic__name", "item_id").order_by("topic_id")
    found = list(_grouped(pairs, {line.item: line for line in lines}))
    return sorted(found, key=lambda group: (-len(group[2]), group[0]))


def _grouped(pairs: Iterable[tuple[int, str, int]], lines: dict[int, Line]) -> Groups:
    groups: dict[tuple[int, str], list[Line]] = defaultdict(list)
    for pk, name, member in pairs:
        if member in lines:
            groups[(pk, name)].append(lines[member])
    for (pk, name), members in groups.items():
        yield str(pk), name, members


GROUPINGS: dict[str, Callable[[Scope, Sequence[Line]], Groups]] = {
    "origin": _by_origin,
    "office": _by_office,
    "topic": _by_topic,
    "leader": _by_leader,
}


def _checks(scope: Scope, rows: Sequence[TableRow], total: TableRow) -> Iterable[FootingCheck]:
    """Rows add up to the total row; roles, classes and ratings add up to what they divide; totals equal measures."""
    for cell in total.cells if rows else ():
        key = cell.column.key
        yield _sum(cell.column.label, [row.value(key) for row in rows], cell.value)
    lead = total.value("lead")
    groups: dict[str, list[int]] = defaultdict(list)
    for cell in total.cells:
        groups[cell.column.group].append(cell.value)
    yield _sum("角色合计", groups["角色"], total.value("total"))
    yield _sum("分类合计", groups["答复分类（主办）"], lead)
    yield _sum("评价合计", groups["代表、委员评价（主办）"], lead)
    counts = _measured(scope)
    for measure in MEASURED:
        shown, value = total.value(measure.name), counts[measure.name]
        yield FootingCheck(f"{measure.label}：表 {shown}，指标 {value}", shown == value)


def _measured(scope: Scope) -> Counter[str]:
    """The measures beside the table, each by its own members: one query for all."""
    first, *others = (
        measure.members(scope).order_by().annotate(measured=Value(measure.name)).values_list("measured", "item_id")
        for measure in MEASURED
    )
    return Counter(name for name, _ in first.union(*others, all=True))


def _sum(label: str, parts: Sequence[int], whole: int) -> FootingCheck:
    return FootingCheck(f"{label}：{'＋'.join(map(str, parts))}＝{whole}", sum(parts) == whole)


def _sheet_column(column: Measured) -> Column[TableRow]:
    return Column(column.key, column.label, lambda row: row.value(column.key), width=8, kind="number")
