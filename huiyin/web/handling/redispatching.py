"""What was given back goes on: taken back, sent to another office, handed out again, another unit asked for."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from huiyin.directory.models import Unit
from huiyin.handling import adding, policy, redirecting, redispatching
from huiyin.handling.models import Assignment, Role, State, UnitRequest
from huiyin.web.dates import full_day
from huiyin.web.handling.acting import Page, ask, done, find_assignment, insist, needs_word, open_to, tell
from huiyin.web.handling.forms import DateField, RecordedForm, posted, text
from huiyin.web.handling.known import about, came_along
from huiyin.web.handling.naming import find_or_name, known_units
from huiyin.web.seat import StaffRequest, own_unit


class RedirectForm(RecordedForm):
    office = forms.ModelChoiceField(Unit.objects.none(), label="转给哪个处室")
    remark = text("说明", required=False, rows=2)

    def __init__(self, *args: Any, offices: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["office"].queryset = offices  # type: ignore[attr-defined]


class RedispatchForm(RecordedForm):
    unit_name = forms.CharField(label="交给哪个单位", max_length=120, help_text="可以另交一个单位，也可以仍交原单位。")
    role = forms.ChoiceField(label="角色", choices=Role.choices)
    role_label = forms.CharField(label="清单上的叫法", max_length=20, required=False)
    dispatched_on = DateField(label="再交办日期")
    notice_due_on = DateField(label="通知定的期限", required=False)
    share = text("分办内容", required=False, rows=2)
    reason = text("理由", rows=2)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit_name"].widget.attrs["list"] = "units"


class AskForUnitForm(RecordedForm):
    proposed_unit = forms.CharField(label="建议增加哪个单位", max_length=120)
    reason = text("理由")


class RefusalForm(RecordedForm):
    remark = text("不同意的理由", rows=2)


def redirect(request: StaffRequest, pk: int) -> HttpResponse:
    """同意处室退办，转给另一处室."""
    share = open_to(request, pk, "grant_decline")
    insist(policy.can_redirect(request.person, share), "转交处室")
    held = share.parent.children.exclude(state=State.WITHDRAWN) if share.parent else Assignment.objects.none()
    offices = Unit.objects.filter(parent=share.unit.parent, kind="office").on(request.today)
    form = posted(RedirectForm, request, offices=offices.exclude(pk__in=held.values("unit")))
    if done(request, form, redirecting.redirect, share):
        return tell(request, share.item, f"已转给{form.cleaned_data['office']}。")
    page = Page(title="转给别的处室", act="转交", why="同意这个处室退办，同时转给另一处室；角色、任务、内部时限照旧。")
    return ask(request, share.item, form, page, pairs=[*about(share), *came_along(share)])


def redispatch(request: StaffRequest, pk: int) -> HttpResponse:
    """再交办."""
    before = find_assignment(request, pk)
    insist(policy.decides(request.person, before) and before.is_top, "再交办")
    first: dict[str, Any] = {"unit_name": before.unit.name, "role": before.role, "role_label": before.role_label}
    first |= {"dispatched_on": request.today}
    form = posted(RedispatchForm, request, initial=first, needed=needs_word(request, before))
    if done(request, form, _redispatch, before, near=own_unit(request)):
        return tell(request, before.item, f"已再交办给{form.cleaned_data['unit_name']}。")
    why = "期限自再交办之日起算；原来交给谁、为什么退的，都留着可查。"
    page = Page(title="再交办", why=why, template="handling/unit.html")
    pairs = [*about(before), *came_along(before)]
    return ask(request, before.item, form, page, pairs=pairs, more={"units": known_units(request)})


def _redispatch(before: Assignment, *, unit_name: str, near: Unit, **facts: Any) -> Assignment:
    return redispatching.redispatch(before, find_or_name(unit_name, near), **facts)


def ask_for_unit(request: StaffRequest, pk: int) -> HttpResponse:
    """建议增办."""
    assignment = find_assignment(request, pk)
    insist(policy.coordinates(request.person, assignment) and assignment.is_top, "建议增办")
    form = posted(AskForUnitForm, request)
    if done(request, form, adding.ask_for_unit, assignment):
        return tell(request, assignment.item, "增办的建议已登记，由交办单位决定。")
    why = "本单位接着办，同时建议增加单位；由交办单位决定，本单位不能自行转给别的单位。"
    return ask(request, assignment.item, form, Page(title="建议增办", act="提出", why=why), pairs=about(assignment))


def refuse_unit(request: StaffRequest, pk: int) -> HttpResponse:
    """不同意增办."""
    asked = get_object_or_404(UnitRequest, pk=pk)
    asked.assignment = find_assignment(request, asked.assignment_id)
    insist(policy.decides(request.person, asked.assignment), "答复增办的建议")
    form = posted(RefusalForm, request, needed=needs_word(request, asked.assignment))
    if done(request, form, adding.refuse_unit, asked):
        return tell(request, asked.assignment.item, "已答复：不同意增办。")
    pairs = [("建议增加", asked.proposed_unit), ("理由", asked.reason), ("提出", full_day(asked.requested_on))]
    return ask(request, asked.assignment.item, form, Page(title="不同意增办"), pairs=pairs)
