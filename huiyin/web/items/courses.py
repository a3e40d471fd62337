"""议案、建议案: the steps of their own life, and a motion that becomes a suggestion."""

from typing import Any

from django import forms
from django.http import HttpResponse

from huiyin.flow.errors import Blocker
from huiyin.handling.clocks import recompute
from huiyin.handling.models import Assignment
from huiyin.items import actions, courses
from huiyin.items.course_flow import FLOW
from huiyin.items.models import Item
from huiyin.items.policy import keeps
from huiyin.web.handling.acting import Page, ask, done, find_item, insist, tell
from huiyin.web.handling.forms import ActForm, DateField, RecordedForm, posted, text
from huiyin.web.seat import StaffRequest
from huiyin.web.uploads import GateField, keep

PANEL = "course"
NOTHING_LEFT = Blocker("这件议案、建议案的办理环节已经走完。")


class StepForm(ActForm):
    verb = forms.ChoiceField(label="走到哪一步", widget=forms.RadioSelect)
    on = DateField(label="哪一天")
    text = text("内容", required=False, rows=4, limit=5000, help_text="例：常委会会议审议了办理情况的报告。")
    file = GateField(label="文件", required=False)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["verb"].choices = choices  # type: ignore[attr-defined]

    def facts(self, request: StaffRequest) -> dict[str, Any]:
        return {**self.cleaned_data, "file": keep(request, self.cleaned_data["file"], kind="course")}


class TurnForm(RecordedForm):
    official_no = forms.CharField(label="新的案号", max_length=60, required=False, help_text="没有新编号的不填。")
    reason = text("理由", rows=2, help_text="例：大会主席团决定作为建议处理。")


def take_step(request: StaffRequest, pk: int) -> HttpResponse:
    """登记议案、建议案的办理环节."""
    item = find_item(request, pk)
    insist(keeps(request.person, item), "登记办理环节")
    course = courses.course_of(item)
    choices = [(move.verb, move.label) for move in FLOW.open_to(course, request.person)]
    form = posted(StepForm, request, choices=choices, initial={"on": request.today})
    if done(request, form, courses.take_step, item):
        return tell(request, item, "办理环节已登记。", PANEL)
    why = "议案、建议案多由别的单位主办，听到走到哪一步就登记到哪一步；本单位要出的意见照常办理。"
    page = Page(title="办理环节", act="登记", why=why, panel=PANEL)
    pairs = [("案号", item.number_label), ("现在", course.get_state_display())]
    return ask(request, item, form, page, pairs=pairs, blockers=[] if choices else [NOTHING_LEFT])


def turn_into_suggestion(request: StaffRequest, pk: int) -> HttpResponse:
    """议案转为建议."""
    item = find_item(request, pk)
    insist(keeps(request.person, item), "把议案转为建议")
    form = posted(TurnForm, request)
    if done(request, form, _turn, item):
        return tell(request, item, f"已转为{item.number_label}。", "asks")
    page = Page(title="议案转为建议", act="转为建议", why="自此按建议编号、计时、统计；原来的案号记入经过。")
    return ask(request, item, form, page, pairs=[("案号", item.number_label), ("届次", item.session.name)])


def _turn(item: Item, **facts: Any) -> Item:
    """A suggestion has another clock."""
    turned = actions.turn_into_suggestion(item, **facts)
    recompute(Assignment.objects.open().filter(item=turned))
    return turned
