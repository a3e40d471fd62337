"""登记等谁: what lies outside the house, said by whoever works on it."""

from django import forms
from django.http import HttpResponse

from huiyin.handling import policy, waits
from huiyin.handling.models import WaitKind
from huiyin.web.handling.acting import Page, ask, done, find_assignment, insist, tell
from huiyin.web.handling.forms import ActForm, DateField, posted
from huiyin.web.handling.known import about
from huiyin.web.seat import StaffRequest

WHY = "等谁一般由系统照办的事记；稿子送到了系统外（本单位 OA、某位领导、会办单位），在这里写明。下一步办了，就不再等。"


class WaitForm(ActForm):
    kind = forms.ChoiceField(label="等谁", choices=WaitKind.choices, initial=WaitKind.OA)
    whom = forms.CharField(label="名称", max_length=120, required=False, help_text="例：周局；市财政局；本单位 OA。")
    what = forms.CharField(label="等什么", max_length=40, help_text="例：审签、会签、盖章。")
    since = DateField(label="自哪一天")


def say_wait(request: StaffRequest, pk: int) -> HttpResponse:
    """登记等谁."""
    assignment = find_assignment(request, pk)
    insist(policy.works_on(request.person, assignment) and assignment.is_top and assignment.is_open, "登记等谁")
    form = posted(WaitForm, request, initial={"since": request.today})
    if done(request, form, waits.say, assignment):
        return tell(request, assignment.item, "已登记等谁。")
    page = Page(title="登记等谁", act="登记", why=WHY)
    return ask(request, assignment.item, form, page, pairs=about(assignment))
