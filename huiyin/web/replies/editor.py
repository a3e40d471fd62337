"""The forms of a draft, and the promises its words make without saying so."""

from typing import Any

from huiyin.prose.promises import Promise as Sentence
from huiyin.prose.promises import find_promises
from huiyin.replies import checks, policy
from huiyin.replies.models import AskAnswer, Reply
from huiyin.web.replies.earlier import Earlier, earlier_answers
from huiyin.web.replies.forms import AnswerForm, HeadForm, PromiseForm
from huiyin.web.replies.rows import AskRow
from huiyin.web.seat import StaffRequest


def editor_facts(request: StaffRequest, reply: Reply, current: AskRow | None) -> dict[str, Any]:
    """The forms of a draft, and the promises its words make without saying so."""
    found = unnoticed(current.answer, request) if current and current.answer else []
    picked = request.GET.get("promise", "")
    chosen = found[int(picked)] if picked.isdigit() and int(picked) < len(found) else None
    earlier = earlier_answers(reply, current) if current else []
    known = {"text": chosen.text.rstrip("。"), "due_on": chosen.due_on} if chosen else {}
    return {
        "answer_form": answer_form(reply, current, quoted(request, earlier)) if current else None,
        "earlier": earlier,
        "head_form": HeadForm(reply=reply, auto_id="head_%s"),
        "promise_form": PromiseForm(reply=reply, initial=known),
        "suggested": found,
        "picked": chosen,
        "consultation": next((row for row in reply.consultations.all() if not row.result), None),
        "demand": checks.class_of(reply),
        "can_draft": policy.can_draft(request.person, reply),
    }


def answer_form(reply: Reply, current: AskRow, quote: str) -> AnswerForm:
    """As stored; with a passage taken over from an earlier letter at its end, not stored yet."""
    form = AnswerForm(reply=reply, answer=current.answer)
    if quote:
        form.initial["text"] = "\n".join(filter(None, [form.initial.get("text", ""), quote]))
    return form


def quoted(request: StaffRequest, earlier: list[Earlier]) -> str:
    wanted = request.GET.get("quote", "")
    return next((one.answer.text for one in earlier if str(one.answer.pk) == wanted), "")


def unnoticed(answer: AskAnswer, request: StaffRequest) -> list[Sentence]:
    """Sentences that promise something and stand in no promise row."""
    noted = "".join(promise.text for promise in answer.promises.all())
    found = find_promises(answer.text, written_on=request.today)
    return [sentence for sentence in found if sentence.text.rstrip("。；;") not in noted]
