"""Who works on it: officers named, offices given their shares, further units."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from huiyin.accounts.leaving import with_absence
from huiyin.accounts.models import Role as Post
from huiyin.accounts.models import User
from huiyin.directory.models import Unit
from huiyin.handling import allotting, policy
from huiyin.handling.flow import FLOW, MADE_BY_LATER_ROOMS
from huiyin.web.handling.acting import Page, ask, done, find_assignment, insist, tell
from huiyin.web.handling.dealings import Dealings
from huiyin.web.handling.forms import ActForm, posted
from huiyin.web.handling.known import about
from huiyin.web.seat import StaffRequest


class PersonField(forms.ModelChoiceField):
    """A choice of people that says who is away and who acts meanwhile (the queryset from `leaving.with_absence`)."""

    def label_from_instance(self, obj: Any) -> str:
        back_on, acting = getattr(obj, "back_on", None), getattr(obj, "acted_by", None)
        if back_on is None:
            return str(obj)
        who = f"由{acting}代理" if acting else "无人代理"
        return f"{obj}（外出至{back_on.month}月{back_on.day}日，{who}）"


class OfficerForm(ActForm):
    officer = PersonField(User.objects.none(), label="经办人", required=False, empty_label="还不指定")

    def __init__(self, *args: Any, unit: Unit, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["officer"].queryset = officers_of(unit, on=self.today)  # type: ignore[attr-defined]


@require_safe
def assignment(request: StaffRequest, pk: int) -> HttpResponse:
    """One part of the item: what may be done with it — of an office, or of a unit one records for."""
    found = find_assignment(request, pk)
    insist(policy.works_on(request.person, found) or policy.can_decide_decline(request.person, found), "办理这一部分")
    moves = [move for move in FLOW.open_to(found, request.person) if move.verb not in MADE_BY_LATER_ROOMS]
    facts = {"assignment": found, "moves": moves, "pairs": about(found), "item": found.item, "place": "ledger"}
    facts["dealings"] = Dealings(found, request.person)
    return render(request, "handling/assignment.html", facts)


def name_officer(request: StaffRequest, pk: int) -> HttpResponse:
    """指定、移交经办人."""
    assignment = find_assignment(request, pk)
    insist(policy.works_on(request.person, assignment), "指定经办人")
    form = posted(OfficerForm, request, unit=assignment.unit, initial={"officer": assignment.officer_id})
    if done(request, form, allotting.name_officer, assignment):
        name = assignment.officer.name if assignment.officer else "未指定"
        return tell(request, assignment.item, f"{assignment.unit}经办人：{name}。")
    page = Page(title="指定经办人", act="定下", why="换人时，未办完的事随件移交。")
    return ask(request, assignment.item, form, page, pairs=about(assignment))


def officers_of(unit: Unit, *, on: Any) -> Any:
    """Officers and heads who hold a post in this very unit; of a department, its coordinators too."""
    posts = unit.posts.on(on).filter(role__in=(Post.OFFICER, Post.OFFICE_HEAD, Post.COORDINATOR))
    staff = User.objects.filter(pk__in=posts.values("user"), is_active=True).order_by("pk")
    return with_absence(staff, on=on)
