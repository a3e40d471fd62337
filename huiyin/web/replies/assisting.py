"""会办, from our side: 无意见 in one press, the lead unit's letter, what became of our points."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from huiyin.replies import policy
from huiyin.replies.clearance.no_opinion import say_no_opinion as say
from huiyin.replies.models import AskAnswer, Fate, Reply, ReplyKind
from huiyin.replies.opinion.assisting import add_lead_letter as add
from huiyin.replies.opinion.assisting import note_fate
from huiyin.replies.opinion.fates import suggestions
from huiyin.web.handling.acting import Page, ask, done, insist
from huiyin.web.handling.forms import ActForm, DateField, posted, text
from huiyin.web.replies.finding import find_assignment, find_reply
from huiyin.web.seat import StaffRequest
from huiyin.web.uploads import GateField, keep

FATES = [("", "还没登记"), *Fate.choices]


class LeadLetterForm(ActForm):
    file = GateField(
        label="主办单位的答复", required=False, help_text="Word 或文字版 PDF 会自动取出正文。不得上传涉密材料。"
    )
    text = text("或写下要点", required=False, rows=6, limit=30000)
    doc_no = forms.CharField(label="文号", max_length=60, required=False)
    received_on = DateField(label="收到日期")

    def facts(self, request: StaffRequest) -> dict[str, Any]:
        return {**self.cleaned_data, "file": keep(request, self.cleaned_data["file"], kind="lead_letter")}


class FatesForm(ActForm):
    """What became of each point that we gave."""

    def __init__(self, *args: Any, answers: list[AskAnswer], **options: Any) -> None:
        super().__init__(*args, **options)
        self.answers = answers
        for one in answers:
            number = one.ask.number
            mine: dict[str, Any] = {
                "initial": one.fate,
                "choices": FATES,
                "required": False,
                "label": f"第 {number} 项用了没有",
            }
            self.fields[f"fate_{one.pk}"] = forms.ChoiceField(**mine)
            reason: dict[str, Any] = {
                "initial": one.fate_reason,
                "max_length": 300,
                "required": False,
                "label": f"第 {number} 项怎么说的",
            }
            self.fields[f"reason_{one.pk}"] = forms.CharField(**reason)

    @property
    def rows(self) -> list[tuple[AskAnswer, forms.BoundField, forms.BoundField]]:
        return [(one, self[f"fate_{one.pk}"], self[f"reason_{one.pk}"]) for one in self.answers]

    def facts(self, request: StaffRequest) -> dict[str, Any]:
        said = self.cleaned_data
        return {"fates": [(one, said[f"fate_{one.pk}"], said[f"reason_{one.pk}"]) for one in self.answers]}


@require_POST
def say_no_opinion(request: StaffRequest, pk: int) -> HttpResponse:
    """无意见，送审: what is still missing is told on the desk."""
    reply = say(find_assignment(request, pk), by=request.person, now=request.now)
    word = "已写好，还差几样才能送审。" if reply.is_editable else "无意见，已送审。"
    messages.success(request, word)
    return redirect("reply", pk=reply.pk)


@require_http_methods(["GET", "POST"])
def add_lead_letter(request: StaffRequest, pk: int) -> HttpResponse:
    """登记主办单位的答复."""
    assignment = find_assignment(request, pk)
    insist(policy.can_draft_for(request.person, assignment), "登记主办单位的答复")
    form = posted(LeadLetterForm, request, initial={"received_on": request.today})
    if request.method == "POST" and done(request, form, add, assignment):
        messages.success(request, "已登记主办单位的答复，可以对照我们的意见用了没有。")
        reply = assignment.replies.filter(kind=ReplyKind.OPINION).order_by("-pk").first()
        return redirect("fates", pk=reply.pk) if reply else redirect("item", pk=assignment.item_id)
    why = "登记以后，逐条对照我们的意见用了没有。"
    page = Page(title="登记主办单位的答复", act="登记", why=why, panel="lead_letter")
    return ask(request, assignment.item, form, page)


@require_http_methods(["GET", "POST"])
def fates(request: StaffRequest, pk: int) -> HttpResponse:
    """我们的意见用了没有: point by point beside the lead unit's letter."""
    reply = find_reply(request, pk)
    if reply.kind != ReplyKind.OPINION:
        raise Http404
    form = posted(FatesForm, request, answers=list(reply.answers.exclude(text="").select_related("ask")))
    if request.method == "POST" and done(request, form, _note_all, reply):
        messages.success(request, "已记下。")
        return redirect("fates", pk=pk)
    letters = list(reply.assignment.lead_letters.select_related("file"))
    found = suggestions(form.answers, letters)
    rows = [(*row, found.get(row[0].pk)) for row in form.rows]
    facts = {"reply": reply, "item": reply.assignment.item, "form": form, "rows": rows, "letters": letters}
    facts |= {"may_note": policy.can_draft(request.person, reply) and reply.state == "issued", "place": "opinions"}
    return render(request, "replies/fates.html", facts, status=409 if form.missing else 200)


def _note_all(reply: Reply, *, fates: list[tuple[AskAnswer, str, str]], **who: Any) -> None:
    for answer, fate, reason in fates:
        answer.reply = reply
        note_fate(answer, fate, reason=reason, **who)
