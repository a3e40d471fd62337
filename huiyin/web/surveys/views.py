"""评价 as the coordinator sees it: rounds, links and QR codes, paper forms."""

from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from huiyin.surveys import actions, policy
from huiyin.surveys.models import Round, RoundState
from huiyin.web.paging import page_of
from huiyin.web.replies.finding import replies_seen_by
from huiyin.web.seat import StaffRequest
from huiyin.web.surveys.finding import find_own, insist_coordinator
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
