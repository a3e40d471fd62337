"""Every figure a report may state: each a measure in a counting scope, each opened into its members."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from huiyin.directory.models import Level, Unit, UnitKind
from huiyin.followup.models import Commitment
from huiyin.handling.models import Assignment, Role, State
from huiyin.items.models import Kind, Mark, MarkKind, Topic
from huiyin.measures.measure import Change, Measurable, Measure, Ratio
from huiyin.reports import counted
from huiyin.reports.scopes import Scope
from huiyin.surveys.models import Grade

Where = Callable[[Scope], Q]
LETTERS = ("A", "B", "C", "D", "E")
ORDER = ("item__session__level", "item__session__body", "item__number_year", "item__seq", "item__official_no")
LEVEL_WORDS = {Level.NATIONAL: "全国", Level.PROVINCIAL: "省", Level.MUNICIPAL: "市", Level.COUNTY: "区县"}
KIND_WORDS = {Kind.SUGGESTION: "建议", Kind.PROPOSAL: "提案"}


@dataclass(frozen=True)
class OfItems(Measure[Scope]):
    """A measure of items: what the unit holds in the scope (of these kinds, where named) under one more condition."""

    where: Where = lambda scope: Q()
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class LastYear(Measure[Scope]):
    """Another measure in the scope of the year before (R88)."""

    of_that_year: str = ""


def of_items(name: str, label: str, where: Where, *kinds: str) -> OfItems:
    """A measure of items: what the unit holds in the scope under one more condition."""

    def members(scope: Scope) -> QuerySet[Any]:
        chosen = scope.of_kinds(*kinds) if kinds else scope
        return chosen.assignments().filter(where(chosen)).order_by(*ORDER)

    return OfItems(
        name, label, "item", members, identity="item_id", shown="item__official_no", where=where, kinds=kinds
    )


def _all(scope: Scope) -> Q:
    return Q()


def _leads(scope: Scope) -> Q:
    return scope.leads


def _role(role: str) -> Where:
    return lambda scope: Q(role=role)


def _lead_and(where: Where) -> Where:
    return lambda scope: scope.leads & where(scope)


def _kind_and(kind: str, where: Where) -> Where:
    return lambda scope: Q(item__kind=kind) & where(scope)


def _marked(kind: str) -> Where:
    return lambda scope: Q(Exists(Mark.objects.filter(item=OuterRef("item"), kind=kind)))


def _topic(name: str) -> Where:
    return lambda scope: Q(Exists(_tags().filter(topic__name=name)))


def _tags() -> QuerySet[Any]:
    return Topic.items.through.objects.filter(item=OuterRef("item"))


def _offices(scope: Scope) -> QuerySet[Any]:
    held = Assignment.objects.filter(parent__in=scope.held()).exclude(state=State.WITHDRAWN)
    inside = Unit.objects.filter(kind=UnitKind.OFFICE, pk__in=held.values("unit"))
    return inside.order_by("position", "sort_key")


TOTAL = of_items("total", "承办总数", _all)
LEAD = of_items("lead", "主办", _leads)
ASSIST = of_items("assist", "会办", _role(Role.ASSIST))
REFER = of_items("refer", "参阅", _role(Role.REFER))
SUGGESTIONS = of_items("suggestions", "建议", lambda scope: Q(item__kind=Kind.SUGGESTION))
PROPOSALS = of_items("proposals", "提案", lambda scope: Q(item__kind=Kind.PROPOSAL))
BY_KIND = [
    of_items(f"{word}_{role}", f"{KIND_WORDS[kind]}{label}", _kind_and(kind, where))
    for kind, word in ((Kind.SUGGESTION, "suggestions"), (Kind.PROPOSAL, "proposals"))
    for role, label, where in (
        ("lead", "主办", _leads),
        ("assist", "会办", _role(Role.ASSIST)),
        ("refer", "参阅", _role(Role.REFER)),
    )
]


def origin_name(level: str, kind: str) -> str:
    """provincial_suggestions, municipal_proposals."""
    return f"{level}_{kind}s"


BY_ORIGIN = [
    of_items(
        origin_name(level, kind),
        f"{LEVEL_WORDS[level]}{KIND_WORDS[kind]}",
        _kind_and(kind, lambda scope, level=level: Q(item__session__level=level)),  # type: ignore[misc]
    )
    for kind in KIND_WORDS
    for level in LEVEL_WORDS
]
TAGGED = of_items("tagged", "贴了主题", lambda scope: Q(Exists(_tags())))
LEADER_LED = of_items("leader_led", "领办件", _marked(MarkKind.LEADER_LED))
KEY = of_items("key", "重点督办件", _marked(MarkKind.KEY))
OWED = of_items("owed", "应答复", lambda scope: counted.OWED)
REPLIED = of_items("replied", "已办复", lambda scope: counted.answered(scope.day))
IN_TIME = of_items("in_time", "按时办复", lambda scope: counted.in_time(scope.day))
CLOSED = of_items("closed", "已办结", lambda scope: counted.closed(scope.day))
LEAD_REPLIED = of_items("lead_replied", "主办件已答复", _lead_and(lambda scope: counted.answered(scope.day)))
CLASSES = [
    of_items(f"class_{letter}", f"{letter}类", _lead_and(lambda scope, letter=letter: Q(letter=letter)))  # type: ignore[misc]
    for letter in LETTERS
]
GRADES = [
    of_items(grade.value, grade.label, _lead_and(lambda scope, grade=grade: Q(grade=grade.value)))  # type: ignore[misc]
    for grade in Grade
]
RETURNED = of_items("returned", "收到评价", _lead_and(lambda scope: Q(grade__isnull=False)))
NOT_RETURNED = of_items(
    "not_returned", "未反馈", _lead_and(lambda scope: counted.answered(scope.day) & Q(grade__isnull=True))
)
CONTENT = of_items(
    "content",
    "满意和基本满意",
    _lead_and(lambda scope: Q(grade__in=(Grade.SATISFIED.value, Grade.MOSTLY_SATISFIED.value))),
)
CONTACTED = of_items("contacted", "有沟通记录", _lead_and(lambda scope: Q(contacted=True)))
MET = of_items("met", "面商", _lead_and(lambda scope: Q(met=True)))
MOTIONS = of_items("motions", "会办议案", _role(Role.ASSIST), Kind.MOTION)
RECOMMENDATIONS = of_items("recommendations", "会办建议案", _role(Role.ASSIST), Kind.RECOMMENDATION)
OFFICES: Measure[Scope] = Measure("offices", "参与办理的处室", "office", _offices, "个", shown="name")
COMMITMENTS: Measure[Scope] = Measure(
    "commitments",
    "承诺事项",
    "commitment",
    lambda scope: Commitment.objects.filter(
        reply__assignment__in=scope.held(), opened_on__lte=scope.day, carried_from=None
    ).order_by("id"),
    "项",
)


def _last_year(name: str, label: str, measure: Measure[Scope]) -> LastYear:
    return LastYear(
        name,
        label,
        measure.of,
        lambda scope: measure.members(scope.a_year_before),
        identity=measure.identity,
        shown=measure.shown,
        of_that_year=measure.name,
    )


TOTAL_BEFORE = _last_year("total_last_year", "上年总数", TOTAL)
LEAD_BEFORE = _last_year("lead_last_year", "上年主办", LEAD)


def _places(scope: Scope) -> int:
    return scope.growth_places


COMPARED: list[Measurable[Scope]] = [
    Change("growth", "总数同比增长", TOTAL, TOTAL_BEFORE, _places),
    Change("lead_growth", "主办件同比增长", LEAD, LEAD_BEFORE, _places),
    Ratio("in_time_rate", "按时办复率", IN_TIME, OWED),
    Ratio("closed_rate", "办结率", CLOSED, TOTAL),
    Ratio("contact_rate", "沟通率", CONTACTED, LEAD),
    Ratio("meeting_rate", "面商率", MET, LEAD),
    Ratio("content_rate", "满意率（满意和基本满意÷收到评价）", CONTENT, RETURNED),
    Ratio("satisfied_rate", "满意率（满意÷收到评价）", GRADES[0], RETURNED),
    Ratio("content_of_all_rate", "满意率（满意和基本满意÷主办件已答复）", CONTENT, LEAD_REPLIED),
]
FIXED: list[Measurable[Scope]] = [
    *(TOTAL, LEAD, ASSIST, REFER, SUGGESTIONS, PROPOSALS, *BY_KIND, *BY_ORIGIN),
    *(TAGGED, LEADER_LED, KEY, OWED, REPLIED, IN_TIME, CLOSED, LEAD_REPLIED, *CLASSES),
    *(*GRADES, RETURNED, NOT_RETURNED, CONTENT, CONTACTED, MET, MOTIONS, RECOMMENDATIONS),
    *(OFFICES, COMMITMENTS, TOTAL_BEFORE, LEAD_BEFORE, *COMPARED),
]
BY_NAME: dict[str, Measurable[Scope]] = {measure.name: measure for measure in FIXED}


def in_month(month: int) -> OfItems:
    """7月交办: items whose batch was handed over in that month."""
    return of_items(
        f"dispatched_in_month_{month}", f"{month}月交办", lambda scope: Q(item__batch__dispatched_on__month=month)
    )


def on_topic(name: str) -> OfItems:
    """Items tagged with a topic by hand."""
    return of_items(f"topic_{name}", f"涉及{name}", _topic(name))


def find(name: str) -> Measurable[Scope]:
    """The measure of that name; months and topics are named as they are asked for. KeyError when there is none."""
    if name.startswith("dispatched_in_month_"):
        return in_month(int(name.rsplit("_", 1)[1]))
    if name.startswith("topic_"):
        return on_topic(name.removeprefix("topic_"))
    return BY_NAME[name]
