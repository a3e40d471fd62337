"""What a figure counts, member by member, and the list of the ledger that shows the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from huiyin.accounts.desk import Person
from huiyin.directory.models import Unit
from huiyin.followup.models import Commitment
from huiyin.handling.models import LEADING
from huiyin.items.models import Item
from huiyin.measures.measure import Change, Figure, Measurable, Ratio
from huiyin.reports.figures import KIND_WORDS, LETTERS, LEVEL_WORDS, origin_name
from huiyin.reports.scopes import Scope
from huiyin.surveys.models import Grade

Query = Mapping[str, Sequence[str]]
LEAD: Query = {"role": list(map(str, LEADING))}
FILTERS: dict[str, Query] = {
    "total": {},
    "lead": LEAD,
    "assist": {"role": ["assist"]},
    "refer": {"role": ["refer"]},
    "leader_led": {"mark": ["leader_led"]},
    "key": {"mark": ["key"]},
    "replied": {"replied": ["1"]},
    "in_time": {"in_time": ["1"]},
    "lead_replied": {**LEAD, "replied": ["1"]},
    "contacted": {**LEAD, "contacted": ["1"]},
    "met": {**LEAD, "met": ["1"]},
    "content": {**LEAD, "grade": ["satisfied", "mostly_satisfied"]},
    "returned": {**LEAD, "grade": list(Grade.values)},
    **{f"{kind}s": {"kind": [kind]} for kind in map(str, KIND_WORDS)},
    **{f"class_{letter}": {**LEAD, "letter": [letter]} for letter in LETTERS},
    **{grade: {**LEAD, "grade": [grade]} for grade in Grade.values},
    **{
        origin_name(level, kind): {"level": [str(level)], "kind": [str(kind)]}
        for kind in KIND_WORDS
        for level in LEVEL_WORDS
    },
}


@dataclass(frozen=True)
class Member:
    """One thing counted: what it is called, and where it opens."""

    name: str
    title: str
    url: str = ""


def rows_of(figure: Figure, person: Person) -> list[Member]:
    """The members this person may see, in the order of the count."""
    if figure.of == "office":
        return [Member(unit.name, "") for unit in Unit.objects.filter(pk__in=figure.members).order_by("position")]
    if figure.of == "commitment":
        seen = Commitment.objects.filter(pk__in=figure.members, item__in=Item.objects.visible_to(person))
        rows = seen.select_related("item__session").order_by("pk")
        return [Member(row.item.number_label, row.text, reverse("commitment", args=[row.pk])) for row in rows]
    found = {item.pk: item for item in _items(figure, person)}
    return [_member(found[pk]) for pk in figure.members if pk in found]


def _items(figure: Figure, person: Person) -> Any:
    return Item.objects.visible_to(person).filter(pk__in=figure.members).select_related("session")


def _member(item: Item) -> Member:
    return Member(item.number_label, item.title or "（线下办理）", reverse("item", args=[item.pk]))


def ledger_of(name: str, scope: Scope, asked: Query) -> str:
    """The ledger narrowed to the same items, "" where no filter says the same."""
    if name not in FILTERS:
        return ""
    query = {**FILTERS[name]}
    if scope.lead_labels and query.get("role") == LEAD["role"]:
        query["label"] = list(scope.lead_labels)
    return f"{reverse('ledger')}?{urlencode({**query, **asked}, doseq=True)}"


def formula(measure: Measurable[Scope], figure: Figure) -> str:
    """满意和基本满意 74 ÷ 收到评价 74; (总数 157 − 上年总数 147) ÷ 上年总数 147."""
    base = figure.denominator
    if isinstance(measure, Ratio):
        return f"{measure.numerator.label} {figure.numerator} ÷ {measure.denominator.label} {base}"
    if isinstance(measure, Change):
        now = (figure.numerator or 0) + (base or 0)
        return f"（{measure.now.label} {now} − {measure.before.label} {base}）÷ {measure.before.label} {base}"
    return ""
