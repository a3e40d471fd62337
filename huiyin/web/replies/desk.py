"""Everything the reply desk shows: asks, the form of one answer, the head, the live letter, what is missing."""

from dataclasses import dataclass
from typing import Any

from huiyin.events.models import Event
from huiyin.items.models import Ask
from huiyin.prose.promises import Promise as Sentence
from huiyin.prose.promises import find_promises
from huiyin.replies import checks, policy
from huiyin.replies.advice import advice
from huiyin.replies.content import content_of
from huiyin.replies.flow import FLOW
from huiyin.replies.letters import letter_of
from huiyin.replies.models import AskAnswer, AskDecision, Reply, ReplyVersion
from huiyin.replies.versions import Difference, differences
from huiyin.web.replies.forms import AnswerForm, HeadForm, PromiseForm
from huiyin.web.replies.paper import paper_of
from huiyin.web.replies.slips import slip_of
from huiyin.web.seat import StaffRequest

FIVE = ("依据充分", "用语真诚", "内容详准", "表述清晰", "程序规范")
TONES = {AskDecision.ADOPTED: "good", AskDecision.PARTLY: "warn"}


@dataclass(frozen=True)
class AskRow:
    """One ask in the list at the left."""

    ask: Ask
    answer: AskAnswer | None
    is_current: bool
    is_answer: bool

    @property
    def is_written(self) -> bool:
        if self.answer is None:
            return False
        return self.answer.is_written if self.is_answer else bool(self.answer.text.strip())

    @property
    def word(self) -> str:
        if not self.is_written or self.answer is None:
            return "还没答" if self.is_answer else "没写意见"
        return str(self.answer.get_decision_display()) if self.is_answer else "已写"

    @property
    def tone(self) -> str:
        return TONES.get(AskDecision(self.answer.decision), "") if self.answer and self.answer.decision else ""


@dataclass(frozen=True)
class Requirement:
    """One of the five requirements with what could be better."""

    name: str
    remarks: list[str]


def desk_of(request: StaffRequest, reply: Reply, *, number: int = 0, **bound: Any) -> dict[str, Any]:
    """`bound`: forms that came back with errors (answer_form, head_form, promise_form)."""
    rows = rows_of(reply, number or wanted_ask(request))
    current = next((row for row in rows if row.is_current), None)
    facts = {"reply": reply, "item": reply.assignment.item, "rows": rows, "current": current, "place": "replies"}
    facts |= {"written": sum(row.is_written for row in rows), "may": may(request, reply), "now": request.now}
    facts |= letter_facts(reply) | changed_facts(reply)
    facts |= {"slip": slip_of(reply, request.today), "saved_at": saved_at(reply)}
    facts |= {"blockers": FLOW.blockers(reply, "submit"), "requirements": requirements_of(reply)}
    facts |= {"opinions": list(reply.assignment.opinions.select_related("unit").order_by("asked_on", "id"))}
    if reply.is_editable:
        facts |= editor_facts(request, reply, current)
    return {**facts, **bound}


def wanted_ask(request: StaffRequest) -> int:
    wanted = request.GET.get("ask", "")
    return int(wanted) if wanted.isdigit() else 0


def rows_of(reply: Reply, number: int = 0) -> list[AskRow]:
    """All asks of the item; the one asked for is current, else the first without an answer, else the first."""
    answers = {answer.ask_id: answer for answer in reply.answers.all()}
    asks = list(reply.assignment.item.asks.all())
    rows = [AskRow(ask, answers.get(ask.pk), False, reply.is_answer) for ask in asks]
    numbers = [row.ask.number for row in rows]
    empty = next((row.ask.number for row in rows if not row.is_written), numbers[0] if numbers else 0)
    chosen = number if number in numbers else empty
    return [AskRow(row.ask, row.answer, row.ask.number == chosen, row.is_answer) for row in rows]


def editor_facts(request: StaffRequest, reply: Reply, current: AskRow | None) -> dict[str, Any]:
    """The forms of a draft, and the promises its words make without saying so."""
    found = unnoticed(current.answer, request) if current and current.answer else []
    picked = request.GET.get("promise", "")
    chosen = found[int(picked)] if picked.isdigit() and int(picked) < len(found) else None
    known = {"text": chosen.text.rstrip("。"), "due_on": chosen.due_on} if chosen else {}
    return {
        "answer_form": AnswerForm(reply=reply, answer=current.answer) if current else None,
        "head_form": HeadForm(reply=reply, auto_id="head_%s"),
        "promise_form": PromiseForm(reply=reply, initial=known),
        "suggested": found,
        "picked": chosen,
        "consultation": reply.consultations.filter(result="").first(),
        "demand": checks.class_of(reply),
        "can_draft": policy.can_draft(request.person, reply),
    }


def unnoticed(answer: AskAnswer, request: StaffRequest) -> list[Sentence]:
    """Sentences that promise something and stand in no promise row."""
    noted = "".join(promise.text for promise in answer.promises.all())
    found = find_promises(answer.text, written_on=request.today)
    return [sentence for sentence in found if sentence.text.rstrip("。；;") not in noted]


def letter_facts(reply: Reply) -> dict[str, Any]:
    return {"paper": paper_of(letter_of(reply))}


def changed_facts(reply: Reply) -> dict[str, Any]:
    """What changed since the version before this one."""
    before = version_before(reply)
    found = differences(before.content, reply.frozen or content_of(reply)) if before else []
    return {"before": before, "changes": found, "changed_count": count_changes(found)}


def version_before(reply: Reply) -> ReplyVersion | None:
    return reply.versions.filter(number__lt=reply.version).order_by("-number").first()


def count_changes(found: list[Difference]) -> int:
    """Places, as people count them: a struck word with its new one is one."""
    return len(found)


def requirements_of(reply: Reply) -> list[Requirement]:
    remarks = advice(reply)
    return [Requirement(name, [r.text for r in remarks if r.name == name and not r.ok]) for name in FIVE]


def may(request: StaffRequest, reply: Reply) -> dict[str, bool]:
    """The moves this person may make in this state, whatever may still be missing."""
    return {move.verb: FLOW.may(reply, move.verb, request.person) for move in FLOW.moves}


def saved_at(reply: Reply) -> Any:
    """When somebody last wrote something down about this draft."""
    events = Event.objects.filter(topic=reply.assignment.item.topic, subject=f"reply:{reply.pk}")
    return events.order_by("-id").values_list("at", flat=True).first()
