"""Stored files leave the house only through here: as a download, to who may see what they belong to."""

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from huiyin.accounts.models import Role
from huiyin.accounts.policy import department_of
from huiyin.events.models import Event
from huiyin.facts.models import FactEdition
from huiyin.files import storage
from huiyin.files.models import StoredFile
from huiyin.handling.models import Override
from huiyin.items.models import Batch, Item
from huiyin.surveys.models import Rating
from huiyin.surveys.policy import can_transcribe
from huiyin.web.seat import StaffRequest
from huiyin.web.system.owners import OWNERS


@require_safe
def stored_file(request: StaffRequest, pk: int) -> HttpResponse:
    """Never shown inside a page: a browser must not run what somebody uploaded."""
    file = get_object_or_404(StoredFile, pk=pk)
    if not may_fetch(request, file):
        raise Http404
    response = HttpResponse(storage.read(file), content_type=file.media_type)
    response["Content-Disposition"] = content_disposition_header(True, file.name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def may_fetch(request: StaffRequest, file: StoredFile) -> bool:
    """Through a paper of one's own department on an item one may see; a few kinds are for the coordinator alone."""
    if not request.person.unit_ids:
        return False
    return _through_an_item(request, file) or _of_a_fact(request, file) or _as_coordinator(request, file)


def _through_an_item(request: StaffRequest, file: StoredFile) -> bool:
    items, units = Item.objects.visible_to(request.person).values("pk"), _departments(request)
    for model, column, item, unit in OWNERS:
        mine = Q(**{column: file.pk, f"{item}__in": items}) & (Q(**{f"{unit}__in": units}) if unit else Q())
        if model._default_manager.filter(mine).exists():
            return True
    return False


def _of_a_fact(request: StaffRequest, file: StoredFile) -> bool:
    """What a fact rests on is read by everybody who may cite it: the whole department."""
    return FactEdition.objects.filter(file=file, fact__unit__in=_departments(request)).exists()


def _departments(request: StaffRequest) -> list[int]:
    return [department_of(seat.unit).pk for seat in request.person.seats]


def _as_coordinator(request: StaffRequest, file: StoredFile) -> bool:
    """Hand-over lists, rating forms (R57: never who drafted), scans behind what was recorded for somebody."""
    seats = [seat for seat in request.person.seats if seat.role == Role.COORDINATOR]
    units = [department_of(seat.unit).pk for seat in seats]
    if not units:
        return False
    if Batch.objects.filter(file=file, unit__in=units).exists():
        return True
    if Override.objects.filter(file=file, batch__unit__in=units).exists():
        return True
    ratings = Rating.objects.filter(file=file).select_related("invitation__round__reply__assignment__unit")
    if rating := ratings.first():
        return can_transcribe(request.person, rating.invitation.round.reply)
    codes = [department_of(seat.unit).code for seat in seats]
    return Event.objects.filter(unit_code__in=codes, recorded_for__file=file.digest).exists()
