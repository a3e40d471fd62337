"""会办意见 asked for when we lead: of one unit and for which asks, or of all on the list at once."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from huiyin.directory.models import Unit
from huiyin.replies import policy
from huiyin.replies.opinion import opinions as asking
from huiyin.web.handling.acting import Page, ask, done, insist, tell
from huiyin.web.handling.forms import posted
from huiyin.web.replies.finding import find_assignment
from huiyin.web.replies.opinion_forms import AskForm
from huiyin.web.seat import StaffRequest


@require_http_methods(["GET", "POST"])
def ask_opinion(request: StaffRequest, pk: int) -> HttpResponse:
    assignment = find_assignment(request, pk)
    insist(policy.can_draft_for(request.person, assignment), "征求会办意见")
    asked = assignment.opinions.values("unit")
    units = Unit.objects.filter(assignments__item=assignment.item, assignments__parent=None).exclude(pk__in=asked)
    known = {"units": units.exclude(pk=assignment.unit_id).distinct(), "asks": assignment.item.asks.all()}
    form = posted(AskForm, request, **known)
    if request.method == "POST" and done(request, form, lambda **facts: asking.ask_opinion(assignment, **facts)):
        return tell(request, assignment.item, "已征求会办意见。", "opinions")
    page = Page(title="征求会办意见", act="征求", panel="opinions", template="replies/ask_opinion.html")
    return ask(request, assignment.item, form, page)


@require_POST
def ask_all_opinions(request: StaffRequest, pk: int) -> HttpResponse:
    assignment = find_assignment(request, pk)
    insist(policy.can_draft_for(request.person, assignment), "征求会办意见")
    found = asking.ask_all_opinions(assignment, by=request.person, now=request.now)
    messages.success(request, f"已向 {len(found)} 家会办单位征求意见。")
    return redirect("item", assignment.item_id)
