"""How a fact comes to be, changes and ends: stated, restated, withdrawn — each one event."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction

from huiyin.directory.models import Unit
from huiyin.events.actions import record
from huiyin.events.actors import Actor, local_day
from huiyin.facts import checks, policy
from huiyin.facts.models import Fact, FactEdition, Qualifier, Standing
from huiyin.files.models import StoredFile
from huiyin.flow.errors import Blocker, NotReady, Stale, permit

WHAT = "登记口径；口径由责任处室和综合协调人定"


@dataclass(frozen=True)
class FactDraft:
    """One row of a list to be taken in: the facts of `state_fact`."""

    owner: Unit
    subject: str
    facts: dict[str, Any]


@transaction.atomic
def state_fact(
    unit: Unit,
    *,
    owner: Unit,
    subject: str,
    sentence: str,
    as_of: dt.date,
    source: str,
    by: Actor,
    now: dt.datetime,
    figure: Decimal | None = None,
    counter: str = "",
    qualifier: str = Qualifier.EXACT,
    standing: str = Standing.ACHIEVED,
    valid_until: dt.date | None = None,
    file: StoredFile | None = None,
    also_called: str = "",
) -> Fact:
    """登记口径：一个数、一句话怎么说，写明来源、截至日期、责任处室、修饰和有效期。"""
    permit(policy.can_state(by, owner), WHAT)
    Unit.objects.select_for_update().get(pk=unit.pk)
    missing = checks.unit_blockers(unit, owner, subject)
    fact = Fact(unit=unit, owner=owner, subject=subject.strip(), also_called=also_called.strip())
    edition = FactEdition(sentence=sentence.strip(), as_of=as_of, source=source.strip(), file=file)
    edition.figure, edition.counter, edition.qualifier = figure, counter, qualifier
    edition.standing, edition.valid_until = standing, valid_until
    if missing := [*missing, *checks.edition_blockers(edition, today=local_day(now))]:
        raise NotReady(missing)
    fact.save()
    _add(fact, edition, 1, by=by, now=now)
    _record("facts.stated", fact, by=by, now=now, facts={"sentence": edition.sentence, "source": edition.source})
    return fact


@transaction.atomic
def restate(
    fact: Fact,
    *,
    sentence: str,
    as_of: dt.date,
    source: str,
    by: Actor,
    now: dt.datetime,
    figure: Decimal | None = None,
    counter: str = "",
    qualifier: str = Qualifier.EXACT,
    standing: str = Standing.ACHIEVED,
    valid_until: dt.date | None = None,
    file: StoredFile | None = None,
) -> FactEdition:
    """改口径：另立一版，旧版留着；引用旧版的在办稿子列得出来。"""
    fresh = _standing(fact, by)
    before = fresh.latest
    edition = FactEdition(sentence=sentence.strip(), as_of=as_of, source=source.strip(), file=file)
    edition.figure, edition.counter, edition.qualifier = figure, counter, qualifier
    edition.standing, edition.valid_until = standing, valid_until
    if missing := checks.edition_blockers(edition, today=local_day(now)):
        raise NotReady(missing)
    if as_of < before.as_of:
        raise NotReady([Blocker(f"现在这一版已截至{before.as_of}，新的一版不能更早", "as_of")])
    _add(fresh, edition, before.number + 1, by=by, now=now)
    said = {"before": before.sentence, "after": edition.sentence, "source": edition.source, "edition": edition.number}
    _record("facts.restated", fact, by=by, now=now, facts=said)
    return edition


@transaction.atomic
def withdraw(fact: Fact, *, reason: str, by: Actor, now: dt.datetime) -> Fact:
    """停用口径：写明原因；以前引用的照旧，以后不再提供。"""
    fresh = _standing(fact, by)
    if not reason.strip():
        raise NotReady([Blocker("停用口径要写明原因", "reason")])
    fresh.withdrawn_on, fresh.withdrawn_reason = local_day(now), reason.strip()
    fresh.save(update_fields=["withdrawn_on", "withdrawn_reason"])
    _record("facts.withdrawn", fresh, by=by, now=now, facts={"reason": fresh.withdrawn_reason})
    return fresh


@transaction.atomic
def state_facts(unit: Unit, drafts: Sequence[FactDraft], *, by: Actor, now: dt.datetime) -> list[Fact]:
    """一次登记几条口径：有一条不行，就一条也不登记。"""
    stated, missing = [], []
    for number, draft in enumerate(drafts, start=1):
        try:
            with transaction.atomic():
                stated.append(state_fact(unit, owner=draft.owner, subject=draft.subject, **draft.facts, by=by, now=now))
        except NotReady as error:
            missing += [Blocker(f"第 {number} 行：{blocker.text}", blocker.where) for blocker in error.blockers]
    if missing:
        raise NotReady(missing)
    return stated


def _standing(fact: Fact, by: Actor) -> Fact:
    """The row, locked, when it may still be changed."""
    permit(policy.can_state(by, fact.owner), WHAT)
    fresh = Fact.objects.select_for_update().select_related("owner", "unit").get(pk=fact.pk)
    if fresh.is_withdrawn:
        raise Stale("这条口径已停用，不能再改。")
    return fresh


def _add(fact: Fact, edition: FactEdition, number: int, *, by: Actor, now: dt.datetime) -> None:
    edition.fact, edition.number = fact, number
    edition.stated_on, edition.stated_by, edition.stated_by_name = local_day(now), by.actor_key, by.actor_name
    edition.save()


def _record(verb: str, fact: Fact, *, by: Actor, now: dt.datetime, facts: dict[str, Any]) -> None:
    subject = f"fact:{fact.pk}"
    said = {"subject": fact.subject, "owner": fact.owner.code, **facts}
    record(verb, fact.unit.topic, by=by, at=now, subject=subject, facts=said, unit_code=fact.unit.code)
