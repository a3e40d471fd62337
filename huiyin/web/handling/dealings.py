"""What passed around one part of an item: declines, where it came from and went, further units, material, disagreements."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from huiyin.accounts.desk import Person
from huiyin.accounts.models import Role as Post
from huiyin.events.models import Event
from huiyin.handling import correcting, policy
from huiyin.handling.models import Assignment, Decision, DeclineRequest, Role
from huiyin.web.handling.acting import Page, ask, done, find_assignment, insist, tell
from huiyin.web.handling.forms import ActForm, posted, text
from huiyin.web.handling.known import about
from huiyin.web.seat import StaffRequest
from huiyin.web.words import Told, told

HISTORY = ("handling.role_changed", "handling.redispatched", "handling.redirected", "handling.dispatch_corrected")


class ShareForm(ActForm):
    share = text("办哪一部分", rows=3, limit=1000)


@dataclass
class Dealings:
    """Each list reads its own rows, when it is shown."""

    assignment: Assignment
    person: Person

    @cached_property
    def declines(self) -> list[DeclineRequest]:
        rows = self.assignment.declines.select_related("letter", "answer_file")
        return list(rows.order_by("-requested_on", "-pk"))

    @cached_property
    def history(self) -> list[Told]:
        """角色、交办的变更经过, the newest first."""
        subject = f"assignment:{self.assignment.pk}"
        events = Event.objects.filter(topic=self.assignment.item.topic, verb__in=HISTORY, subject=subject)
        return [told(event) for event in events.order_by("-at", "-pk")]

    @cached_property
    def chain(self) -> list[Assignment]:
        """Who held it before, the nearest first (R22)."""
        found: list[Assignment] = []
        one = self.assignment.came_from
        while one and len(found) < 20:
            found.append(one)
            one = one.came_from
        return found

    @cached_property
    def went_to(self) -> list[Assignment]:
        return list(self.assignment.went_to.select_related("unit").order_by("pk"))

    @cached_property
    def unit_requests(self) -> list[Any]:
        return list(self.assignment.unit_requests.order_by("-requested_on", "-pk"))

    @cached_property
    def materials(self) -> list[Any]:
        return list(self.assignment.material_requests.select_related("unit", "file").order_by("asked_on", "pk"))

    @cached_property
    def coordinations(self) -> list[Any]:
        return list(self.assignment.coordinations.select_related("other", "file").order_by("opened_on", "pk"))

    @cached_property
    def agreements(self) -> list[Any]:
        return list(self.assignment.agreements.all())

    @cached_property
    def contributions(self) -> list[Any]:
        return list(self.assignment.contributions.select_related("file"))

    @property
    def may(self) -> dict[str, bool]:
        """What this person may begin here."""
        part, person = self.assignment, self.person
        at_work = part.is_open and part.role != Role.REFER
        top = part.is_top and at_work
        return {
            "ask_material": at_work and policy.works_on(person, part),
            "open_coordination": top and part.owes_reply and policy.can_coordinate(person, part),
            "ask_for_unit": top and policy.coordinates(person, part),
            "agree": top and part.role == Role.JOINT_LEAD and policy.can_agree(person, part),
            "contribute": top and not part.owes_reply and policy.can_contribute(person, part),
            "redirect": part.state == "declining" and policy.can_redirect(person, part),
            "redispatch": part.is_top and part.state == "withdrawn" and policy.decides(person, part),
            "decide": policy.decides(person, part),
            "settle": policy.can_coordinate(person, part),
        }


@require_safe
def returned(request: StaffRequest) -> HttpResponse:
    """待再交办: granted declines that nobody has been given yet, the earliest date first (R22)."""
    units = [seat.unit.pk for seat in request.person.seats if seat.role in (Post.COORDINATOR, Post.DISPATCHER)]
    insist(bool(units), "看待再交办的件")
    waiting = DeclineRequest.objects.filter(
        decision=Decision.GRANTED,
        redispatched_on=None,
        assignment__parent=None,
        assignment__item__batch__unit__in=units,
    )
    related = ("assignment__item__session", "assignment__unit")
    rows = waiting.select_related(*related).order_by("redispatch_due_on", "decided_on", "pk")
    return render(request, "handling/returned.html", {"rows": list(rows[:300]), "place": "dispatch"})


def describe_share(request: StaffRequest, pk: int) -> HttpResponse:
    """写明分办内容."""
    assignment = find_assignment(request, pk)
    may = policy.coordinates(request.person, assignment) or policy.dispatches(request.person, assignment)
    insist(may, "写分办内容")
    form = posted(ShareForm, request, initial={"share": assignment.share})
    if done(request, form, correcting.describe_share, assignment):
        return tell(request, assignment.item, f"{assignment.unit}分办的部分已写明。")
    page = Page(title="写明分办内容", act="保存", why="分别办理的，各单位办哪一部分要写明；各自答复各自的部分。")
    return ask(request, assignment.item, form, page, pairs=about(assignment))
