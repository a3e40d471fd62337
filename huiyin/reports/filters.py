"""What a ledger can be narrowed by: each filter a key of the address line and a condition on assignments."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from huiyin.directory.models import Level
from huiyin.handling.models import Assignment, Role, State, WaitKind
from huiyin.items.models import Kind, Mark, MarkKind, Signature, Topic
from huiyin.reports import counted
from huiyin.reports.stages import Light, Stage
from huiyin.surveys.models import Grade

Filters = Mapping[str, Sequence[str]]
NOTHING = "none"


@dataclass(frozen=True)
class Facet:
    """A filter offered with its counts. look_up: the one column it reads, "" when it may hold several values.
    is_dear: each row is a question to other tables, so that over many years it is counted only when asked for."""

    key: str
    label: str
    look_up: str = ""
    labels: tuple[tuple[str, str], ...] = ()
    is_dear: bool = False

    def word(self, value: str) -> str:
        """The Chinese for a stored value."""
        return dict(self.labels).get(value, value) or "没有"


FACETS = (
    Facet("light", "灯", "light", tuple(Light.choices)),
    Facet("stage", "阶段", "stage", tuple(Stage.choices)),
    Facet("wait", "等谁", "wait_kind", tuple(WaitKind.choices), is_dear=True),
    Facet("role", "角色", "role", tuple(Role.choices)),
    Facet("level", "层级", "item__session__level", tuple(Level.choices)),
    Facet("kind", "类别", "item__kind", tuple(Kind.choices)),
    Facet("class", "答复分类", "draft_letter", ((NOTHING, "还没定"),), is_dear=True),
    Facet("grade", "满意度", "grade", (*Grade.choices, (NOTHING, "未反馈")), is_dear=True),
    Facet("batch", "批次", "item__batch_id"),
    Facet("office", "处室"),
    Facet("topic", "主题"),
    Facet("mark", "重点", "", tuple(MarkKind.choices)),
)
SINGLE = tuple(facet for facet in FACETS if facet.look_up)
ALSO: dict[str, str] = {
    "body": "item__session__body",
    "label": "role_label",
    "letter": "letter",
    "leader": "leader_id",
    "officer": "officer_id",
    "session": "item__session_id",
    "state": "state",
}


def chosen_in(filters: Filters, but: Facet | None = None) -> Q:
    """The conditions of the single-valued facets, one of them left open when it is being counted."""
    wanted = Q()
    for facet in SINGLE:
        if filters.get(facet.key) and facet != but:
            wanted &= any_of(facet.look_up, filters[facet.key])
    return wanted


def any_of(look_up: str, values: Sequence[str]) -> Q:
    """look_up is one of the values, empty or null for `none`."""
    named = [value for value in values if value != NOTHING]
    wanted = Q(**{f"{look_up}__in": named})
    if NOTHING in values:
        wanted |= Q(**{f"{look_up}__isnull": True}) | Q(**{look_up: ""})
    return wanted


def beside_facets(filters: Filters, *, today: dt.date) -> Q:
    """All conditions but those of single-valued facets (these are counted with their own choice left open)."""
    wanted = Q()
    for key, look_up in ALSO.items():
        if filters.get(key):
            wanted &= any_of(look_up, filters[key])
    for key, build in MANY.items():
        if filters.get(key):
            wanted &= build(filters[key])
    for key, flag in FLAGS.items():
        if filters.get(key):
            is_so = filters[key][0] not in ("0", "no", "false")
            wanted &= flag(today) if is_so else ~flag(today)
            wanted &= counted.OWED if key in ("replied", "in_time") else Q()
    return wanted


def _offices(values: Sequence[str]) -> Q:
    held = Assignment.objects.filter(parent=OuterRef("pk"), unit__in=_numbers(values)).exclude(state=State.WITHDRAWN)
    return Q(Exists(held)) | Q(unit__in=_numbers(values))


def _topics(values: Sequence[str]) -> Q:
    return Q(Exists(Topic.items.through.objects.filter(item=OuterRef("item"), topic__in=_numbers(values))))


def _marks(values: Sequence[str]) -> Q:
    return Q(Exists(Mark.objects.filter(item=OuterRef("item"), kind__in=values)))


def _words(values: Sequence[str]) -> Q:
    """One box: number, title, text or submitter; every word must be found."""
    wanted = Q()
    for word in values[0].split():
        signed = Signature.objects.filter(item=OuterRef("item"), submitter__name__icontains=word)
        said = Q(item__title__icontains=word) | Q(item__text__icontains=word)
        wanted &= said | Q(item__official_no__icontains=word) | Q(Exists(signed))
    return wanted


def _of_leader(values: Sequence[str]) -> Q:
    """The leader in charge of an office that works on it."""
    held = Assignment.objects.filter(parent=OuterRef("pk"), leader__in=_numbers(values))
    return Q(Exists(held)) | Q(leader__in=_numbers(values))


def _numbers(values: Sequence[str]) -> list[int]:
    return [int(value) for value in values if value.isdigit()]


MANY: dict[str, Callable[[Sequence[str]], Q]] = {
    "office": _offices,
    "topic": _topics,
    "mark": _marks,
    "q": _words,
    "leader": _of_leader,
}
FLAGS: dict[str, Callable[[dt.date], Q]] = {
    "open": lambda today: Q(closed_on=None) & ~Q(state__in=(State.NOTED, State.WITHDRAWN)),
    "replied": counted.answered,
    "in_time": counted.in_time,
    "contacted": lambda today: Q(contacted=True),
    "met": lambda today: Q(met=True),
    "in_session": lambda today: Q(item__in_session=True),
}
