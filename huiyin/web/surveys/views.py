"""评价 as the coordinator sees it: rounds, links and QR codes, paper forms."""

from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from huiyin.documents.qr import qr_svg
from huiyin.documents.rating_form import rating_form_docx
from huiyin.files.gate import MEDIA_TYPES
from huiyin.surveys import actions, policy
from huiyin.surveys.forms import form_of, link_of
from huiyin.surveys.models import Round, RoundState
from huiyin.web.handling.acting import insist
from huiyin.web.paging import page_of
from huiyin.web.replies.finding import replies_seen_by
from huiyin.web.seat import StaffRequest
from huiyin.web.surveys.finding import find_invitation, find_own, insist_coordinator
from huiyin.web.surveys.links import invited_of

TABS = {"all": ("全部", Q()), **{str(state): (state.label, Q(state=state)) for state in RoundState}}


@require_safe
def surveys(request: StaffRequest) -> HttpResponse:
    """Every round of the year, the open ones first."""
    chosen = request.GET.get("tab") or "all"
    if chosen not in TABS:
        raise Http404
    insist_coordinator(request)
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
    invited = invited_of(asking, sees=sees) if asking else []
    facts = {"reply": reply, "item": reply.assignment.item, "round": asking, "place": "surveys", "sees": sees}
    return render(request, "surveys/survey.html", {**facts, "invited": invited})


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
