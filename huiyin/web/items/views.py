"""The whole case on one page: the head, who handles it, each panel, the next step."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from huiyin.handling import waits
from huiyin.handling.clocks import explained
from huiyin.handling.models import Duty
from huiyin.web.handling.known import intervals_of
from huiyin.web.items.acts import acts_of
from huiyin.web.items.explaining import Explanation, explanation_of
from huiyin.web.items.files import files_of
from huiyin.web.items.reading import Case
from huiyin.web.items.tree import summary, tree_of
from huiyin.web.seat import StaffRequest


def item(request: StaffRequest, pk: int) -> HttpResponse:
    """总览; ?explain=<duty> opens the explanation of one date."""
    case = Case.find(pk, request.person, request.today)
    nodes = tree_of(case)
    facts = {
        "place": "ledger",
        "case": case,
        "item": case.item,
        "tree": nodes,
        "tree_summary": summary(nodes),
        "explained": _explained(request, case),
        "acts": acts_of(case),
        "trail": case.trail(),
        "waiting": waits.read(case.own.wait) if case.own else None,  # type: ignore[attr-defined]
    }
    return render(request, "items/item.html" + ("#people" if request.htmx else ""), facts)


def history(request: StaffRequest, pk: int) -> HttpResponse:
    """经过: every step the own department took or recorded."""
    case = Case.find(pk, request.person, request.today)
    return render(request, "items/history.html", {"place": "ledger", "case": case, "trail": case.trail(limit=None)})


def duties(request: StaffRequest, pk: int) -> HttpResponse:
    """时限: every duty of the own department and of its offices, with how each date came about."""
    case = Case.find(pk, request.person, request.today)
    rows = [(part, explained(part)) for part in case.own_parts]
    return render(
        request, "items/duties.html", {"place": "ledger", "case": case, "rows": rows, **intervals_of(case.own)}
    )


def papers(request: StaffRequest, pk: int) -> HttpResponse:
    """原文与材料."""
    case = Case.find(pk, request.person, request.today)
    return render(request, "items/papers.html", {"place": "ledger", "case": case, "files": files_of(case)})


def _explained(request: StaffRequest, case: Case) -> Explanation | None:
    wanted = request.GET.get("explain", "")
    if not wanted.isdigit():
        return None
    related = ("assignment__item__session", "assignment__parent__item__session", "assignment__unit")
    duty = get_object_or_404(Duty.objects.select_related(*related), pk=wanted, assignment__in=case.shown)
    return explanation_of(duty, today=request.today)
