"""A list compared with the books without touching either: only theirs, only ours, differences."""

from typing import Any

from huiyin.exchange.matching import CHANGED, NEW, SAME, Plan
from huiyin.exchange.report import report_of
from huiyin.handling.models import Assignment


def reconcile(plan: Plan) -> dict[str, Any]:
    """对账：清单有而本单位没有的，本单位有而清单没有的，两边都有而说法不同的。"""
    listed = {row.known.item.pk for row in plan.of(SAME, CHANGED) if row.known}
    spans = {(row.sitting.pk, row.kind, row.in_session) for row in plan.rows if row.sitting and row.sitting.pk}
    ours = Assignment.objects.standing().filter(unit=plan.unit, parent=None, item__session__in={pk for pk, *_ in spans})
    missing = [
        a.item
        for a in ours.select_related("item__session").order_by("item__number_year", "item__seq")
        if (a.item.session_id, a.item.kind, a.item.in_session) in spans and a.item_id not in listed
    ]
    items = report_of(plan)["items"]
    theirs = {row.facts.where[:2] for row in plan.of(NEW)}
    return {
        "only_theirs": [_short(item) for item in items if (item["sheet"], item["row"]) in theirs],
        "only_ours": [{"official_no": item.official_no, "title": item.title} for item in missing],
        "differences": [{**_short(item), "differences": item["differences"]} for item in items if item["differences"]],
    }


def _short(item: dict[str, Any]) -> dict[str, Any]:
    return {name: item[name] for name in ("row", "official_no", "title")}
