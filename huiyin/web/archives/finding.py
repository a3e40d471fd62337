"""Whose archive pages these are: the coordinator's, for the papers of their own department."""

from django.shortcuts import get_object_or_404

from huiyin.accounts.models import Role
from huiyin.accounts.policy import department_of
from huiyin.archives.models import ArchiveSet
from huiyin.archives.years import FUNCTION
from huiyin.directory.models import Unit
from huiyin.events.models import Job
from huiyin.items.models import Item
from huiyin.web.handling.acting import insist
from huiyin.web.seat import StaffRequest


def department(request: StaffRequest) -> Unit:
    """The department this person coordinates; nobody else archives."""
    insist(request.person.has_role(Role.COORDINATOR), "归档")
    seats = [seat for seat in request.person.seats if seat.role == Role.COORDINATOR]
    return department_of(seats[0].unit)


def find_set(request: StaffRequest, pk: int) -> ArchiveSet:
    mine = ArchiveSet.objects.filter(unit=department(request))
    return get_object_or_404(mine.select_related("item__session", "item__batch", "unit", "file"), pk=pk)


def find_item(request: StaffRequest, pk: int) -> Item:
    seen = Item.objects.visible_to(request.person).select_related("session", "batch__unit")
    return get_object_or_404(seen, pk=pk)


def find_year(request: StaffRequest, pk: int) -> Job:
    """Nobody's but who asked for it."""
    return get_object_or_404(Job, pk=pk, function=FUNCTION, asked_by=request.person.actor_key)
