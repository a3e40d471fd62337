"""The lists of opinions: asked by us, asked of us; narrowed, exported as shown, reminded of many at once."""

from typing import Any
from urllib.parse import quote

from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from huiyin.documents.sheet import sheet_xlsx
from huiyin.events.actors import WAYS
from huiyin.replies.opinion.fates import fate_counts
from huiyin.replies.opinion.reminding import remind_many
from huiyin.web.handling.acting import back
from huiyin.web.paging import page_of
from huiyin.web.replies import opinion_rows as book
from huiyin.web.replies.finding import assignments_seen_by
from huiyin.web.reporting import tell_many, told_many
from huiyin.web.seat import StaffRequest, own_unit

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SIDES = {"asked": "我们征求的", "ours": "请我们提的"}
LIMIT = 500


@require_safe
def opinions(request: StaffRequest) -> HttpResponse:
    """One side of the list: ?side=asked or ours, ?show= which of them, ?q= a word."""
    side, show, query = _wanted(request)
    found = _narrowed(request, side, show)
    page = page_of(request, found)
    make = book.asked_rows(page, request.today) if side == "asked" else book.ours_rows(list(page))
    facts: dict[str, Any] = {"side": side, "show": show, "q": query, "page": page, "rows": make, "ways": WAYS.items()}
    facts |= {"sides": _sides(request, side), "tabs": _tabs(request, side, show, query), "place": "opinions"}
    facts |= {"told": told_many(request)} if side == "asked" else {"counts": fate_counts(_ours(request))}
    return render(request, "replies/opinions.html", facts)


@require_safe
def export_opinions(request: StaffRequest) -> HttpResponse:
    """The list as displayed — same side, same filter, same order — as a spreadsheet."""
    side, show, _ = _wanted(request)
    found = _narrowed(request, side, show)
    rows: Any = book.asked_rows(found, request.today) if side == "asked" else book.ours_rows(list(found))
    columns: Any = book.ASKED_COLUMNS if side == "asked" else book.OURS_COLUMNS
    title = f"{own_unit(request).name}{request.year}年会办意见（{SIDES[side]}）"
    notes = [f"条件：{_filters(request, side)[show][0]}", f"导出时间：{request.today.isoformat()}"]
    response = HttpResponse(sheet_xlsx(title, columns, rows, notes=notes), content_type=XLSX)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(title)}.xlsx"
    return response


@require_POST
def remind_opinions(request: StaffRequest) -> HttpResponse:
    """批量提醒: the ticked ones, told one by one."""
    chosen = [pk for pk in request.POST.getlist("row") if pk.isdigit()][:LIMIT]
    way = request.POST.get("way", "")
    if way not in WAYS:
        raise Http404
    seen = book.asked_of_year(request).filter(pk__in=chosen)
    tell_many(
        request, "提醒", remind_many(seen, way=way, by=request.person, now=request.now), [int(pk) for pk in chosen]
    )
    return redirect(back(request, "/opinions/"))


def _wanted(request: StaffRequest) -> tuple[str, str, str]:
    side = request.GET.get("side", "asked")
    show = request.GET.get("show", "all")
    if side not in SIDES or show not in _filters(request, side):
        raise Http404
    return side, show, request.GET.get("q", "").replace("\x00", "").strip()[:80]


def _filters(request: StaffRequest, side: str) -> dict[str, tuple[str, Q]]:
    return book.asked_filters(request.today) if side == "asked" else book.ours_filters()


def _named(request: StaffRequest, side: str) -> Any:
    """Those of the year that the word is found in."""
    word = _wanted(request)[2]
    item = "assignment__item__" if side == "asked" else "item__"
    other = {"unit__name__icontains": word} if side == "asked" else {"share__icontains": word}
    rows: Any = book.asked_of_year(request) if side == "asked" else book.ours_of_year(request)
    found = Q(**{f"{item}title__icontains": word}) | Q(**{f"{item}official_no__icontains": word}) | Q(**other)
    return rows.filter(found) if word else rows


def _narrowed(request: StaffRequest, side: str, show: str) -> Any:
    return _named(request, side).filter(_filters(request, side)[show][1]).distinct()


def _tabs(request: StaffRequest, side: str, show: str, query: str) -> list[dict[str, Any]]:
    wanted = _filters(request, side)
    counting = {key: Count("pk", filter=narrow, distinct=True) for key, (_, narrow) in wanted.items()}
    counted = _named(request, side).order_by().aggregate(**counting)
    tail = f"&q={quote(query)}" if query else ""
    return [
        {"label": label, "url": f"?side={side}&show={key}{tail}", "count": counted[key], "on": key == show}
        for key, (label, _) in wanted.items()
    ]


def _sides(request: StaffRequest, side: str) -> list[dict[str, Any]]:
    return [{"label": label, "url": f"?side={key}", "count": None, "on": key == side} for key, label in SIDES.items()]


def _ours(request: StaffRequest) -> Any:
    return assignments_seen_by(request.person).of_year(request.year)
