"""分到处室, one item: every office with its role, officer, leader, day and requirement."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse

from huiyin.accounts.models import Portfolio, User
from huiyin.accounts.models import Role as Post
from huiyin.directory.models import Unit
from huiyin.handling import allotting, checks, policy
from huiyin.handling.allotting import Share
from huiyin.handling.models import Assignment, Role, State
from huiyin.web.handling.acting import Page, ask, done, find_assignment, insist, tell
from huiyin.web.handling.forms import ActForm, DateField, posted, text
from huiyin.web.handling.known import about
from huiyin.web.handling.people import officers_of
from huiyin.web.seat import StaffRequest

WHY = "一个处室牵头，其余会办。责任清单五项：任务、责任领导、责任处室（经办人）、办理时限、办理要求；内部时限不晚于本单位的时限。"
PARTS = [("", "不办"), (Role.LEAD, "牵头"), (Role.ASSIST, "会办")]


class ShareForm(ActForm):
    """One office's row."""

    role = forms.ChoiceField(choices=PARTS, required=False)
    officer = forms.ModelChoiceField(User.objects.none(), required=False, empty_label="由处室定")
    leader = forms.ModelChoiceField(User.objects.none(), required=False, empty_label="按分管")
    due_on = DateField(required=False)

    def __init__(self, *args: Any, office: Unit, leaders: Any, **options: Any) -> None:
        super().__init__(*args, prefix=f"office-{office.pk}", **options)
        self.office = office
        self.held: Assignment | None = None
        self.fields["officer"].queryset = officers_of(office, on=self.today)  # type: ignore[attr-defined]
        self.fields["leader"].queryset = leaders  # type: ignore[attr-defined]
        for name, word in (("role", "角色"), ("officer", "经办人"), ("leader", "责任领导"), ("due_on", "时限")):
            self.fields[name].widget.attrs["aria-label"] = f"{office} {word}"


class TaskForm(ActForm):
    """What all offices share; with `rows`, one for each office."""

    task = forms.CharField(label="任务", max_length=300, required=False, help_text="空着就用案由。")
    requirement = text("办理要求", required=False, rows=2)
    reason = forms.CharField(label="为何重新分办", max_length=300, required=False)

    def __init__(self, *args: Any, rows: list[ShareForm], changing: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.rows = rows
        if not changing:
            del self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if not all(row.is_valid() for row in self.rows):
            self.add_error(None, "有的处室填得不对，见表中。")
        return facts

    def facts(self, request: StaffRequest) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        common = {"task": said.pop("task"), "requirement": said.pop("requirement")}
        chosen = [row for row in self.rows if row.cleaned_data["role"]]
        return {**said, "shares": [Share(row.office, **row.cleaned_data, **common) for row in chosen]}


def allot(request: StaffRequest, pk: int) -> HttpResponse:
    """分到处室，或重新分办."""
    assignment = find_assignment(request, pk)
    insist(policy.can_allot(request.person, assignment) and assignment.is_top, "分到处室")
    held = {child.unit_id: child for child in assignment.children.exclude(state=State.WITHDRAWN)}
    rows = rows_for(request, assignment, {pk: _said(child) for pk, child in held.items()})
    for row in rows:
        row.held = held.get(row.office.pk)
    rows.sort(key=lambda row: row.held is None)
    form = posted(TaskForm, request, rows=rows, changing=bool(held), initial=_common(held))
    if done(request, form, allotting.reallot if held else allotting.allot, assignment):
        for warning in checks.chief_warnings(assignment):
            messages.warning(request, str(warning))
        return tell(request, assignment.item, "已分到处室。")
    title = "重新分办" if held else "分到处室"
    page = Page(title=title, act=title, why=WHY, template="handling/offices.html")
    return ask(request, assignment.item, form, page, pairs=about(assignment))


def rows_for(request: StaffRequest, assignment: Assignment, said: dict[int, dict[str, Any]]) -> list[ShareForm]:
    """A row for every office, with what is said of it so far; its leader is proposed from the portfolios."""
    offices = list(Unit.objects.offices_of(assignment.unit).on(request.today))
    leaders = leaders_of(assignment.unit, on=request.today)
    portfolios = dict(Portfolio.objects.filter(office__in=offices).values_list("office", "leader"))
    return [
        posted(
            ShareForm,
            request,
            office=office,
            leaders=leaders,
            initial=said.get(office.pk) or {"leader": portfolios.get(office.pk)},
        )
        for office in offices
    ]


def leaders_of(unit: Unit, *, on: Any) -> Any:
    """Leaders in charge and the chief of the department."""
    posts = unit.posts.on(on).filter(role__in=(Post.LEADER_IN_CHARGE, Post.CHIEF))
    return User.objects.filter(pk__in=posts.values("user"), is_active=True).order_by("pk")


def _said(child: Assignment) -> dict[str, Any]:
    return {"role": child.role, "officer": child.officer_id, "leader": child.leader_id, "due_on": child.notice_due_on}


def _common(held: dict[int, Assignment]) -> dict[str, Any]:
    first = next(iter(held.values()), None)
    return {"task": first.task, "requirement": first.requirement} if first else {}
