"""What hangs on an assignment at all, in one query: most of it never does, and each look costs one."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef
from django.db.models.functions import JSONObject

from huiyin.handling.models import Assignment, Coordination, DeclineRequest, Duty, Extension, State
from huiyin.items.models import Mark

AT_WORK = (State.WAITING, State.HANDLING, State.DECLINING)


def hanging() -> JSONObject:
    """As an annotation `hanging` of a page that only reads; an act asks anew."""
    this = {"assignment": OuterRef("pk")}
    return JSONObject(
        owed=Exists(Duty.objects.owed().filter(blocks_closing=True, **this)),
        shares=Exists(Assignment.objects.filter(parent=OuterRef("pk"), state__in=AT_WORK)),
        declines=Exists(DeclineRequest.objects.filter(decided_on=None, **this)),
        extensions=Exists(Extension.objects.filter(approved=True, told_on=None, **this)),
        coordinations=Exists(Coordination.objects.filter(settled_on=None, **this)),
        marks=Exists(Mark.objects.filter(item=OuterRef("item"))),
    )


def hanging_on(assignment: Assignment) -> Mapping[str, Any]:
    """Which kinds of thing there are: owed, shares, declines, extensions, coordinations, marks."""
    known: Mapping[str, Any] | None = getattr(assignment, "hanging", None)
    if known is None:
        known = Assignment.objects.filter(pk=assignment.pk).values_list(hanging(), flat=True).first() or {}
    return known
