"""本批另定: single values that the notice of a batch sets."""

import datetime as dt

import pytest

from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.handling import clocks, intervals, overriding
from huiyin.handling.actions import sign_for
from huiyin.handling.models import Duty, Override

LAW = dt.date(2022, 7, 15)
PAPER = "示例市政府办公厅关于交办2022年建议提案的通知"


def due(assignment, kind="reply"):
    return Duty.objects.get(assignment=assignment, kind=kind).due_on


@pytest.fixture
def set_term(batch, person, now):
    """set_term("opinion", fixed_on=…) enters what the notice of this batch says."""

    def enter(duty, **facts):
        return overriding.set_override(batch, duty, **{"clause": PAPER, "by": person("lin"), "now": now, **facts})

    return enter


@pytest.mark.rule("R24")
def test_where_the_pack_has_no_time_the_notice_sets_one(given, set_term):
    assist = given("assist")
    assert due(assist, "opinion") is None
    set_term("opinion", fixed_on=dt.date(2022, 5, 31))
    found = clocks.explain(Duty.objects.get(assignment=assist, kind="opinion"))
    assert (found.due_on, found.clause) == (dt.date(2022, 5, 31), PAPER)


def test_a_counted_time_takes_the_place_of_the_packs(assignment, set_term):
    assert due(assignment, "decline") == dt.date(2022, 4, 25)
    set_term("decline", amount=3, unit="workdays", base="delivered")
    found = clocks.explain(Duty.objects.get(assignment=assignment, kind="decline"))
    assert found.due_on == dt.date(2022, 4, 20)
    assert found.steps[0].what == "本批另定收到之日起3个工作日，不用规则包的收到之日起7个工作日"


@pytest.mark.rule("R18")
def test_of_a_reply_it_may_only_shorten_what_the_law_gives(assignment, set_term):
    set_term("reply", fixed_on=dt.date(2022, 9, 30))
    assert due(assignment) == LAW
    set_term("reply", fixed_on=dt.date(2022, 6, 30))
    assert due(assignment) == dt.date(2022, 6, 30)
    told = [step.what for step in clocks.explain(Duty.objects.get(assignment=assignment, kind="reply")).steps]
    assert any("3个月" in what for what in told)
    assert any("先到" in what for what in told)


@pytest.mark.rule("R18")
def test_a_longer_counted_time_does_not_lengthen_the_law(assignment, set_term):
    set_term("reply", amount=5, unit="months", base="dispatched")
    assert due(assignment) == LAW
    set_term("reply", amount=2, unit="months", base="dispatched")
    assert due(assignment) == dt.date(2022, 6, 15)


def test_it_is_read_when_items_are_handed_over_later(given, set_term):
    set_term("reply", fixed_on=dt.date(2022, 6, 30))
    assert due(given(no="0009")) == dt.date(2022, 6, 30)


def test_a_term_for_one_role_leaves_the_others(given, set_term):
    set_term("decline", role="assist", amount=3, unit="workdays", base="delivered")
    assert due(given(no="0001"), "decline") == dt.date(2022, 4, 25)
    assert due(given("assist", no="0002"), "decline") == dt.date(2022, 4, 20)


def test_counted_from_the_receipt_it_waits_for_it(assignment, set_term, person, now):
    set_term("decline", amount=3, unit="workdays", base="signed_for")
    assert due(assignment, "decline") is None
    sign_for(assignment, by=person("lin"), now=now)
    assert due(assignment, "decline") == dt.date(2022, 4, 24)


@pytest.mark.rule("R20")
def test_a_notice_may_allow_one_more_month_only(assignment, set_term, person, now):
    set_term("extended_reply", amount=4, unit="months", base="dispatched")
    ask = {"reason": "难", "by": person("lin"), "now": now}
    with pytest.raises(NotReady, match="至迟不超过2022-08-15"):
        intervals.request_extension(assignment, until=dt.date(2022, 8, 16), **ask)
    assert intervals.request_extension(assignment, until=dt.date(2022, 8, 15), **ask).until == dt.date(2022, 8, 15)


def test_it_shows_beforehand_what_would_move_and_writes_nothing(assignment, given, batch):
    given("assist", no="0002")
    wanted = overriding.term(batch, "reply", fixed_on=dt.date(2022, 6, 30), clause=PAPER)
    moves = list(overriding.preview(batch, wanted))
    assert [(move.before, move.after, move.days) for move in moves] == [(LAW, dt.date(2022, 6, 30), -15)]
    assert due(assignment) == LAW
    assert not Override.objects.exists()


def test_removed_the_old_date_is_back(assignment, set_term, person, now):
    row = set_term("reply", fixed_on=dt.date(2022, 6, 30))
    overriding.remove_override(row, reason="通知撤回", by=person("lin"), now=now)
    assert due(assignment) == LAW


def test_it_records_one_event_for_the_batch_and_one_for_each_item_moved(assignment, given, set_term, batch):
    given(no="0002")
    set_term("reply", fixed_on=dt.date(2022, 6, 30))
    assert Event.objects.filter(verb="handling.override_set", topic=f"batch:{batch.pk}").count() == 1
    moved = Event.objects.filter(verb="handling.dates_moved")
    assert moved.count() == 2
    assert moved.first().facts["moved"] == "答复 2022-07-15 → 2022-06-30"


@pytest.mark.parametrize(
    "wrong",
    [
        {"clause": " ", "fixed_on": LAW},
        {},
        {"fixed_on": LAW, "amount": 3, "unit": "days", "base": "delivered"},
        {"amount": 3, "unit": "days"},
        {"fixed_on": dt.date(2022, 4, 1)},
        {"amount": 0, "unit": "days", "base": "delivered"},
    ],
)
def test_it_says_a_date_or_a_time_and_the_paper(set_term, wrong):
    with pytest.raises(NotReady):
        set_term("reply", **wrong)


def test_an_officer_cannot(set_term, person):
    with pytest.raises(NotAllowed):
        set_term("reply", fixed_on=LAW, by=person("wang"))
