"""请提供材料: asked of districts and institutions, which give material and never answer in our stead."""

import datetime as dt

from django.db import transaction

from huiyin.directory.models import Unit
from huiyin.events.actions import record
from huiyin.events.actors import WAYS, Actor, local_day
from huiyin.files.models import StoredFile
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.handling import checks, policy
from huiyin.handling.models import Assignment, MaterialRequest
from huiyin.items.checks import no_content


@transaction.atomic
def ask_material(
    assignment: Assignment,
    unit: Unit,
    *,
    text: str,
    by: Actor,
    now: dt.datetime,
    asked_on: dt.date | None = None,
    due_on: dt.date | None = None,
) -> MaterialRequest:
    """请提供材料：向区县、直属单位等要材料，写明要什么、哪天前要；对方只提供材料，不答复提出人（R35）。"""
    _only(by, assignment)
    if unit.is_office or unit.pk == assignment.unit_id:
        raise NotReady("本单位的处室用分办；请提供材料是向外单位。")
    if not assignment.is_open:
        raise NotReady("只有在办的件可以请别的单位提供材料。")
    checks.insist(no_content(assignment.item, text))
    if not text.strip():
        raise NotReady("要写明请对方提供什么。")
    day = asked_on or local_day(now)
    if due_on and due_on < day:
        raise NotReady("要材料的日期不能早于发出的日期。")
    asked = {"text": text.strip(), "asked_on": day, "due_on": due_on, "asked_by": by.actor_key}
    request = MaterialRequest.objects.create(assignment=assignment.parent or assignment, unit=unit, **asked)
    facts = {"unit_name": unit.name, "text": text.strip(), "due_on": due_on.isoformat() if due_on else ""}
    _record("handling.material_asked", request, by=by, at=now, facts=facts)
    return request


@transaction.atomic
def remind_of_material(request: MaterialRequest, *, way: str, by: Actor, now: dt.datetime) -> MaterialRequest:
    """提醒：材料没有到的，登记哪天、用什么方式提醒了一次。"""
    _only(by, request.assignment)
    _open(request)
    request.reminded_on = local_day(now)
    request.save(update_fields=["reminded_on"])
    facts = {"unit_name": request.unit.name, "way": WAYS[way]}
    _record("handling.material_reminded", request, by=by, at=now, facts=facts)
    return request


@transaction.atomic
def receive_material(
    request: MaterialRequest,
    *,
    by: Actor,
    now: dt.datetime,
    text: str = "",
    received_on: dt.date | None = None,
    file: StoredFile | None = None,
) -> MaterialRequest:
    """收到材料：写明摘要或附上来件；材料由本单位采用，以本单位名义答复。"""
    _only(by, request.assignment)
    _open(request)
    checks.insist(no_content(request.assignment.item, text, file))
    if not text.strip() and file is None:
        raise NotReady("收到的材料要有摘要或附件。")
    day = received_on or local_day(now)
    if day < request.asked_on or day > local_day(now):
        raise NotReady("收到日期应在发出之后、今天以前。")
    request.received_on, request.material, request.file = day, text.strip(), file
    request.save(update_fields=["received_on", "material", "file"])
    facts = {"unit_name": request.unit.name, "received_on": day.isoformat()}
    _record("handling.material_received", request, by=by, at=now, facts=facts)
    return request


@transaction.atomic
def go_without_material(request: MaterialRequest, *, reason: str, by: Actor, now: dt.datetime) -> MaterialRequest:
    """没有提供：不再等的，写明情况。"""
    _only(by, request.assignment)
    _open(request)
    request.not_given_reason = checks.needed(reason, "不再等材料")[:200]
    request.save(update_fields=["not_given_reason"])
    facts = {"unit_name": request.unit.name, "reason": request.not_given_reason}
    _record("handling.material_not_given", request, by=by, at=now, facts=facts)
    return request


def _only(by: Actor, assignment: Assignment) -> None:
    if not policy.works_on(by, assignment):
        raise NotAllowed("请提供材料由办这一件的人登记。")


def _open(request: MaterialRequest) -> None:
    if not request.is_open:
        raise NotReady("这一次已经收到，或已写明没有提供。")


def _record(verb: str, request: MaterialRequest, **details: object) -> None:
    item_id = request.assignment.item_id
    record(verb, f"item:{item_id}", subject=f"material_request:{request.pk}", **details)
