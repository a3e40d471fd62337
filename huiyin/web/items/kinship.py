"""重复件: what may be the same matter, linked and unlinked by hand."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from huiyin.items import recurring as actions
from huiyin.items.models import Item
from huiyin.items.policy import keeps
from huiyin.web.handling.acting import Page, ask, done, find_item, insist, tell
from huiyin.web.handling.forms import ActForm, posted, text
from huiyin.web.items.reading import Case
from huiyin.web.paging import page_of
from huiyin.web.seat import StaffRequest

PANEL = "kin"


class ReasonForm(ActForm):
    reason = text("理由", rows=2)


@require_safe
def recurring(request: StaffRequest) -> HttpResponse:
    """今年的重复件，另列（R92）."""
    seen = Item.objects.visible_to(request.person).filter(year=request.year).recurring()
    page = page_of(request, seen.select_related("session").in_official_order())
    spans = actions.spans_of(page)
    for row in page:
        row.span = spans[row.pk]
    return render(request, "items/recurring.html", {"page": page, "place": "ledger"})


@require_safe
def recurrences(request: StaffRequest, pk: int) -> HttpResponse:
    """找重复件：以前和今年提过的相近的件."""
    case = Case.find(pk, request.person, request.today)
    found = actions.candidates(case.item, Item.objects.visible_to(request.person))
    facts = {"case": case, "candidates": found, "may_keep": keeps(request.person, case.item), "place": "ledger"}
    return render(request, "items/recurrences.html", facts)


@require_POST
def link_recurrence(request: StaffRequest, pk: int, other: int) -> HttpResponse:
    """认定为重复件."""
    item = find_item(request, pk)
    earlier = get_object_or_404(Item.objects.visible_to(request.person), pk=other)
    actions.link_recurrence(item, earlier, by=request.person, now=request.now)
    return tell(request, item, f"已与{earlier.number_label}相连，作为重复件另列。", PANEL)


def unlink_recurrence(request: StaffRequest, pk: int) -> HttpResponse:
    """取消重复件."""
    item = find_item(request, pk)
    insist(keeps(request.person, item), "取消重复件")
    form = posted(ReasonForm, request)
    if done(request, form, actions.unlink_recurrence, item):
        return tell(request, item, "已从重复件中拿出来。", PANEL)
    page = Page(title="取消重复件", panel=PANEL, why="认错了的，把这一件拿出来；其余的仍相连。")
    return ask(request, item, form, page, pairs=[("案号", item.number_label), ("届次", item.session.name)])
