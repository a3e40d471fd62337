"""Which replies a person may open: a draft stays inside the department that writes it."""

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404

from huiyin.accounts.desk import Person
from huiyin.accounts.models import ADMIN_ROLES
from huiyin.accounts.policy import department_of
from huiyin.handling.models import Assignment, AssignmentQuerySet
from huiyin.items.models import Item
from huiyin.replies.models import Opinion, OpinionPoint, Reply, ReplyQuerySet
from huiyin.replies.reading import at_once
from huiyin.web.seat import StaffRequest


def departments_of(person: Person) -> frozenset[int]:
    """The departments this person sits in, whatever the office."""
    return frozenset(department_of(seat.unit).pk for seat in person.seats if seat.role not in ADMIN_ROLES)


def assignments_seen_by(person: Person) -> AssignmentQuerySet:
    """What their department holds of the items they may see."""
    items = Item.objects.visible_to(person)
    return Assignment.objects.filter(unit__in=departments_of(person), parent=None, item__in=items)


def replies_seen_by(person: Person) -> ReplyQuerySet:
    items = Item.objects.visible_to(person)
    return Reply.objects.filter(assignment__unit__in=departments_of(person), assignment__item__in=items)


def find_reply(request: StaffRequest, pk: int) -> Reply:
    """To look at, with everything at once; to act on, as it stands at that moment."""
    if request.method != "POST":
        return see_reply(request, pk)
    return get_object_or_404(replies_seen_by(request.person).for_letter(), pk=pk)


def see_reply(request: StaffRequest, pk: int) -> Reply:
    """To look at, whatever was asked: also the page on which a form comes back."""
    return get_object_or_404(at_once(replies_seen_by(request.person)), pk=pk)


def find_assignment(request: StaffRequest, pk: int) -> Assignment:
    found = assignments_seen_by(request.person).select_related("item__session", "item__batch", "unit")
    return get_object_or_404(found, pk=pk)


def find_opinion(request: StaffRequest, pk: int) -> Opinion:
    """An opinion the department has asked for."""
    assignments = assignments_seen_by(request.person)
    related = ("assignment__item__session", "assignment__item__batch__unit", "assignment__unit", "unit", "file")
    found = Opinion.objects.filter(assignment__in=assignments).select_related(*related)
    points = Prefetch("points", OpinionPoint.objects.select_related("ask"))
    return get_object_or_404(found.prefetch_related(points), pk=pk)
