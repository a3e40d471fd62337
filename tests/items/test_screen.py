"""提案审查: five outcomes and more, each with its own message; a refusal needs a reason and a notice (R9, R91)."""

import datetime as dt

import pytest

from huiyin.accounts.actions import add_person, appoint
from huiyin.accounts.desk import sit_down
from huiyin.accounts.models import Role
from huiyin.directory.actions import add_unit
from huiyin.directory.models import UnitKind
from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed, NotReady, Stale
from huiyin.items import screening as acts
from huiyin.items.actions import dispatch, dispatch_many, register
from huiyin.items.messages import title_of
from huiyin.items.models import Item, Kind, Outcome, Screening, State
from tests.items.conftest import TOLD, draft, opened

TODAY = dt.date(2022, 4, 20)


@pytest.fixture
def told(facts):
    """Decided by the committee, recorded for it by the house of the tests."""
    return {**facts, "recorded_for": TOLD}


@pytest.fixture
def refused(waiting, told):
    return acts.refuse(waiting, codes=["empty", "academic"], told_on=TODAY, **told)


@pytest.mark.rule("R9")
def test_what_is_admitted_may_be_dispatched(waiting, told, facts):
    with pytest.raises(NotReady, match="还没有立案"):
        dispatch(waiting.item, on=TODAY, **facts)
    with pytest.raises(NotReady, match="还没有立案"):
        dispatch_many([waiting.item], on=TODAY, **facts)
    acts.admit(waiting, **told)
    assert dispatch(waiting.item, on=TODAY, **facts).state == State.DISPATCHED


@pytest.mark.rule("R9")
def test_a_refusal_needs_a_coded_reason_and_a_notice(waiting, told):
    for wrong, word in (({"codes": []}, "至少要有一条理由"), ({"codes": ["whim"]}, "没有这样的理由")):
        with pytest.raises(NotReady, match=word):
            acts.refuse(waiting, told_on=TODAY, **wrong, **told)
    with pytest.raises(NotReady, match="哪一天通知"):
        acts.refuse(waiting, codes=["empty"], told_on=None, **told)


@pytest.mark.rule("R9")
def test_a_refused_proposal_leaves_the_counts_and_stays_in_the_ledger(refused):
    item = Item.objects.get(pk=refused.item_id)
    assert (item.state, item.left_on) == (State.NOT_ADMITTED, TOLD.on)
    assert [row["code"] for row in refused.reasons] == ["empty", "academic"]
    assert (refused.told_on, refused.decided_on) == (TODAY, TOLD.on)


@pytest.mark.rule("R91")
def test_each_outcome_has_a_message_of_its_own(proposals, facts, told):
    cases = {
        Outcome.ADMITTED: lambda row: acts.admit(row, **told),
        Outcome.FORWARDED: lambda row: acts.forward(row, to="市教育局", **told),
        Outcome.RETURNED: lambda row: acts.return_for_change(row, remark="写明建议", **told),
        Outcome.PUBLIC_OPINION_REPORT: lambda row: acts.turn_into_report(row, **told),
    }
    said = {}
    for number, (outcome, act) in enumerate(cases.items()):
        item = register(draft(str(number), kind=Kind.PROPOSAL, to_screen=True), batch=proposals, **facts)
        row = act(item.screening)
        assert row.state == outcome
        said[title_of(row)] = row.notice
    assert len(said) == len(set(said.values())) == 4
    assert "予以立案" in said["提案立案通知"] and "转送市教育局" in said["提案转意见通知"]
    assert "写明建议" in said["提案退回修改通知"]


@pytest.mark.rule("R91")
def test_opinions_are_counted_apart_from_proposals(waiting, told):
    acts.forward(waiting, to="市教育局", **told)
    assert Screening.objects.filter(state=Outcome.FORWARDED).count() == 1
    assert not Item.objects.filter(kind=Kind.PROPOSAL, left_on=None).exists()


def test_what_came_back_changed_is_screened_again(waiting, told, facts):
    acts.return_for_change(waiting, remark="写明建议", told_on=TODAY, **told)
    acts.resubmit(waiting, **facts)
    assert (waiting.state, waiting.told_on, waiting.notice) == (Outcome.PENDING, None, "")
    assert acts.admit(waiting, **told).state == Outcome.ADMITTED


def test_a_decision_is_taken_back_with_a_reason(refused, told):
    with pytest.raises(NotReady, match="理由"):
        acts.screen_again(refused, reason="", **told)
    acts.screen_again(refused, reason="补充了材料", **told)
    item = Item.objects.get(pk=refused.item_id)
    assert (refused.state, refused.reasons, item.state, item.left_on) == (Outcome.PENDING, [], State.REGISTERED, None)


def test_it_is_decided_once(refused, told):
    with pytest.raises(Stale):
        acts.admit(refused, **told)


def test_the_proposer_is_told_later(waiting, told, facts):
    with pytest.raises(NotReady, match="还没有审查结果"):
        acts.tell_proposer(waiting, on=TODAY, way="letter", **facts)
    acts.forward(waiting, to="市教育局", **told)
    with pytest.raises(NotReady, match="早于决定日期"):
        acts.tell_proposer(waiting, on=dt.date(2022, 4, 1), way="letter", **facts)
    assert acts.tell_proposer(waiting, on=TODAY, way="letter", **facts).told_on == TODAY
    assert Event.objects.latest("pk").facts["outcome"] == "转意见"


def test_who_keeps_the_list_records_and_does_not_decide(waiting, person, now):
    who = {"by": person("lin"), "now": now}
    with pytest.raises(NotReady, match="提案审查机构的决定"):
        acts.admit(waiting, **who)
    assert acts.admit(waiting, recorded_for=TOLD, **who).state == Outcome.ADMITTED


def test_outsiders_and_officers_screen_nothing(waiting, person, now):
    for login in ("stranger", "wang", "zhou", "feng"):
        with pytest.raises(NotAllowed):
            acts.admit(waiting, recorded_for=TOLD, by=person(login), now=now)


def test_the_staff_of_the_cppcc_office_decide_what_was_handed_in_to_them(cast, facts, now):
    office = {"name": "示例市政协提案委员会", "kind": UnitKind.CPPCC_OFFICE, "level": "municipal", "place": "示例市"}
    unit = add_unit(code="shili-taw", managed_here=True, **office, **facts)
    staff = add_person(username="tian", name="田某", **facts)
    appoint(staff, unit, Role.CPPCC_STAFF, **facts)
    who = {"by": sit_down(staff, on=now.date()), "now": now}
    item = register(draft("1", kind=Kind.PROPOSAL), batch=opened(unit, facts, body="cppcc"), **who)
    assert acts.admit(item.screening, **who).state == Outcome.ADMITTED


def test_a_list_that_was_handed_over_is_admitted_already(batch, proposals, facts):
    register(draft("1"), batch=batch, **facts)
    register(draft("2", kind=Kind.PROPOSAL), batch=proposals, **facts)
    assert not Screening.objects.exists()
