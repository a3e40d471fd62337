"""会办意见 we ask for when we lead: asked, received or put right, reminded of, sent back, not waited for, used."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huiyin.directory.models import Unit
from huiyin.replies import forgoing, policy, reminding
from huiyin.replies import opinions as asking
from huiyin.replies.models import Opinion
from huiyin.replies.points import lacking, use_points
from huiyin.replies.receiving import AWAITED, correct_opinion
from huiyin.replies.receiving import receive_opinion as receive
from huiyin.web.handling.acting import Page, ask, done, insist, tell
from huiyin.web.handling.forms import posted
from huiyin.web.handling.materials import RemindForm
from huiyin.web.handling.sharing import leaders_of
from huiyin.web.replies.finding import find_assignment, find_opinion
from huiyin.web.replies.opinion_forms import AskForm, OverrideForm, ReceiveForm, SendBackForm, UseForm, split
from huiyin.web.replies.opinion_reading import facts_of
from huiyin.web.seat import StaffRequest


@require_safe
def opinion(request: StaffRequest, pk: int) -> HttpResponse:
    """One opinion: what was said to each ask, and what was made of it."""
    found = find_opinion(request, pk)
    return render(request, "replies/opinion.html", facts_of(request, found))


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


@require_http_methods(["GET", "POST"])
def receive_opinion(request: StaffRequest, pk: int) -> HttpResponse:
    """登记收到, or 更正: whoever began with an empty form finds out that somebody else was faster."""
    found = _to_draft(request, pk, "登记会办意见")
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
    return ask(request, found.assignment.item, form, page)


@require_http_methods(["GET", "POST"])
def use_opinion(request: StaffRequest, pk: int) -> HttpResponse:
    """每一项采用没有；不采用的写明理由."""
    found = _to_draft(request, pk, "写明会办意见的采用情况")
    form = posted(UseForm, request, points=list(found.points.all()))
    if request.method == "POST" and done(request, form, use_points, found):
        messages.success(request, "采用情况已记下，答复里照此写明。")
        return redirect("opinion", pk=pk)
    facts = facts_of(request, found, use_form=form)
    return render(request, "replies/opinion.html", facts, status=409 if form.missing else 200)


@require_http_methods(["GET", "POST"])
def remind_opinion(request: StaffRequest, pk: int) -> HttpResponse:
    found = _to_draft(request, pk, "提醒会办单位")
    form = posted(RemindForm, request)
    if request.method == "POST" and done(request, form, reminding.remind_opinion, found):
        return tell(request, found.assignment.item, f"已登记提醒{found.unit}一次。", "opinions")
    page = Page(title=f"提醒{found.unit}", act="记下", why="记下哪天、怎么提醒的；期限不变。", panel="opinions")
    return ask(request, found.assignment.item, form, page)


@require_http_methods(["GET", "POST"])
def send_back_opinion(request: StaffRequest, pk: int) -> HttpResponse:
    found = _to_draft(request, pk, "退回会办意见")
    known = {"reason": "；".join(lacking(found))[:200]}
    form = posted(SendBackForm, request, initial=known)
    if request.method == "POST" and done(request, form, reminding.send_back_opinion, found):
        return tell(request, found.assignment.item, f"已退回，请{found.unit}重提。", "opinions")
    why = "没有实质内容的，可以退回一次，在规定时间内重提；“无意见”也是意见，不用退回。"
    page = Page(title=f"退回{found.unit}的意见", act="退回重提", why=why, panel="opinions")
    blockers, pairs = reminding.send_back_blockers(found), [("意见", found.gist)]
    return ask(request, found.assignment.item, form, page, pairs=pairs, blockers=blockers)


@require_http_methods(["GET", "POST"])
def override_opinion(request: StaffRequest, pk: int) -> HttpResponse:
    found = find_opinion(request, pk)
    insist(policy.can_override(request.person, found.assignment), "决定不等会办意见")
    form = posted(OverrideForm, request, leaders=leaders_of(found.assignment.unit, on=request.today))
    if request.method == "POST" and done(request, form, forgoing.override_opinion, found):
        return tell(request, found.assignment.item, f"已写明不等{found.unit}的意见。", "opinions")
    title, why = (
        f"不等{found.unit}的会办意见",
        "不等意见由领导决定，或由综合协调人登记领导的决定；是谁、为什么，都留在案上。",
    )
    page = Page(title=title, act="不等了", why=why, panel="opinions", template="replies/override_opinion.html")
    return ask(request, found.assignment.item, form, page)


def _to_draft(request: StaffRequest, pk: int, what: str) -> Opinion:
    found = find_opinion(request, pk)
    insist(policy.can_draft_for(request.person, found.assignment), what)
    return found
