"""The forms of a draft, and the promises its words make without saying so."""

from typing import Any

from huiyin.facts.models import Fact
from huiyin.prose.basis import read_basis
from huiyin.prose.promises import Promise as Sentence
from huiyin.prose.promises import find_promises
from huiyin.replies import policy
from huiyin.replies.models import AskAnswer, Reply
from huiyin.replies.writing.rewriting import parts_of
from huiyin.web.replies.class_hint import beside_class
from huiyin.web.replies.earlier import Earlier, earlier_answers
from huiyin.web.replies.forms import AnswerForm, HeadForm, PromiseForm
from huiyin.web.replies.offering import facts_beside
from huiyin.web.replies.rows import AskRow
from huiyin.web.seat import StaffRequest


def editor_facts(
    request: StaffRequest, reply: Reply, current: AskRow | None, known_facts: list[Fact]
) -> dict[str, Any]:
    """The forms of a draft, and the promises its words make without saying so."""
    earlier = earlier_answers(request, reply, current, known_facts) if current else []
    beside = facts_beside(request, reply, current, known_facts)
    return {
        "answer_form": answer_form(reply, current, quoted(request, earlier) or beside["inserted"]) if current else None,
        **beside,
        "earlier": earlier,
        "head_form": HeadForm(reply=reply, auto_id="head_%s"),
        **promises_beside(request, reply, current),
        "bases": read_basis(current.answer.basis) if current and current.answer else [],
        "behind": [part for part in parts_of(reply) if part.is_behind]
        if (reply.opinions_text or reply.promises_text)
        else [],
        "consultation": next((row for row in reply.consultations.all() if not row.result), None),
        **beside_class(request, reply),
        "can_draft": policy.can_draft(request.person, reply),
    }


def promises_beside(request: StaffRequest, reply: Reply, current: AskRow | None) -> dict[str, Any]:
    """The sentences that promise without saying so, the one picked, and the form that notes it."""
    found = unnoticed(current.answer, request) if current and current.answer else []
    picked = request.GET.get("promise", "")
    chosen = found[int(picked)] if picked.isdigit() and int(picked) < len(found) else None
    known = {"text": chosen.text.rstrip("。"), "due_on": chosen.due_on} if chosen else {}
    return {"suggested": found, "picked": chosen, "promise_form": PromiseForm(reply=reply, initial=known)}


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
