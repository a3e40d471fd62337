"""登记已办: what is answered offline, or wants no written reply."""

from django.http import HttpResponse

from huiyin.handling.by_hand import answer_by_hand
from huiyin.handling.flow import FLOW
from huiyin.web.handling.acting import Page, ask, done, find_assignment, insist_open, tell
from huiyin.web.handling.forms import DateField, RecordedForm, posted
from huiyin.web.handling.known import about
from huiyin.web.seat import StaffRequest


class AnswerForm(RecordedForm):
    on = DateField(label="哪一天办完")


def answer(request: StaffRequest, pk: int) -> HttpResponse:
    """线下办理的、提出人不需要书面答复的，登记哪一天办完."""
    assignment = find_assignment(request, pk)
    insist_open(FLOW, assignment, "answer", request)
    form = posted(AnswerForm, request, initial={"on": request.today})
    if done(request, form, answer_by_hand, assignment):
        return tell(request, assignment.item, "已登记办完，接着办结。")
    page = Page(title="登记已办", act="登记", why="线下办理的、提出人不需要书面答复的，办完以后登记哪一天，再办结。")
    return ask(request, assignment.item, form, page, pairs=about(assignment))
