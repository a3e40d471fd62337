"""会办意见 that we asked for, one by one: its page, what came, what was made of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from huiyin.replies.opinion.points import use_points
from huiyin.replies.opinion.receiving import AWAITED, correct_opinion
from huiyin.replies.opinion.receiving import receive_opinion as receive
from huiyin.web.dates import full_day
from huiyin.web.handling.acting import Page, ask, done
from huiyin.web.handling.forms import posted
from huiyin.web.replies.finding import find_opinion
from huiyin.web.replies.opinion_forms import ReceiveForm, UseForm, split
from huiyin.web.replies.opinion_reading import facts_of, to_draft
from huiyin.web.seat import StaffRequest


@require_safe
def opinion(request: StaffRequest, pk: int) -> HttpResponse:
    """One opinion: what was said to each ask, and what was made of it."""
    found = find_opinion(request, pk)
    return render(request, "replies/opinion.html", facts_of(request, found))


@require_http_methods(["GET", "POST"])
def receive_opinion(request: StaffRequest, pk: int) -> HttpResponse:
    """登记收到, or 更正: whoever began with an empty form finds out that somebody else was faster."""
    found = to_draft(request, pk, "登记会办意见")
    wanted = request.POST.get("seen") or found.state
    action = receive if wanted in AWAITED else correct_opinion
    given = {} if found.received_on else {"initial": {"received_on": request.today}}
    form = posted(ReceiveForm, request, opinion=found, **given)
    if request.POST.get("do") == "split":
        form = ReceiveForm(opinion=found, initial=split(form), today=request.today)
    elif request.method == "POST" and done(request, form, action, found):
        messages.success(request, f"已登记{found.unit}的会办意见。")
        return redirect("opinion", pk=pk)
    verb = "登记" if wanted in AWAITED else "更正"
    page = Page(
        title=f"{verb}{found.unit}的会办意见", act=verb, panel="opinions", template="replies/receive_opinion.html"
    )
    pairs = [("征求", full_day(found.asked_on)), ("期限", full_day(found.due_on) if found.due_on else "不计时")]
    return ask(request, found.assignment.item, form, page, pairs=[("单位", found.unit.name), *pairs])


@require_http_methods(["GET", "POST"])
def use_opinion(request: StaffRequest, pk: int) -> HttpResponse:
    """每一项采用没有；不采用的写明理由."""
    found = to_draft(request, pk, "写明会办意见的采用情况")
    form = posted(UseForm, request, points=list(found.points.all()))
    if request.method == "POST" and done(request, form, use_points, found):
        messages.success(request, "采用情况已记下，答复里照此写明。")
        return redirect("opinion", pk=pk)
    facts = facts_of(request, found, use_form=form)
    return render(request, "replies/opinion.html", facts, status=409 if form.missing else 200)
