"""The statistics table as the page shows it: heads in groups, cells with their links, the formulas below it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from huiyin.handling.models import Role
from huiyin.items.models import Kind
from huiyin.measures.measure import percent, share
from huiyin.replies.classes import legend
from huiyin.reports.scopes import Scope
from huiyin.reports.statistics import Measured, StatisticsTable, TableRow
from huiyin.reports.trends import YearSums
from huiyin.rules import packs

CLASS_WORDS = {
    "solved": "解决",
    "adopted": "采纳",
    "planned": "列入计划",
    "not_feasible": "说明",
    "deferred": "待以后",
    "reference_only": "留作参考",
}
CLASSES, GRADES = "答复分类（主办）", "代表、委员评价（主办）"
Query = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Head:
    """A column head. word: what is said under the group · title: in full · edge: a line stands before it."""

    column: Measured
    word: str
    title: str = ""
    edge: bool = False


@dataclass(frozen=True)
class HeadGroup:
    label: str
    heads: tuple[Head, ...]


@dataclass(frozen=True)
class ShownCell:
    """text: the number or its share · url: its list, "" when there is nothing to open · title: the other of the two."""

    text: str
    url: str
    title: str
    beside: str = ""
    edge: bool = False


@dataclass(frozen=True)
class ShownRow:
    label: str
    cells: tuple[ShownCell, ...]


def head_groups(table: StatisticsTable) -> list[HeadGroup]:
    """Columns in the groups they stand under; those without a group stand alone."""
    groups = []
    for label, columns in groupby(table.columns, key=lambda column: column.group):
        heads = [_head(table.scope, column, place == 0) for place, column in enumerate(columns)]
        groups += [HeadGroup(label, tuple(heads))] if label else [HeadGroup("", (head,)) for head in heads]
    return groups


def _head(scope: Scope, column: Measured, first: bool) -> Head:
    letter = column.key.removeprefix("class_") if column.group == CLASSES else ""
    found = packs.get(scope.unit.pack).scheme.get(letter) if letter else None
    if found is None:
        return Head(column, column.label, edge=first and column.key != "total")
    return Head(column, f"{letter} {CLASS_WORDS.get(found.canonical, '')}".strip(), found.label, first)


def shown_rows(table: StatisticsTable, ledger: str, asked: Query, *, shares: bool) -> list[ShownRow]:
    """Every row; ledger: the address of the list, "" for who may not open it."""
    return [_shown(table, row, ledger, asked, shares) for row in table.rows]


def shown_total(table: StatisticsTable, ledger: str, asked: Query, *, shares: bool) -> ShownRow:
    return _shown(table, table.total, ledger, asked, shares)


def _shown(table: StatisticsTable, row: TableRow, ledger: str, asked: Query, shares: bool) -> ShownRow:
    edges = {head.column.key for group in head_groups(table) for head in group.heads if head.edge}
    cells = []
    for cell in row.cells:
        whole = _whole(table, row, cell.column)
        rate, number = percent(share(cell.value, whole)), str(cell.value)
        url = f"{ledger}?{urlencode({**cell.query, **asked}, doseq=True)}" if ledger and cell.value else ""
        text, title = (rate, f"{number}／{whole} 件") if shares else (number, f"占 {rate}" if whole else "")
        beside = rate if cell.column.key == "in_time" and not shares else ""
        cells.append(ShownCell(text, url, title, beside, cell.column.key in edges))
    return ShownRow(row.label, tuple(cells))


def _whole(table: StatisticsTable, row: TableRow, column: Measured) -> int:
    """What a share is of: classes and ratings of what we led, punctuality of what is owed an answer, totals of all."""
    if column.key == "total":
        return table.total.value("total")
    if column.key == "in_time":
        return row.owed
    return row.value("lead" if column.group in (CLASSES, GRADES) else "total")


def footnotes(table: StatisticsTable, replied: int) -> Iterator[str]:
    """Below the table: who counts as leading, what stands beside the count, and every rate with its parts (R89)."""
    if table.scope.lead_words != "主办":
        yield f"{table.scope.lead_words}。"
    if words := beside_words(table.scope):
        yield f"另{packs.get(table.scope.unit.pack).labels.assist.value}：{words}。"
    yield from rates(table, replied)
    yield "占比：总数占合计，角色占本行总数，按时办复占本行应答复的（参阅的不算），分类、评价占本行主办。"
    if table.by != "origin":
        yield "一件可在几行里，各行相加可能多于合计。"


def rates(table: StatisticsTable, replied: int) -> Iterator[str]:
    """满意率, each way it is asked for (R60), with numerator and denominator."""
    total = table.total
    content, missing = total.value("satisfied") + total.value("mostly_satisfied"), total.value("none")
    returned = total.value("lead") - missing
    satisfied = f"{total.value('satisfied')}＋{total.value('mostly_satisfied')}＝{content}"
    if not returned:
        yield "还没有收到评价，不计满意率。"
        return
    yield f"未反馈 {missing} 件不计入满意率：{satisfied}，{content}／{returned}＝{percent(share(content, returned))}"
    yield f"；只计满意，{total.value('satisfied')}／{returned}＝{percent(share(total.value('satisfied'), returned))}"
    whole = percent(share(content, replied))
    yield f"；未反馈也计入（主办件已答复 {replied} 件），{content}／{replied}＝{whole}。" if replied else "。"


def beside_words(scope: Scope) -> str:
    """市人大1号议案、市政协1号、2号、3号建议案: assisted, and outside the count. One query, none when they are in."""
    outside = [kind.value for kind in (Kind.MOTION, Kind.RECOMMENDATION) if kind.value not in scope.kinds]
    if not outside:
        return ""
    held = scope.of_kinds(*outside).assignments().filter(role=Role.ASSIST).select_related("item__session")
    items = [row.item for row in held.order_by("item__kind", "item__session__level", "item__seq", "item__official_no")]
    said = []
    for (session, kind), group in groupby(items, key=lambda item: (item.session, item.kind)):
        numbers = "、".join(f"{item.official_no} 号" for item in group)
        said.append(f"{session.get_level_display()}{session.get_body_display()} {numbers}{Kind(kind).label}")
    return "，".join(said)


def checked(table: StatisticsTable) -> tuple[str, list[str]]:
    """The line of the head: all sums hold, or which do not."""
    broken = [check.text for check in table.checks if not check.holds]
    if broken:
        return f"核数：{len(broken)} 处不符", broken
    return f"核数通过：{len(table.checks)} 处合计都相符", []


def growth_words(now: YearSums, past: YearSums) -> list[str]:
    """157 件，比上年 147 件多 10 件（+6.8%）; by the same way of counting (R63, R88)."""
    pairs = (("", now.total, past.total), ("主办 ", now.lead, past.lead))
    return [f"{word}{value} 件{_compared(value, before)}" for word, value, before in pairs]


def _compared(value: int, before: int) -> str:
    if not before:
        return "，无上年数可比"
    change = value - before
    if not change:
        return f"，与上年 {before} 件持平"
    rate = f"{'+' if change > 0 else '−'}{percent(share(abs(change), before))}"
    return f"，比上年 {before} 件{'多' if change > 0 else '少'} {abs(change)} 件（{rate}）"


def class_legend(scope: Scope) -> list[str]:
    """What the class letters of the table mean (R50)."""
    return legend(scope.unit, scope.year)
