"""The pages of facts that only look: the list, its spreadsheet, one fact with its editions and where it is cited."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from huiyin.documents.sheet import sheet_xlsx
from huiyin.facts import policy
from huiyin.files.gate import MEDIA_TYPES
from huiyin.replies.writing.citing import citations, open_citations
from huiyin.reports.citing import passages_citing
from huiyin.web.facts.listing import COLUMNS, Row, find, listing, rows_of, unit_of
from huiyin.web.paging import page_of
from huiyin.web.replies.finding import replies_seen_by
from huiyin.web.seat import StaffRequest


@require_safe
def facts(request: StaffRequest) -> HttpResponse:
    unit = unit_of(request)
    shown, found = listing(request, unit)
    page = page_of(request, found)
    shown |= {"page": page, "rows": rows_of(request, list(page), shown["drafts"]), "place": "facts"}
    shown["may_state"] = policy.owners_for(request.person, unit).exists()
    return render(request, "facts/list.html", shown)


@require_safe
def export(request: StaffRequest) -> HttpResponse:
    """The list as it is filtered, as a spreadsheet."""
    unit = unit_of(request)
    _, found = listing(request, unit)
    title = f"{unit.name}口径"
    response = HttpResponse(sheet_xlsx(title, COLUMNS, found), content_type=MEDIA_TYPES["xlsx"])
    response["Content-Disposition"] = content_disposition_header(True, f"{title}.xlsx")
    return response


@require_safe
def fact(request: StaffRequest, pk: int) -> HttpResponse:
    """One fact: what is said of it, what was said before, who cites it, which drafts are to be changed."""
    found = find(request, pk)
    seen = replies_seen_by(request.person)
    shown = {"fact": found, "editions": list(reversed(found.editions.all())), "place": "facts"}
    to_change = list(open_citations(found).filter(reply__in=seen))
    shown |= {"row": Row(found, found.is_stale(request.today), len(to_change)), "to_change": to_change}
    cited = list(citations(found).filter(reply__in=seen)[:50])
    for answer in cited:
        answer.edition = next(one for one in answer.cites.all() if one.fact_id == found.pk)  # type: ignore[attr-defined]
    shown |= {"cited": cited, "passages": passages_citing(found)}
    shown["may_change"] = policy.can_state(request.person, found.owner) and not found.is_withdrawn
    return render(request, "facts/fact.html", shown)
