"""The letters of a list as one archive and one file for the printer: asked for, watched, fetched."""

from collections import Counter

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from huiyin.accounts.models import Role
from huiyin.accounts.policy import is_coordinator
from huiyin.events.models import Job
from huiyin.files import storage
from huiyin.files.models import StoredFile
from huiyin.flow.errors import Blocker, NotReady
from huiyin.replies.models import Reply, State
from huiyin.surveys import print_runs
from huiyin.web.handling.acting import insist
from huiyin.web.replies.finding import replies_seen_by
from huiyin.web.seat import StaffRequest

SHOWN = 10


@require_safe
def choose_print_run(request: StaffRequest) -> HttpResponse:
    """Which letters: a batch or the whole year, all of them or those ticked; and the runs made before."""
    insist(request.person.has_role(Role.COORDINATOR), "打包答复函")
    found = printable(request)
    chosen = request.GET.get("batch", "")
    facts = {
        "batches": batches_of(found),
        "chosen": chosen,
        "letters": [reply for reply in found if chosen in ("", str(reply.assignment.item.batch_id))],
        "runs": runs_of(request),
        "place": "replies",
    }
    return render(request, "replies/print_runs.html", facts)


def printable(request: StaffRequest) -> list[Reply]:
    """This year's issued letters of the departments this person coordinates."""
    issued = replies_seen_by(request.person).filter(state=State.ISSUED, assignment__year=request.year)
    found = issued.select_related("assignment__unit", "assignment__item__batch").order_by("issued_on", "pk")
    return [reply for reply in found if is_coordinator(request.person, reply.assignment.unit)]


def batches_of(found: list[Reply]) -> list[tuple[str, str, int]]:
    """Key, name and number of letters of each batch."""
    batches = {reply.assignment.item.batch_id: reply.assignment.item.batch for reply in found}
    counts = Counter(reply.assignment.item.batch_id for reply in found)
    return [(str(key), batch.name, counts[key]) for key, batch in batches.items()]


def runs_of(request: StaffRequest) -> list[Job]:
    """What this person asked for before, the newest first."""
    mine = Job.objects.filter(function=print_runs.FUNCTION, asked_by=request.person.actor_key)
    return list(mine.order_by("-pk")[:SHOWN])


@require_POST
def ask_print_run(request: StaffRequest) -> HttpResponse:
    """All of the year's issued letters, those of a batch, or those ticked."""
    insist(request.person.has_role(Role.COORDINATOR), "打包答复函")
    wanted, batch = set(request.POST.getlist("reply")), request.POST.get("batch", "")
    if request.POST.get("which") == "ticked" and not wanted:
        raise NotReady([Blocker("还没有勾选答复函", "letters")])
    everything = request.POST.get("which") == "all" or not wanted
    found = [
        reply
        for reply in printable(request)
        if (str(reply.pk) in wanted or everything) and batch in ("", str(reply.assignment.item.batch_id))
    ]
    return redirect("print_run", print_runs.ask_print_run(found, by=request.person, now=request.now).pk)


@require_safe
def print_run(request: StaffRequest, pk: int) -> HttpResponse:
    """How far it is; the page asks again by itself until it is done."""
    job = find_print_run(request, pk)
    facts = {"job": job, "files": files_of(job), "total": job.facts["total"], "place": "replies"}
    return render(request, "replies/print_run.html", facts)


@require_safe
def print_run_zip(request: StaffRequest, pk: int) -> HttpResponse:
    return fetch(find_print_run(request, pk), "zip")


@require_safe
def print_run_pdf(request: StaffRequest, pk: int) -> HttpResponse:
    return fetch(find_print_run(request, pk), "pdf")


def find_print_run(request: StaffRequest, pk: int) -> Job:
    """Nobody's but who asked for it: the forms carry links that only they may see."""
    return get_object_or_404(Job, pk=pk, function=print_runs.FUNCTION, asked_by=request.person.actor_key)


def files_of(job: Job) -> dict[str, StoredFile]:
    kept = StoredFile.objects.in_bulk(list(job.facts.get("files", {}).values())) if job.done_at else {}
    return {ending: kept[key] for ending, key in job.facts.get("files", {}).items() if key in kept}


def fetch(job: Job, ending: str) -> HttpResponse:
    file = files_of(job).get(ending)
    if file is None:
        raise Http404
    response = HttpResponse(storage.read(file), content_type=file.media_type)
    response["Content-Disposition"] = content_disposition_header(True, file.name)
    response["Cache-Control"] = "private, no-store"
    return response
