"""The pages of commitments that only look: the list, its spreadsheet, one commitment with its evidence."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from huiyin.accounts.policy import is_coordinator
from huiyin.documents.sheet import sheet_xlsx
from huiyin.events.models import Event
from huiyin.files.gate import MEDIA_TYPES
from huiyin.followup import policy
from huiyin.followup.flow import FLOW
from huiyin.replies.classes import legend
from huiyin.web.followup.keeping import ACTS
from huiyin.web.followup.listing import COLUMNS, Row, find, listing, tabs_of, words_of
from huiyin.web.paging import page_of
from huiyin.web.seat import StaffRequest, own_unit
from huiyin.web.words import told


@require_safe
def commitments(request: StaffRequest) -> HttpResponse:
    chosen = request.GET.get("tab") or "all"
    if chosen not in tabs_of(request.today):
        raise Http404
    facts, found = listing(request, chosen)
    page = page_of(request, found)
    rows = [Row(commitment, request.today) for commitment in page]
    facts |= {"page": page, "rows": rows, "chosen": chosen, "place": "commitments"}
    facts["can_carry"] = is_coordinator(request.person, own_unit(request)) and request.year < request.today.year
    return render(request, "followup/list.html", facts)


@require_safe
def export(request: StaffRequest) -> HttpResponse:
    """The list as it stands, as a spreadsheet."""
    chosen = request.GET.get("tab") or "all"
    if chosen not in tabs_of(request.today):
        raise Http404
    title = f"{own_unit(request).name}{request.year}年承诺台账"
    _, found = listing(request, chosen)
    sheet = sheet_xlsx(title, COLUMNS, found, notes=[words_of(chosen, request.today), *legend(own_unit(request))])
    response = HttpResponse(sheet, content_type=MEDIA_TYPES["xlsx"])
    response["Content-Disposition"] = content_disposition_header(True, f"{title}.xlsx")
    return response


@require_safe
def commitment(request: StaffRequest, pk: int) -> HttpResponse:
    found = find(request, pk)
    moves = {move.verb: move.blockers for move in FLOW.open_to(found, request.person)}
    reports = policy.can_report(request.person, found) and found.state in ("open", "claimed")
    verbs = [*(("evidence", "progress", "milestone") if reports else ()), *(verb for verb in ACTS if verb in moves)]
    facts = {"commitment": found, "row": Row(found, request.today), "item": found.item, "place": "commitments"}
    facts["can_reach"] = reports
    facts["acts"] = [(verb, ACTS[verb].title, moves.get(verb, [])) for verb in verbs]
    facts["next"] = next_act(found.evidence.exists(), [verb for verb in verbs if not moves.get(verb)])
    events = Event.objects.of(found.item.topic).filter(subject=f"commitment:{pk}").order_by("-id")
    facts["events"] = [told(event) for event in events]
    return render(request, "followup/commitment.html", facts)


def next_act(proved: bool, verbs: list[str]) -> str:
    """The one primary button: prove, then claim, then verify."""
    wanted = ("verify", "claim" if proved else "evidence", "evidence", "explain")
    return next((verb for verb in wanted if verb in verbs), "")
