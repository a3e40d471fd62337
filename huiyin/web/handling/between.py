"""Between units: disagreements brought above, joint leads that agree, what we contribute."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from huiyin.directory.models import Unit
from huiyin.handling import contributing, coordinating, policy
from huiyin.handling.models import Coordination
from huiyin.web.dates import full_day
from huiyin.web.handling.acting import Page, ask, done, find_assignment, insist, needs_word, tell
from huiyin.web.handling.forms import ActForm, DateField, RecordedForm, posted, text
from huiyin.web.handling.known import about
from huiyin.web.seat import StaffRequest
from huiyin.web.uploads import GateField, keep

DISAGREE_WHY = "协调有结果以前，答复不得签发。"


class FileForm(ActForm):
    """A form with one file of the same name as the fact."""

    def facts(self, request: StaffRequest) -> dict[str, Any]:
        said = super().facts(request)
        return {**said, "file": keep(request, said["file"], kind="handling")}


class DisagreementForm(RecordedForm):
    other = forms.ModelChoiceField(Unit.objects.none(), label="与哪个单位意见不一致")
    issue = text("分歧在哪里", rows=4, limit=2000)
    coordinator = forms.CharField(label="由谁协调", max_length=120, required=False, help_text="空着就是交办单位。")

    def __init__(self, *args: Any, units: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["other"].queryset = units  # type: ignore[attr-defined]


class ResultForm(RecordedForm):
    result = text("协调的结果", rows=4, limit=2000)


class AgreementForm(RecordedForm):
    remark = text("说明", required=False, rows=2)


class ContributionForm(FileForm):
    text = text("提供了什么", required=False, rows=6, limit=8000)
    file = GateField(label="附件", required=False, help_text="不得上传涉密材料。")
    on = DateField(label="提供日期")


def open_coordination(request: StaffRequest, pk: int) -> HttpResponse:
    """提请协调."""
    assignment = find_assignment(request, pk)
    insist(policy.can_coordinate(request.person, assignment), "提请协调")
    others = Unit.objects.filter(assignments__item=assignment.item, assignments__parent=None)
    form = posted(DisagreementForm, request, units=others.exclude(pk=assignment.unit_id).distinct())
    if done(request, form, coordinating.open_coordination, assignment):
        return tell(request, assignment.item, "已提请协调；有结果以前不得签发。", "opinions")
    page = Page(title="提请协调", why=DISAGREE_WHY, panel="opinions")
    pairs = [*about(assignment), ("由谁协调", coordinating.office_above(assignment))]
    return ask(request, assignment.item, form, page, pairs=pairs)


def settle_coordination(request: StaffRequest, pk: int) -> HttpResponse:
    """登记协调结果."""
    row = get_object_or_404(Coordination.objects.select_related("other"), pk=pk)
    assignment = find_assignment(request, row.assignment_id)
    row.assignment = assignment
    insist(policy.can_coordinate(request.person, assignment), "登记协调结果")
    form = posted(ResultForm, request, needed=needs_word(request, assignment))
    if done(request, form, coordinating.settle_coordination, row):
        return tell(request, assignment.item, "协调结果已登记，可以签发了。", "opinions")
    asked = [
        ("与谁不一致", row.other),
        ("分歧", row.issue),
        ("提请", full_day(row.opened_on)),
        ("由谁协调", row.coordinator),
    ]
    page = Page(title="登记协调结果", act="登记", why="由协调的单位决定；此后按结果答复。", panel="opinions")
    return ask(request, assignment.item, form, page, pairs=asked)


def agree(request: StaffRequest, pk: int) -> HttpResponse:
    """同意答复稿（共同主办）."""
    assignment = find_assignment(request, pk)
    insist(policy.can_agree(request.person, assignment), "登记同意答复稿")
    form = posted(AgreementForm, request, needed=not policy.speaks_for(request.person, assignment))
    if done(request, form, coordinating.agree, assignment):
        return tell(request, assignment.item, f"已登记：{assignment.unit}同意答复稿。")
    page = Page(title="同意答复稿", why="共同主办的，各单位都同意以后才能签发。")
    return ask(request, assignment.item, form, page, pairs=about(assignment))


def contribute(request: StaffRequest, pk: int) -> HttpResponse:
    """提供材料（议案、建议案）."""
    assignment = find_assignment(request, pk)
    insist(policy.can_contribute(request.person, assignment), "提供材料")
    form = posted(ContributionForm, request, initial={"on": request.today})
    if done(request, form, contributing.contribute, assignment):
        return tell(request, assignment.item, "已登记提供的材料。")
    page = Page(title="提供材料", act="已提供", why="议案、建议案的会办不另行文、不评价；提供了，就算提出了意见。")
    return ask(request, assignment.item, form, page, pairs=about(assignment))
