"""引用口径: which edition of which fact an answer cites, and what a draft says otherwise than the facts."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Count, QuerySet

from huiyin.directory.models import Unit
from huiyin.events.actions import record
from huiyin.events.actors import Actor
from huiyin.events.models import Event
from huiyin.facts.matching import Finding, findings, says_figure, stated_in
from huiyin.facts.models import Fact, FactEdition
from huiyin.flow.errors import Blocker, NotReady
from huiyin.replies.letter import content
from huiyin.replies.models import UNSIGNED, AskAnswer, Reply
from huiyin.replies.writing.editing import lock_draft, note_change

CHANGED = "replies.cited_fact_changed"


@transaction.atomic
def cite(answer: AskAnswer, edition: FactEdition, *, by: Actor, now: dt.datetime) -> AskAnswer:
    """引用口径：记下这一项答复用的是哪一版；一条口径只引一版。"""
    lock_draft(answer.reply, by)
    if edition.fact.unit_id != answer.reply.assignment.unit_id:
        raise NotReady([Blocker("引用的不是本单位的口径", "facts")])
    if edition.fact.is_withdrawn:
        raise NotReady([Blocker(f"口径“{edition.fact}”已停用，不能再引用", "facts")])
    if _cite(answer, [edition]):
        facts = {"ask": answer.ask.number, "subject": edition.fact.subject, "edition": edition.number}
        note_change("replies.fact_cited", answer.reply, by=by, at=now, facts=facts)
    return answer


@transaction.atomic
def uncite(answer: AskAnswer, edition: FactEdition, *, by: Actor, now: dt.datetime) -> AskAnswer:
    """不再引用：只去掉记录，正文里的字由拟稿人改。"""
    lock_draft(answer.reply, by)
    if answer.cites.filter(pk=edition.pk).exists():
        answer.cites.remove(edition)
        facts = {"ask": answer.ask.number, "subject": edition.fact.subject, "edition": edition.number}
        note_change("replies.fact_uncited", answer.reply, by=by, at=now, facts=facts)
    return answer


def follow_text(answer: AskAnswer) -> list[FactEdition]:
    """After the text changed, in the same act: a sentence taken over is cited, what the text says no longer is not."""
    facts = list(Fact.objects.of(answer.reply.assignment.unit).whole())
    kept = {edition.pk: edition for fact in facts for edition in fact.editions.all()}
    said = stated_in(answer.text, facts)
    for edition in answer.cites.all():
        whole = kept.get(edition.pk)
        if whole and whole not in said and not says_figure(answer.text, whole):
            answer.cites.remove(edition)
    _cite(answer, said)
    return said


def open_citations(fact: Fact) -> QuerySet[AskAnswer]:
    """The answers of open drafts that cite an edition which is not the newest any more."""
    older = FactEdition.objects.filter(fact=fact).exclude(pk__in=FactEdition.objects.newest().filter(fact=fact))
    found = AskAnswer.objects.filter(cites__in=older, reply__state__in=UNSIGNED).distinct()
    return found.select_related("ask", "reply__drafter", "reply__assignment__item__session").order_by("reply", "pk")


def citations(fact: Fact) -> QuerySet[AskAnswer]:
    """Every answer that cites any edition of it, the newest letters first."""
    found = AskAnswer.objects.filter(cites__fact=fact).distinct()
    related = ("ask", "reply__drafter", "reply__assignment__item__session")
    return found.select_related(*related).prefetch_related("cites").order_by("-reply", "pk")


def facts_of(reply: Reply) -> list[Fact]:
    """The facts that this unit keeps, with their editions."""
    return list(Fact.objects.of(reply.assignment.unit).whole())


def findings_of(reply: Reply, *, on: dt.date, facts: Iterable[Fact] | None = None) -> list[tuple[int, Finding]]:
    """What the draft says otherwise than the facts, ask by ask; an old edition cited counts where no word shows it."""
    known = facts_of(reply) if facts is None else list(facts)
    newest = {fact.pk: fact.latest for fact in known}
    found: list[tuple[int, Finding]] = []
    for answer in content.answers_of(reply) if known else ():
        here = findings(answer.text, known, on)
        seen = {one.edition.fact_id for one in here}
        found += [(answer.ask.number, one) for one in here]
        for edition in answer.cites.all():
            latest = newest.get(edition.fact_id)
            if latest and latest.number != edition.number and edition.fact_id not in seen:
                text = f"引用的口径“{latest.fact.subject}”已有新版：{latest.sentence}"
                found.append((answer.ask.number, Finding(0, 0, edition, "stale", text)))
    return found


@transaction.atomic
def tell_open_drafts(fact: Fact, *, by: Actor, now: dt.datetime) -> list[Reply]:
    """口径改了：每一份引用旧版的在办稿子记一笔，拟稿人在动态里看到。"""
    latest = FactEdition.objects.newest().get(fact=fact)
    replies = {answer.reply_id: answer.reply for answer in open_citations(fact)}
    told = []
    for reply in replies.values():
        subject = f"reply:{reply.pk}"
        topic = reply.assignment.item.topic
        facts = {"subject": fact.subject, "after": latest.sentence, "edition": latest.number, "fact": fact.pk}
        before = Event.objects.filter(topic=topic, verb=CHANGED, subject=subject)
        if not before.filter(facts__fact=fact.pk, facts__edition=latest.number).exists():
            record(CHANGED, topic, by=by, at=now, subject=subject, facts=facts)
            told.append(reply)
    return told


def _cite(answer: AskAnswer, editions: Iterable[FactEdition]) -> bool:
    """One edition of a fact at most; whether anything changed."""
    wanted = {edition.fact_id: edition for edition in editions}
    had = list(answer.cites.filter(fact__in=wanted))
    new = [edition for edition in wanted.values() if edition not in had]
    answer.cites.remove(*(edition for edition in had if wanted[edition.fact_id] != edition))
    answer.cites.add(*new)
    return bool(new)


def outdated_drafts(unit: Unit) -> dict[int, int]:
    """How many answers of open drafts still cite an older edition, fact by fact. One query."""
    older = FactEdition.objects.filter(fact__unit=unit).exclude(pk__in=FactEdition.objects.newest())
    cited = older.filter(cited_in__reply__state__in=UNSIGNED).values_list("fact").annotate(Count("cited_in"))
    return dict(cited.order_by("fact"))
