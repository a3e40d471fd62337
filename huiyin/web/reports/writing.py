"""Writing around the figures: a passage saved, added, taken away."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from huiyin.reports import actions
from huiyin.reports.annual import section_headings
from huiyin.reports.models import Passage
from huiyin.web.handling.acting import done
from huiyin.web.handling.forms import posted
from huiyin.web.reports.editing import editor, writer
from huiyin.web.reports.forms import PassageForm
from huiyin.web.seat import StaffRequest


@require_http_methods(["GET", "POST"])
def save_passage(request: StaffRequest, pk: int) -> HttpResponse:
    unit = writer(request)
    passage = get_object_or_404(Passage, pk=pk, unit=unit)
    form = posted(PassageForm, request, initial={"heading": passage.heading, "text": passage.text})
    if _is_saving(request) and done(request, form, actions.save_passage, passage):
        messages.success(request, "这一段已存。")
        return _back(passage)
    return editor(request, form, passage)


@require_http_methods(["GET", "POST"])
def add_passage(request: StaffRequest, section: int) -> HttpResponse:
    unit = writer(request)
    if section >= len(section_headings()):
        raise Http404
    passage = Passage(unit=unit, year=request.year, section=section)
    form = posted(PassageForm, request)
    facts = {"year": request.year, "section": section}
    if _is_saving(request) and done(request, form, actions.add_passage, unit, **facts):
        messages.success(request, "已加一段。")
        return _back(passage)
    return editor(request, form, passage)


@require_POST
def remove_passage(request: StaffRequest, pk: int) -> HttpResponse:
    passage = get_object_or_404(Passage, pk=pk, unit=writer(request))
    actions.remove_passage(passage, by=request.person, now=request.now)
    messages.success(request, "这一段已删去；操作记录里留着原文。")
    return _back(passage)


@require_POST
def take_over(request: StaffRequest, section: int) -> HttpResponse:
    """From the usual words to one's own."""
    unit = writer(request)
    if section >= len(section_headings()):
        raise Http404
    actions.take_over(unit, year=request.year, section=section, by=request.person, now=request.now)
    messages.success(request, "通用写法已抄成本单位的段，可以逐段改。")
    return _back(Passage(unit=unit, year=request.year, section=section))


def _is_saving(request: StaffRequest) -> bool:
    return request.method == "POST" and "preview" not in request.POST


def _back(passage: Passage) -> HttpResponse:
    return redirect(reverse("annual_report") + f"?year={passage.year}#s{passage.section}")
