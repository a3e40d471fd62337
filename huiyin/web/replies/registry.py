"""文号登记簿: the register of numbers, its spreadsheet, our own series and the gaps that want a reason."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huiyin.accounts.policy import is_coordinator
from huiyin.documents.sheet import sheet_xlsx
from huiyin.files.gate import MEDIA_TYPES
from huiyin.replies.models import NumberSeries
from huiyin.replies.number import register, series
from huiyin.web.handling.acting import done, insist
from huiyin.web.handling.forms import ActForm, posted
from huiyin.web.paging import page_of
from huiyin.web.replies.finding import departments_of, find_reply
from huiyin.web.seat import StaffRequest, own_unit

WHY = (
    "设了以后，这个代字这一年的号都在这里一个接一个地编，不留空号；已经用过的号一并归入。与其他文件共用的流水号不要设。"
)


class SeriesForm(ActForm):
    code = forms.CharField(label="机关代字", max_length=20, help_text="例：示卫提函。会办意见可以另用一个代字。")
    year = forms.IntegerField(label="年份")
    first = forms.IntegerField(label="从几号起", initial=1, min_value=1)


class GapForm(ActForm):
    first = forms.IntegerField(widget=forms.HiddenInput)
    last = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label="为什么没有用", max_length=200)


@require_safe
def doc_numbers(request: StaffRequest) -> HttpResponse:
    facts = _asked(request)
    facts |= {"page": page_of(request, facts["rows"]), "place": "replies"}
    facts["series"] = register.own_series(departments_of(request.person), request.year)
    facts["may"] = is_coordinator(request.person, own_unit(request))
    return render(request, "replies/doc_numbers.html", facts)


@require_safe
def doc_numbers_sheet(request: StaffRequest) -> HttpResponse:
    """The register as it is filtered, as a spreadsheet."""
    title = f"{own_unit(request)}{request.year}年文号登记簿"
    rows = _asked(request)["rows"]
    response = HttpResponse(sheet_xlsx(title, register.COLUMNS, rows), content_type=MEDIA_TYPES["xlsx"])
    response["Content-Disposition"] = content_disposition_header(True, f"{title}.xlsx")
    return response


@require_http_methods(["GET", "POST"])
def declare_series(request: StaffRequest) -> HttpResponse:
    unit = own_unit(request)
    insist(is_coordinator(request.person, unit), "设自编号")
    form = posted(SeriesForm, request, initial={"code": unit.doc_prefix, "year": request.today.year, "first": 1})
    if request.method == "POST" and done(request, form, series.declare, unit):
        messages.success(request, "已设为自编号，以后在这里取号。")
        return redirect("doc_numbers")
    facts = {"form": form, "blockers": form.missing, "act": "设为自编号", "why": WHY}
    return render(request, "replies/series.html", facts | {"place": "replies"}, status=409 if form.missing else 200)


@require_http_methods(["GET", "POST"])
def explain_gap(request: StaffRequest, pk: int) -> HttpResponse:
    """说明空号: what became of numbers that nobody took."""
    found = get_object_or_404(NumberSeries, pk=pk, unit__in=departments_of(request.person))
    insist(is_coordinator(request.person, found.unit), "说明空号")
    gap = next(iter(series.gaps(found)), None)
    form = posted(GapForm, request, initial={"first": gap.first, "last": gap.last} if gap else {})
    if request.method == "POST" and done(request, form, series.explain_gap, found):
        messages.success(request, "已说明空号，这些号作废，不再使用。")
        return redirect("doc_numbers")
    facts = {"form": form, "blockers": form.missing, "act": "说明空号", "why": f"{found}　{gap or ''}"}
    return render(request, "replies/series.html", facts | {"place": "replies"}, status=409 if form.missing else 200)


@require_POST
def take_next(request: StaffRequest, pk: int) -> HttpResponse:
    """取下一个号 of one of the own series of the unit."""
    reply = find_reply(request, pk)
    wanted = request.POST.get("series", "")
    found = get_object_or_404(NumberSeries, pk=int(wanted) if wanted.isdigit() else 0, unit=reply.assignment.unit_id)
    doc_no = series.take_next(reply, found, by=request.person, now=request.now)
    messages.success(request, f"已编号：{doc_no}。")
    return redirect("reply", pk=pk)


def _asked(request: StaffRequest) -> dict[str, Any]:
    """What was asked for: a code, words to find."""
    units = departments_of(request.person)
    insist(bool(units), "看文号登记簿")
    code, words = request.GET.get("code", "").strip(), request.GET.get("q", "").strip()
    every = register.entries(units, request.year)
    codes = sorted({row.parts.code for row in every if row.parts})
    rows = register.entries(units, request.year, code=code, words=words) if code or words else every
    return {"rows": rows, "codes": codes, "code": code, "words": words}
