"""Signing for, noting, declining and its answer, a changed role."""

from typing import Any

from django import forms
from django.http import HttpResponse

from huiyin.handling import actions, changing, checks, declining
from huiyin.handling.models import Assignment, DutyKind, Role
from huiyin.web.dates import full_day
from huiyin.web.handling.acting import Page, ask, done, needs_word, open_to, tell
from huiyin.web.handling.forms import DateField, RecordedForm, posted, text
from huiyin.web.handling.known import about, came_along
from huiyin.web.seat import StaffRequest
from huiyin.web.uploads import GateField, keep

DECLINE_WHY = "写明理由和建议的承办单位。答复以前仍由本单位办理，期限照算。"


class DeclineForm(RecordedForm):
    reason = text("理由", help_text="为什么不属于本单位职责。")
    proposed_unit = forms.CharField(label="建议由谁办", max_length=120)
    basis = forms.CharField(label="职责依据", max_length=200, required=False, help_text="例：三定方案第 4 条第（三）项")
    letter = GateField(label="退办函", required=False, help_text="没有的，登记以后可以下载一份，盖章报送。")

    def facts(self, request: StaffRequest) -> dict[str, Any]:
        said = super().facts(request)
        return {**said, "letter": keep(request, said["letter"], kind="decline")}


class AnswerForm(RecordedForm):
    """The answer to a request: here, by letter, by phone, by a corrected list."""

    answer_file = GateField(label="答复函、更正的清单", required=False)

    def facts(self, request: StaffRequest) -> dict[str, Any]:
        said = super().facts(request)
        return {**said, "answer_file": keep(request, said["answer_file"], kind="decline")}


class RemarkForm(AnswerForm):
    remark = text("说明", required=False, rows=2)


class TakingBackForm(RecordedForm):
    remark = text("说明", required=False, rows=2)


class RefusalForm(AnswerForm):
    remark = text("不同意的理由", rows=2)


class RoleForm(AnswerForm):
    role = forms.ChoiceField(label="改为", choices=Role.choices)
    role_label = forms.CharField(
        label="清单上的叫法", max_length=20, required=False, help_text="例：主办、承办、协办。"
    )
    from_on = DateField(label="自哪一天")
    remark = text("说明", required=False, rows=2)


def sign_for(request: StaffRequest, pk: int) -> HttpResponse:
    """签收."""
    assignment = open_to(request, pk, "sign_for")
    form = posted(RecordedForm, request)
    if done(request, form, actions.sign_for, assignment):
        return tell(request, assignment.item, f"已签收：{assignment.item.number_label}。")
    why = "签收是收到的凭据，不是同意承办；签收以后，仍可在期限内退办。"
    page = Page(title="签收", why=why)
    return ask(request, assignment.item, form, page, pairs=about(assignment))


def note(request: StaffRequest, pk: int) -> HttpResponse:
    """阅知."""
    assignment = open_to(request, pk, "note")
    form = posted(RecordedForm, request)
    if done(request, form, actions.note, assignment):
        return tell(request, assignment.item, f"已阅知：{assignment.item.number_label}。")
    why = "参阅件只须阅知，不用答复，也不列入超期。"
    page = Page(title="阅知", why=why)
    return ask(request, assignment.item, form, page, pairs=about(assignment))


def decline(request: StaffRequest, pk: int) -> HttpResponse:
    """申请退办."""
    assignment = open_to(request, pk, "decline")
    form = posted(DeclineForm, request)
    if done(request, form, declining.decline, assignment):
        return tell(request, assignment.item, "退办申请已登记；答复以前仍由本单位办理，期限照算。")
    blockers = checks.decline_window(assignment)
    page = Page(title="申请退办", why=DECLINE_WHY)
    return ask(request, assignment.item, form, page, blockers=blockers, pairs=about(assignment, DutyKind.DECLINE))


def grant_decline(request: StaffRequest, pk: int) -> HttpResponse:
    """同意退办."""
    assignment = open_to(request, pk, "grant_decline")
    form = posted(RemarkForm, request, needed=needs_word(request, assignment))
    if done(request, form, declining.grant_decline, assignment):
        return tell(request, assignment.item, f"已同意退办，{assignment.unit}不再办理。{_again(assignment)}")
    page = Page(title="同意退办", why="同意以后，这个单位不再办理；件留在台账，不再计数、计时。")
    return ask(request, assignment.item, form, page, pairs=[*about(assignment), *came_along(assignment)])


def refuse_decline(request: StaffRequest, pk: int) -> HttpResponse:
    """不同意退办."""
    assignment = open_to(request, pk, "refuse_decline")
    form = posted(RefusalForm, request, needed=needs_word(request, assignment))
    if done(request, form, declining.refuse_decline, assignment):
        return tell(request, assignment.item, "已登记：不同意退办，继续办理。")
    page = Page(title="不同意退办", why="未同意退办的继续办理，期限自原交办之日起算。")
    return ask(request, assignment.item, form, page, pairs=[*about(assignment), *came_along(assignment)])


def take_back_decline(request: StaffRequest, pk: int) -> HttpResponse:
    """撤回退办申请."""
    assignment = open_to(request, pk, "take_back_decline")
    form = posted(TakingBackForm, request)
    if done(request, form, declining.take_back_decline, assignment):
        return tell(request, assignment.item, "退办申请已撤回，继续办理。")
    page = Page(title="撤回退办申请", act="撤回", why="撤回以后继续办理，期限自原交办之日起算。")
    return ask(request, assignment.item, form, page, pairs=about(assignment))


def change_role(request: StaffRequest, pk: int) -> HttpResponse:
    """改变角色."""
    assignment = open_to(request, pk, "change_role")
    now_as = {"role": assignment.role, "from_on": request.today}
    form = posted(RoleForm, request, initial=now_as, needed=needs_word(request, assignment))
    if done(request, form, changing.change_role, assignment):
        return tell(request, assignment.item, f"角色已改为{assignment.role_label}，期限已重新计算。")
    page = Page(title="改变角色", why="新角色不再承担的义务免除，新承担的自写明的那一天起算。")
    return ask(request, assignment.item, form, page, pairs=[*about(assignment), *came_along(assignment)])


def _again(assignment: Assignment) -> str:
    """By when it must be handed out again, where the place sets a time."""
    request = assignment.declines.order_by("-pk").first()
    until = request.redispatch_due_on if request else None
    return f"请在{full_day(until)}前再交办。" if until else ""
