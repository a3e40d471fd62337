"""引用口径."""

import datetime as dt
from decimal import Decimal

import pytest

from huiyin.events.models import Event
from huiyin.facts.actions import restate, state_fact, withdraw
from huiyin.facts.models import Fact, FactEdition
from huiyin.flow.errors import NotAllowed, NotReady, Stale
from huiyin.replies.actions import save_answer, submit
from huiyin.replies.writing import citing

SAID = {"sentence": "全市托位总数超过3万个。", "figure": Decimal(30000), "counter": "个", "qualifier": "over"}
NEW = {"sentence": "全市托位总数3.4万个。", "figure": Decimal(34000), "counter": "个"}


@pytest.fixture
def fact(case, cast) -> Fact:
    day = dt.date(2022, 4, 1)
    names = {"owner": cast.renkou, "subject": "托位总数"}
    return state_fact(cast.unit, **names, **SAID, as_of=day, source="备案", **case.by("wang"))


def restated(case, fact) -> FactEdition:
    return restate(fact, **NEW, as_of=dt.date(2022, 4, 10), source="备案", **case.by("wang"))


def said(case, reply, text: str):
    return save_answer(reply, case.item.asks.first(), decision="adopted", text=text, **case.by("wang"))


def test_a_sentence_taken_over_is_cited(case, fact):
    answer = said(case, case.drafted(), "已采纳。全市托位总数超过3万个。")
    assert [edition.fact for edition in answer.cites.all()] == [fact]


def test_what_the_text_says_no_longer_is_not_cited(case, fact):
    reply = case.drafted()
    said(case, reply, "全市托位总数超过3万个。")
    assert said(case, reply, "现有托位总数超3万个，够用。").cites.count() == 1
    assert said(case, reply, "正在研究。").cites.count() == 0


def test_it_is_cited_and_uncited_by_hand(case, fact):
    answer = case.drafted().answers.first()
    edition = fact.editions.get()
    citing.cite(answer, edition, **case.by("wang"))
    assert Event.objects.get(verb="replies.fact_cited").facts["subject"] == "托位总数"
    citing.uncite(answer, edition, **case.by("wang"))
    assert answer.cites.count() == 0


def test_a_withdrawn_fact_is_not_cited_nor_by_who_does_not_draft(case, fact):
    answer = case.drafted().answers.first()
    withdraw(fact, reason="不用了", **case.by("wang"))
    with pytest.raises(NotReady, match="已停用"):
        citing.cite(answer, FactEdition.objects.get(), **case.by("wang"))
    with pytest.raises(NotAllowed):
        citing.cite(answer, FactEdition.objects.get(), **case.by("feng"))


def test_when_a_fact_changes_the_open_drafts_are_listed(case, fact):
    reply = case.drafted()
    answer = said(case, reply, "全市托位总数超过3万个。")
    assert not citing.open_citations(fact).exists()
    restated(case, fact)
    assert list(citing.open_citations(fact)) == [answer]
    assert citing.tell_open_drafts(fact, **case.by("lin")) == [reply]
    assert citing.tell_open_drafts(fact, **case.by("lin")) == []


def test_the_draft_says_where_the_old_figure_stands(case, fact):
    reply = case.drafted()
    said(case, reply, "全市托位总数超过3万个。")
    restated(case, fact)
    found = citing.findings_of(reply, on=case.now.date())
    assert {(ask, one.what) for ask, one in found} == {(ask.number, "stale") for ask in case.item.asks.all()}
    assert "3.4万个" in found[0][1].text


def test_an_old_edition_cited_counts_where_no_word_shows_it(case, fact):
    reply = case.drafted()
    answer = reply.answers.first()
    citing.cite(answer, fact.editions.get(), **case.by("wang"))
    restated(case, fact)
    found = [(ask, one) for ask, one in citing.findings_of(reply, on=case.now.date()) if ask == answer.ask.number]
    assert {one.what for _, one in found} <= {"stale", "conflict"}
    assert found


def test_an_issued_letter_keeps_the_edition_it_cites(case, fact):
    reply = case.drafted()
    answer = said(case, reply, "已采纳。全市托位总数超过3万个。")
    edition = fact.editions.get()
    answer.evidence = "验收表"
    answer.save()
    case.through(submit(reply, **case.by("wang")))
    restated(case, fact)
    assert list(answer.cites.all()) == [edition]
    assert not citing.open_citations(fact).exists()
    reply.refresh_from_db()
    with pytest.raises(Stale):
        citing.uncite(answer, edition, **case.by("wang"))
