"""清点核对: what a later edition no longer says is answered, several at once if they are alike, told row by row."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from huiyin.exchange.models import Answer, Import, Question, QuestionKind
from huiyin.exchange.questions import CHOICES, answer_question
from huiyin.flow.errors import HouseError
from huiyin.web.handling.forms import DateField
from huiyin.web.intake.finding import find_import
from huiyin.web.seat import StaffRequest

UNIT_KINDS = (QuestionKind.REMOVED, QuestionKind.ROLE_CHANGED)


class AnswerForm(forms.Form):
    """One answer for the questions that are ticked."""

    answer = forms.ChoiceField(
        label="怎么回事", widget=forms.RadioSelect, error_messages={"required": "请选一种情况。"}
    )
    on = DateField(label="来文日期", required=False)
    note = forms.CharField(label="说明", max_length=300, required=False)

    def __init__(self, *args: Any, kind: str, **options: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **options})
        choices = [(str(one.value), str(one.label)) for one in CHOICES[QuestionKind(kind)]]
        answer = self.fields["answer"]
        assert isinstance(answer, forms.ChoiceField)
        answer.choices = choices


def asked(row: Import) -> dict[str, Any]:
    """The questions of this edition in two groups, and what was answered."""
    questions = list(row.questions.select_related("item__session", "unit").order_by("pk"))
    is_open = [question for question in questions if not question.answer]
    return {
        "missing": [question for question in is_open if question.kind == QuestionKind.MISSING],
        "parts": [question for question in is_open if question.kind in UNIT_KINDS],
        "answered": [question for question in questions if question.answer],
        "missing_form": AnswerForm(kind=QuestionKind.MISSING, auto_id="id_missing_%s"),
        "parts_form": AnswerForm(kind=QuestionKind.REMOVED, auto_id="id_parts_%s"),
    }


@require_POST
def answer_questions(request: StaffRequest, pk: int) -> HttpResponse:
    """回答."""
    row = find_import(request, pk)
    chosen = [pk for pk in request.POST.getlist("question") if pk.isdecimal()]
    questions = list(row.questions.filter(pk__in=chosen).select_related("item__session", "item__batch__unit", "unit"))
    form = AnswerForm(request.POST, kind=questions[0].kind if questions else QuestionKind.MISSING)
    if not questions:
        messages.error(request, "请先勾选要回答的件。")
    elif not form.is_valid():
        messages.error(request, "；".join(str(error) for errors in form.errors.values() for error in errors))
    else:
        _answer(request, questions, form.cleaned_data)
    return redirect(f"{reverse('import', args=[row.pk])}#questions")


def _answer(request: StaffRequest, questions: list[Question], said: dict[str, Any]) -> None:
    """Each by itself: what one cannot does not stop the others."""
    failed = []
    for question in questions:
        try:
            answer_question(
                question, said["answer"], on=said["on"], note=said["note"], by=request.person, now=request.now
            )
        except HouseError as error:
            failed.append(f"{question.item.number_label}：{error}")
    if len(questions) > len(failed):
        word = Answer(said["answer"]).label
        messages.success(request, f"{len(questions) - len(failed)} 条已记为“{word}”，经过里有记录。")
    for sentence in failed:
        messages.error(request, sentence)
