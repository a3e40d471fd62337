"""答复分类: what a class demands of the answers, what the answers suggest, how classes changed, and our share of A."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from huiyin.directory.models import Unit
from huiyin.flow.errors import Blocker
from huiyin.handling.models import Assignment, Contact
from huiyin.prose.figures import share as share_of
from huiyin.replies.chain import route
from huiyin.replies.letter import content
from huiyin.replies.models import AskAnswer, AskDecision, Reply, ReplyKind, State
from huiyin.replies.writing import promises
from huiyin.rules import packs
from huiyin.rules.pack import ReplyClass, Scheme

EXPLAINING = (AskDecision.EXPLAINED, AskDecision.NOT_ADOPTED)
ADOPTING = (AskDecision.ADOPTED, AskDecision.PARTLY)
ANSWERS = (ReplyKind.REPLY, ReplyKind.FOLLOW_UP, ReplyKind.ORAL)
SOLVED = "solved"


class Suggestion(NamedTuple):
    """The class that the answers point to, and why; shown, never set."""

    found: ReplyClass
    why: str


class Shares(NamedTuple):
    """Of so many letters that answered, so many say that it is solved."""

    answered: int
    solved: int

    @property
    def rate(self) -> Decimal | None:
        return share_of(self.solved, self.answered)


class Classed(NamedTuple):
    """One class that an assignment was given: by which letter, on which day, and whether it stands."""

    reply: Reply
    found: ReplyClass | None
    scheme: Scheme | None
    stands: bool

    @property
    def letter(self) -> str:
        return self.reply.class_letter


def class_of(reply: Reply) -> ReplyClass | None:
    """The class chosen, by the scheme it was chosen in: a letter means nothing without it (R50)."""
    scheme = scheme_of(reply)
    return scheme.get(reply.class_letter) if scheme and reply.class_letter else None


def scheme_of(reply: Reply) -> Scheme | None:
    own = route.pack_of(reply.assignment).scheme
    return own if own.id == reply.class_scheme else packs.scheme(reply.class_scheme)


def gate(reply: Reply, answers: Sequence[AskAnswer]) -> list[Blocker]:
    """What the class asks for, and that no promise of the letter before is passed over in silence (R50–R52, R56)."""
    return [*blockers(reply, answers), *promises.blockers(reply)]


def blockers(reply: Reply, answers: Sequence[AskAnswer]) -> list[Blocker]:
    """R50–R52: 分类在本地办法之内；与逐条答复相符；办成的有证据，列入计划的有承诺，办不了的有说明和沟通。"""
    found, scheme = class_of(reply), route.pack_of(reply.assignment).scheme
    if found is None:
        return [Blocker("还没有定答复分类", "class")]
    if reply.class_scheme != scheme.id:
        return [Blocker(f"分类是按别的办法定的，请按“{scheme.title}”重新选一次", "class", scheme.clause)]
    missing: list[Blocker] = []
    if found.needs_evidence:
        missing += _no_evidence(found, answers)
    if found.needs_commitment:
        missing += _no_commitment(found, answers)
    if found.needs_explanation:
        missing += _no_explanation(reply, answers)
    return missing


def _no_evidence(found: ReplyClass, answers: Sequence[AskAnswer]) -> list[Blocker]:
    """办成的：采纳的每一项都有证据；部分采纳的附证据或改分类；一项都没有采纳的，不能说是办成的。"""
    if answers and not any(answer.decision in ADOPTING for answer in answers):
        what = f"没有一项是采纳的，全件不能定为 {found.letter} 类（{found.label}）；已经办成的，请把那一项改为“采纳”"
        return [Blocker(what, "class", "分类与逐条答复应一致")]
    said = {
        AskDecision.ADOPTED: "第 {} 项采纳了，还没有附办成的证据",
        AskDecision.PARTLY: "第 {} 项是“部分采纳”，全件定为 {} 类要附办成的证据，或改分类",
    }
    bare = [answer for answer in answers if answer.decision in said and not is_proved(answer)]
    return [
        Blocker(
            said[AskDecision(answer.decision)].format(answer.ask.number, found.letter),
            "class",
            f"{found.letter}类：{found.label}",
        )
        for answer in bare
    ]


def is_proved(answer: AskAnswer) -> bool:
    """办成的证据: in words, or as a file."""
    return bool(answer.evidence.strip() or answer.evidence_file_id)


def _no_commitment(found: ReplyClass, answers: Sequence[AskAnswer]) -> list[Blocker]:
    """R51: plan, owner and completion date; the two last no promise can be without."""
    made = [promise for answer in answers for promise in answer.promises.all()]
    if not made:
        return [promise_blocker(found)]
    return [
        Blocker(f"承诺“{promise.text[:20]}”还没有写阶段安排", "promises", f"{found.letter}类：{found.label}")
        for promise in made
        if not promise.milestone.strip()
    ]


def promise_blocker(found: ReplyClass) -> Blocker:
    return Blocker(f"{found.letter}类答复至少要有一条写明责任处室、阶段安排和期限的承诺", "answers", found.label)


def _no_explanation(reply: Reply, answers: Sequence[AskAnswer]) -> list[Blocker]:
    least = route.pack_of(reply.assignment).switches.explanation_min_length
    longest = max((len(answer.text.strip()) for answer in answers if answer.decision in EXPLAINING), default=0)
    missing = []
    if longest < least.value:
        missing.append(Blocker(f"{reply.class_letter}类答复要说明原因，至少 {least.value} 字", "answers", least.clause))
    if not contacts_of(reply):
        missing.append(Blocker(f"{reply.class_letter}类答复要先与提出人沟通并有记录", "contacts"))
    return missing


def contacts_of(reply: Reply) -> list[Contact]:
    """Undisputed contacts of the unit and of its offices."""
    top = reply.assignment
    if reply.is_whole:
        everyone = [contact for part in (top, *route.shares_of(top)) for contact in part.contacts.all()]
        return [contact for contact in everyone if contact.counts]
    return list(
        Contact.objects.standing().filter(assignment__in=[top.pk, *(share.pk for share in route.shares_of(top))])
    )


def suggestion(reply: Reply) -> Suggestion | None:
    """From the decisions alone: all adopted and proved; something planned or partly done; only explained."""
    answers = [answer for answer in content.answers_of(reply) if answer.decision]
    if not reply.is_answer or not answers or len(answers) < len(reply.assignment.item.asks.all()):
        return None
    promised = any(list(answer.promises.all()) for answer in answers)
    if not any(answer.decision in ADOPTING for answer in answers):
        return _first(reply, "needs_explanation", "各项都是解释或未采纳")
    partly = [answer.ask.number for answer in answers if answer.decision != AskDecision.ADOPTED]
    if promised and (partly or not all(is_proved(answer) for answer in answers)):
        return _first(reply, "needs_commitment", "有还没办完、作了承诺的")
    if partly:
        numbers = "、".join(map(str, partly))
        return _first(reply, "needs_commitment", f"第 {numbers} 项没有全部采纳")
    return _first(reply, "needs_evidence", "各项都采纳了")


def _first(reply: Reply, demand: str, why: str) -> Suggestion | None:
    classes = route.pack_of(reply.assignment).scheme.classes
    found = next((one for one in classes if getattr(one, demand)), None)
    return Suggestion(found, why) if found else None


def history(assignment: Assignment) -> list[Classed]:
    """Every class this was ever given, oldest first: a later letter hides no earlier one (R53, R54)."""
    sent = (
        Reply.objects.filter(assignment=assignment, kind__in=ANSWERS).exclude(issued_on=None).exclude(class_letter="")
    )
    found = list(sent.select_related("assignment").order_by("issued_on", "id"))
    last = next((reply.pk for reply in reversed(found) if reply.state == State.ISSUED), 0)
    return [Classed(reply, class_of(reply), scheme_of(reply), reply.pk == last) for reply in found]


def answers_out(on: dt.date) -> QuerySet[Reply]:
    """Answers that went out by that day and did not come back, the latest first: the first is the one that stands."""
    sent = Reply.objects.filter(kind__in=ANSWERS, issued_on__lte=on)
    return sent.exclude(state=State.RETURNED).order_by("-id")


def legend(unit: Unit, year: int | None = None) -> list[str]:
    """What the letters of a table mean: every scheme its rows were classed in, the one in force first (R50)."""
    held = Reply.objects.filter(assignment__unit=unit).exclude(class_scheme="")
    used = held.filter(assignment__year=year) if year else held
    known = dict.fromkeys([packs.get(unit.pack).scheme.id, *used.values_list("class_scheme", flat=True).distinct()])
    return [_explained(scheme) for scheme in map(packs.scheme, known) if scheme]


def _explained(scheme: Scheme) -> str:
    letters = "；".join(f"{one.letter}类 {one.label}" for one in scheme.classes)
    return f"分类办法“{scheme.title}”（{scheme.id}）：{letters}。依据：{scheme.clause}"


def share(unit: Unit, year: int, *, on: dt.date) -> Shares:
    """本单位今年的 A 类: of what we lead and have answered, what stands as solved."""
    last = answers_out(on).filter(assignment=OuterRef("pk"))
    held = Assignment.objects.standing().leading().filter(unit=unit, year=year, parent=None)
    told = held.annotate(canonical=Subquery(last.values("class_canonical")[:1])).exclude(canonical=None)
    counts = told.exclude(canonical="").aggregate(all=Count("pk"), solved=Count("pk", filter=Q(canonical=SOLVED)))
    return Shares(counts["all"], counts["solved"])
