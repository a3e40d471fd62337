"""归档: the year's list, one item's set, making, fetching, proving."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from huiyin.archives import actions, checks, years
from huiyin.archives.models import ArchiveSet
from huiyin.events.models import Job
from huiyin.files import storage
from huiyin.web.archives.finding import department, find_item, find_set, find_year
from huiyin.web.archives.forms import RetentionForm
from huiyin.web.paging import page_of
from huiyin.web.seat import StaffRequest


@require_safe
def archives(request: StaffRequest) -> HttpResponse:
    """Every ended item of the year with its set, those without one first."""
    unit = department(request)
    sets, ended = years.sets_of(unit, request.year), years.ripe(unit, request.year)
    ended.sort(key=lambda row: sets[row.item_id].sequence if row.item_id in sets else 0)
    rows = [{"assignment": row, "set": sets.get(row.item_id)} for row in ended]
    running = Job.objects.filter(function=years.FUNCTION, asked_by=request.person.actor_key, done_at=None, failed=False)
    facts = {"page": page_of(request, rows), "ended": len(ended), "archived": len(sets), "unit": unit}
    return render(request, "archives/list.html", {**facts, "running": running.first(), "place": "archives"})


@require_POST
def archive_year(request: StaffRequest) -> HttpResponse:
    """A year's ended items at one go."""
    job = years.ask_year(department(request), request.year, by=request.person, now=request.now)
    return redirect("archive_year", job.pk)


@require_safe
def year(request: StaffRequest, pk: int) -> HttpResponse:
    """How far it is; the page asks again by itself until it is done."""
    job = find_year(request, pk)
    return render(request, "archives/year.html", {"job": job, "place": "archives"})


@require_safe
def archive_of(request: StaffRequest, pk: int) -> HttpResponse:
    """One item: what it still lacks, its set with the list of files, the editions before."""
    unit, item = department(request), find_item(request, pk)
    sets = list(ArchiveSet.objects.filter(unit=unit, item=item).select_related("file", "unit").order_by("-edition"))
    blockers = checks.blockers(item, unit)
    missing = checks.missing(item, unit)
    facts = {"item": item, "sets": sets, "blockers": blockers, "missing": missing[len(blockers) :]}
    facts |= {"form": RetentionForm(initial={"period": sets[0].retention}) if sets else None}
    return render(request, "archives/item.html", {**facts, "place": "archives"})


@require_POST
def make_set(request: StaffRequest, pk: int) -> HttpResponse:
    item = find_item(request, pk)
    made = actions.make_set(item, department(request), by=request.person, now=request.now)
    messages.success(request, f"{item.number_label}已归档，归档号 {made.archive_no}。")
    return redirect("archive_of", pk)


@require_safe
def package(request: StaffRequest, pk: int) -> HttpResponse:
    """The zip, to the byte."""
    found = find_set(request, pk)
    response = HttpResponse(storage.read(found.file), content_type=found.file.media_type)
    response["Content-Disposition"] = content_disposition_header(True, found.file.name)
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
def verify_set(request: StaffRequest, pk: int) -> HttpResponse:
    """核对: every hash anew."""
    found = find_set(request, pk)
    problems = actions.verify(found)
    count = len(found.manifest["文件"])
    if problems:
        messages.error(request, f"{found.archive_no} 核对不符：{'；'.join(problems)}。")
    else:
        messages.success(request, f"{found.archive_no} 核对无误：{count} 份文件的校验码都相符。")
    return redirect("archive_of", found.item_id)


@require_POST
def change_retention(request: StaffRequest, pk: int) -> HttpResponse:
    found, form = find_set(request, pk), RetentionForm(request.POST)
    if form.is_valid():
        facts = form.cleaned_data
        actions.change_retention(found, facts.pop("period"), **facts, by=request.person, now=request.now)
        messages.success(request, f"{found.archive_no} 的保管期限改为{found.get_retention_display()}。")
    else:
        messages.error(request, "改保管期限要写明理由。")
    return redirect("archive_of", found.item_id)
