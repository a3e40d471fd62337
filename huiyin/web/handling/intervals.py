"""延期 and 暂停计时: asking, deciding, telling, ending; and a duty waived."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from huiyin.handling import checks, duties, intervals, policy
from huiyin.handling.models import Assignment, Duty, Extension, Pause
from huiyin.rules import packs
from huiyin.web.dates import full_day
from huiyin.web.handling.acting import Page, ask, done, find_assignment, insist, tell
from huiyin.web.handling.forms import DateField, RecordedForm, posted, text
from huiyin.web.handling.known import about
from huiyin.web.seat import StaffRequest

EXTEND_WHY = "在期限届满以前申请，写明理由；至迟不超过交办之日起六个月。批准以后要告知提出人，没有告知的不得办结。"
DUTIES = "duties"


class ExtensionForm(RecordedForm):
    until = DateField(label="延至")
    reason = text("理由")


class DecisionForm(RecordedForm):
    approved = forms.TypedChoiceField(
        label="决定",
        choices=[("yes", "同意延期"), ("no", "不同意")],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    approver = forms.CharField(label="由谁批准", max_length=60)
    told_on = DateField(label="哪一天告知了提出人", required=False, help_text="还没有告知的先空着，告知后再登记。")


class DayForm(RecordedForm):
    on = DateField(label="哪一天")


class ReasonForm(RecordedForm):
    reason = text("理由")


class PauseForm(RecordedForm):
    starts_on = DateField(label="自哪一天")
    reason = text("理由")
    approver = forms.CharField(label="由谁批准", max_length=60)
    requested_on = DateField(label="哪一天申请的", required=False, help_text="与批准同一天的可以空着。")
    told_on = DateField(label="哪一天告知了提出人", required=False)


def request_extension(request: StaffRequest, pk: int) -> HttpResponse:
    """申请延期."""
    assignment = find_assignment(request, pk)
    insist(policy.can_ask_interval(request.person, assignment), "申请延期")
    form = posted(ExtensionForm, request)
    if done(request, form, intervals.request_extension, assignment):
        return tell(request, assignment.item, "延期申请已登记，等待决定。", DUTIES)
    page = Page(title="申请延期", why=EXTEND_WHY, panel=DUTIES)
    return ask(request, assignment.item, form, page, pairs=about(assignment))


def decide_extension(request: StaffRequest, pk: int) -> HttpResponse:
    """决定延期."""
    extension, assignment = _extension(request, pk)
    insist(policy.can_decide_interval(request.person, assignment), "决定延期")
    form = posted(DecisionForm, request, needed=_needs_word(request, assignment))
    if done(request, form, intervals.decide_extension, extension):
        return tell(request, assignment.item, "延期的决定已登记，期限已重新计算。", DUTIES)
    page = Page(title="决定延期", act="登记决定", panel=DUTIES)
    return ask(request, assignment.item, form, page, pairs=[*about(assignment), *_wanted(extension)])


def tell_of_extension(request: StaffRequest, pk: int) -> HttpResponse:
    """登记已把延期告知提出人."""
    extension, assignment = _extension(request, pk)
    insist(policy.works_on(request.person, assignment), "登记告知")
    form = posted(DayForm, request, initial={"on": request.today})
    if done(request, form, intervals.tell_of_extension, extension):
        return tell(request, assignment.item, "已登记：延期已告知提出人。", DUTIES)
    page = Page(title="告知提出人延期", act="登记", panel=DUTIES, why="延期及理由要告知提出人，没有告知的不得办结。")
    return ask(request, assignment.item, form, page, pairs=[*about(assignment), *_wanted(extension)])


def revoke_extension(request: StaffRequest, pk: int) -> HttpResponse:
    """撤销延期."""
    extension, assignment = _extension(request, pk)
    insist(policy.can_decide_interval(request.person, assignment), "撤销延期")
    form = posted(ReasonForm, request)
    if done(request, form, intervals.revoke_extension, extension):
        return tell(request, assignment.item, "延期已撤销，恢复原来的期限。", DUTIES)
    page = Page(title="撤销延期", panel=DUTIES)
    return ask(request, assignment.item, form, page, pairs=[*about(assignment), *_wanted(extension)])


def pause(request: StaffRequest, pk: int) -> HttpResponse:
    """暂停计时."""
    assignment = find_assignment(request, pk)
    insist(policy.can_decide_interval(request.person, assignment), "暂停计时")
    form = posted(PauseForm, request, initial={"starts_on": request.today})
    if done(request, form, intervals.pause, assignment):
        return tell(request, assignment.item, "已暂停计时；恢复以前不计时，也不列入超期。", DUTIES)
    page = Page(title="暂停计时", panel=DUTIES, why="要有批准人和理由；恢复以前不计时，也不列入超期。")
    return ask(request, assignment.item, form, page, pairs=about(assignment))


def resume(request: StaffRequest, pk: int) -> HttpResponse:
    """恢复计时."""
    assignment = find_assignment(request, pk)
    insist(policy.can_decide_interval(request.person, assignment), "恢复计时")
    form = posted(DayForm, request, initial={"on": request.today})
    if done(request, form, intervals.resume, assignment):
        return tell(request, assignment.item, "已恢复计时，期限按暂停的天数顺延。", DUTIES)
    page = Page(title="恢复计时", panel=DUTIES, why="自这一天起继续计时，期限按暂停的天数顺延。")
    return ask(request, assignment.item, form, page, pairs=about(assignment))


def revoke_pause(request: StaffRequest, pk: int) -> HttpResponse:
    """撤销暂停：当作没有暂停过."""
    paused = get_object_or_404(Pause, pk=pk)
    assignment = find_assignment(request, paused.assignment_id)
    paused.assignment = assignment
    insist(policy.can_decide_interval(request.person, assignment), "撤销暂停")
    form = posted(ReasonForm, request)
    if done(request, form, intervals.revoke_pause, paused):
        return tell(request, assignment.item, "暂停已撤销，恢复原来的期限。", DUTIES)
    page = Page(title="撤销暂停", panel=DUTIES, why="当作没有暂停过，期限恢复；登记过的仍留在经过里。")
    return ask(request, assignment.item, form, page, pairs=about(assignment))


def waive_duty(request: StaffRequest, pk: int) -> HttpResponse:
    """免除一项义务."""
    duty = get_object_or_404(Duty, pk=pk)
    assignment = find_assignment(request, duty.assignment_id)
    insist(policy.can_waive(request.person, assignment), "免除这项义务")
    form = posted(ReasonForm, request)
    if done(request, form, duties.waive_duty, duty):
        return tell(request, assignment.item, f"“{duty.get_kind_display()}”已免除。", DUTIES)
    page = Page(title=f"免除“{duty.get_kind_display()}”", act="免除", panel=DUTIES, why="写明理由，记入经过。")
    return ask(request, assignment.item, form, page, pairs=about(assignment))


def _extension(request: StaffRequest, pk: int) -> tuple[Extension, Assignment]:
    extension = get_object_or_404(Extension, pk=pk)
    assignment = find_assignment(request, extension.assignment_id)
    extension.assignment = assignment
    return extension, assignment


def _needs_word(request: StaffRequest, assignment: Assignment) -> bool:
    """Where the place wants the dispatcher's approval, anybody else only records it."""
    asks_approval = bool(packs.get(assignment.pack).switches.extension_needs_approval)
    return asks_approval and bool(checks.word_of_the_dispatcher(assignment, request.person, None))


def _wanted(extension: Extension) -> list[tuple[str, str]]:
    return [
        ("申请延至", full_day(extension.until)),
        ("理由", extension.reason),
        ("申请日期", full_day(extension.requested_on)),
    ]
