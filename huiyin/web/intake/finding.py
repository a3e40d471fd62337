"""Whose lists one may open: those of the unit one receives for."""

from django.shortcuts import get_object_or_404

from huiyin.directory.models import Unit
from huiyin.exchange.models import Import
from huiyin.items.policy import can_receive
from huiyin.web.handling.acting import insist
from huiyin.web.seat import StaffRequest, own_unit


def receiving_unit(request: StaffRequest) -> Unit:
    """The own unit, when this person receives for it."""
    unit = own_unit(request)
    insist(can_receive(request.person, unit), "收件")
    return unit


def find_import(request: StaffRequest, pk: int) -> Import:
    return get_object_or_404(Import.objects.select_related("unit", "file"), pk=pk, unit=receiving_unit(request))
