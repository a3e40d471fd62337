"""评价 as the coordinator handles it: links and QR codes, paper forms, transcripts with their scan, waivers."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huiyin.accounts.models import Role
from huiyin.documents.qr import qr_svg
from huiyin.documents.rating_form import rating_form_docx
from huiyin.files.gate import MEDIA_TYPES
from huiyin.replies.models import Reply
from huiyin.surveys import actions, policy
from huiyin.surveys.models import Invitation, Round, RoundState
from huiyin.web.handling.acting import Page, ask, done, insist
from huiyin.web.handling.forms import posted
from huiyin.web.paging import page_of
from huiyin.web.replies.finding import find_reply, replies_seen_by
from huiyin.web.seat import StaffRequest
from huiyin.web.surveys import forms
from huiyin.web.surveys.links import form_of, invited_of, link_of

TABS = {"all": ("全部", Q()), **{str(state): (state.label, Q(state=state)) for state in RoundState}}


@require_safe
def surveys(request: StaffRequest) -> HttpResponse:
    """Every round of the year, the open ones first."""
    chosen = request.GET.get("tab") or "all"
    if chosen not in TABS:
        raise Http404
    insist(request.person.has_role(Role.COORDINATOR), "看评价")
    rounds = Round.objects.filter(reply__in=replies_seen_by(request.person), reply__assignment__year=request.year)
    counted = rounds.aggregate(**{key: Count("pk", filter=wanted) for key, (_, wanted) in TABS.items()})
    tabs = [
        {"label": word, "url": f"?tab={key}", "count": counted[key], "on": key == chosen}
        for key, (word, _) in TABS.items()
    ]
    rows = rounds.filter(TABS[chosen][1]).select_related("reply__assignment__item__session")
    rows = rows.prefetch_related("invitations__rating", "invitations__submitter").order_by("closes_on", "id")
    return render(request, "surveys/list.html", {"tabs": tabs, "page": page_of(request, rows), "place": "surveys"})


@require_safe
def survey(request: StaffRequest, pk: int) -> HttpResponse:
    """One letter: who was asked, who has answered, and the way to ask the others."""
    reply = find_own(request, pk)
    asking = Round.objects.filter(reply=reply).first()
    sees = policy.can_transcribe(request.person, reply)
    facts = {"reply": reply, "item": reply.assignment.item, "round": asking, "place": "surveys", "sees": sees}
    facts["invited"] = invited_of(asking, sees=sees) if asking else []
    return render(request, "surveys/survey.html", facts)


@require_POST
def open_round(request: StaffRequest, pk: int) -> HttpResponse:
    """The house opens it after the letter went out; this does it now."""
    actions.open_round(find_own(request, pk), by=request.person, now=request.now)
    return redirect("survey", pk=pk)


@require_safe
def qr(request: StaffRequest, pk: int) -> HttpResponse:
    """The link as a picture; for who may see the link."""
    invitation = find_invitation(request, pk)
    insist(policy.can_transcribe(request.person, invitation.round.reply), "看评价链接")
    response = HttpResponse(qr_svg(link_of(invitation)), content_type="image/svg+xml")
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def paper_form(request: StaffRequest, pk: int) -> HttpResponse:
    """征询意见表 to print; without the link for whoever may not see it."""
    invitation = find_invitation(request, pk)
    sees = policy.can_transcribe(request.person, invitation.round.reply)
    response = HttpResponse(rating_form_docx(form_of(invitation, sees=sees)), content_type=MEDIA_TYPES["docx"])
    response["Content-Disposition"] = content_disposition_header(True, f"征询意见表 {invitation.submitter}.docx")
    return response


@require_http_methods(["GET", "POST"])
def transcribe(request: StaffRequest, pk: int) -> HttpResponse:
    invitation = find_invitation(request, pk)
    reply = invitation.round.reply
    insist(policy.can_transcribe(request.person, reply), "转录评价：拟稿人和拟稿处室不得代录，")
    form = posted(forms.TranscribeForm, request, initial={"rated_on": request.today})
    if request.method == "POST" and done(request, form, actions.transcribe, invitation):
        messages.success(request, f"已转录{invitation.submitter}的评价。")
        return redirect("survey", pk=reply.pk)
    title, why = f"转录{invitation.submitter}的评价", f"照件码 {invitation.code} 的纸质表或上级系统原样登记，不作改动。"
    return ask(request, reply.assignment.item, form, Page(title=title, act="登记", why=why, panel="survey"))


@require_http_methods(["GET", "POST"])
def waive(request: StaffRequest, pk: int) -> HttpResponse:
    invitation = find_invitation(request, pk)
    reply = invitation.round.reply
    insist(policy.can_waive(request.person, reply), "登记不再请评")
    form = posted(forms.WaiveForm, request)
    if request.method == "POST" and done(request, form, actions.waive_invitation, invitation):
        messages.success(request, f"已登记不再请{invitation.submitter}评价。")
        return redirect("survey", pk=reply.pk)
    title, why = f"不再请{invitation.submitter}评价", "只用于提出人已离任、去世等情形；不记为满意。"
    return ask(request, reply.assignment.item, form, Page(title=title, act="不再请评", why=why, panel="survey"))


@require_http_methods(["GET", "POST"])
def contest(request: StaffRequest, pk: int) -> HttpResponse:
    """对转录的异议 that came by telephone or letter."""
    invitation = find_invitation(request, pk)
    reply = invitation.round.reply
    insist(policy.can_waive(request.person, reply), "登记评价的异议")
    form = posted(forms.ContestForm, request, needed=True)
    if request.method == "POST" and done(request, form, actions.contest, invitation.rating):
        messages.success(request, "已登记异议，核实之前不计入满意率。")
        return redirect("survey", pk=reply.pk)
    title = f"{invitation.submitter}对转录有异议"
    return ask(request, reply.assignment.item, form, Page(title=title, act="登记异议", panel="survey"))


@require_POST
def decide_contest(request: StaffRequest, pk: int) -> HttpResponse:
    invitation = find_invitation(request, pk)
    stands = request.POST.get("stands") == "yes"
    actions.decide_contest(invitation.rating, stands=stands, by=request.person, now=request.now)
    return redirect("survey", pk=invitation.round.reply_id)


@require_http_methods(["GET", "POST"])
def settle(request: StaffRequest, pk: int) -> HttpResponse:
    """二次不满意: what the coordination came to."""
    invitation = find_invitation(request, pk)
    reply = invitation.round.reply
    insist(policy.can_waive(request.person, reply), "登记协调结果")
    form = posted(forms.SettleForm, request)
    if request.method == "POST" and done(request, form, actions.settle, invitation.rating):
        messages.success(request, "已登记协调结果。")
        return redirect("survey", pk=reply.pk)
    return ask(request, reply.assignment.item, form, Page(title="登记协调结果", act="登记", panel="survey"))


def find_own(request: StaffRequest, pk: int) -> Reply:
    """Survey pages are the coordinator's: officers of the drafting office get 403 (R57)."""
    reply = find_reply(request, pk)
    insist(policy.can_waive(request.person, reply), "看这一件的评价链接")
    return reply


def find_invitation(request: StaffRequest, pk: int) -> Invitation:
    seen = Invitation.objects.filter(round__reply__in=replies_seen_by(request.person))
    related = ("submitter", "round__reply__assignment__item__session", "round__reply__assignment__unit", "rating")
    invitation = get_object_or_404(seen.select_related(*related), pk=pk)
    insist(policy.can_waive(request.person, invitation.round.reply), "看这一件的评价链接")
    return invitation
