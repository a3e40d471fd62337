"""会办意见 that is late or empty: reminded of, sent back, not waited for."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from huiyin.replies import policy
from huiyin.replies.opinion import forgoing, reminding
from huiyin.replies.opinion.points import lacking
from huiyin.web.handling.acting import Page, ask, done, insist, tell
from huiyin.web.handling.forms import posted
from huiyin.web.handling.materials import RemindForm
from huiyin.web.handling.sharing import leaders_of
from huiyin.web.replies.finding import find_opinion
from huiyin.web.replies.opinion_forms import OverrideForm, SendBackForm
from huiyin.web.replies.opinion_reading import to_draft
from huiyin.web.seat import StaffRequest


@require_http_methods(["GET", "POST"])
def remind_opinion(request: StaffRequest, pk: int) -> HttpResponse:
    found = to_draft(request, pk, "提醒会办单位")
    form = posted(RemindForm, request)
    if request.method == "POST" and done(request, form, reminding.remind_opinion, found):
        return tell(request, found.assignment.item, f"已登记提醒{found.unit}一次。", "opinions")
    page = Page(title=f"提醒{found.unit}", act="记下", why="记下哪天、怎么提醒的；期限不变。", panel="opinions")
    return ask(request, found.assignment.item, form, page)


@require_http_methods(["GET", "POST"])
def send_back_opinion(request: StaffRequest, pk: int) -> HttpResponse:
    found = to_draft(request, pk, "退回会办意见")
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
