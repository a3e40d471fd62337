"""自编号: declared, taken one by one, without an unexplained gap."""

import datetime as dt

import pytest

from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed, NotReady, Stale
from huiyin.replies.actions import number, void_number
from huiyin.replies.models import DocNumber, Reply
from huiyin.replies.number import series as own
from tests.answering import hand_over

CODE = "示卫提函"


@pytest.fixture
def declared(case):
    return own.declare(case.cast.unit, CODE, 2022, 1, **case.by("lin"))


def another(case, no: str) -> Reply:
    return hand_over(case.cast, case.now, no=no).signed()


@pytest.mark.rule("R44")
def test_numbers_follow_each_other(case, declared):
    assert own.take_next(case.signed(), declared, **case.by("lin")) == "示卫提函〔2022〕1号"
    reply = another(case, "0050")
    assert own.take_next(reply, declared, **case.by("lin")) == "示卫提函〔2022〕2号" == reply.doc_no
    row = DocNumber.objects.get(reply=reply)
    assert (row.series, row.sequence, row.taken_on) == (declared, 2, case.now.date())


@pytest.mark.rule("R44")
def test_a_voided_number_is_kept_and_not_used_again(case, declared):
    reply = case.signed()
    own.take_next(reply, declared, **case.by("lin"))
    void_number(reply, reason="标题打错", **case.by("lin"))
    own.take_next(Reply.objects.get(pk=reply.pk), declared, **case.by("lin"))
    kept = list(declared.numbers.order_by("sequence").values_list("sequence", "voided_reason"))
    assert kept == [(1, "标题打错"), (2, "")]
    assert own.gaps(declared) == []


@pytest.mark.rule("R44")
def test_only_the_next_number_may_be_typed(case, declared):
    reply = case.signed()
    with pytest.raises(NotReady, match="现在应取 示卫提函〔2022〕1号"):
        number(reply, "示卫提函〔2022〕9号", **case.by("lin"))
    number(reply, "示卫提函〔2022〕1号", **case.by("lin"))
    assert DocNumber.objects.get().series == declared


@pytest.mark.rule("R44")
def test_numbers_had_before_come_along_with_their_gaps(case):
    for reply, sequence in ((case.signed(), 3), (another(case, "0050"), 6)):
        number(reply, f"{CODE}〔2022〕{sequence}号", **case.by("lin"))
    declared = own.declare(case.cast.unit, CODE, 2022, 2, **case.by("lin"))
    assert [str(gap) for gap in own.gaps(declared)] == ["2号", "4—5号"]
    assert Event.objects.get(verb="replies.series_declared").facts["gaps"] == ["2号", "4—5号"]
    assert own.take_next(another(case, "0051"), declared, **case.by("lin")).endswith("〔2022〕7号")


@pytest.mark.rule("R44")
def test_a_gap_is_explained_and_then_none(case):
    number(case.signed(), f"{CODE}〔2022〕4号", **case.by("lin"))
    declared = own.declare(case.cast.unit, CODE, 2022, **case.by("lin"))
    own.explain_gap(declared, 1, 3, reason="用于其他来文", **case.by("lin"))
    assert own.gaps(declared) == []
    with pytest.raises(NotReady, match="现在应取"):
        number(another(case, "0050"), f"{CODE}〔2022〕2号", **case.by("lin"))
    with pytest.raises(Stale):
        own.explain_gap(declared, 1, 3, reason="再说一次", **case.by("lin"))


def test_a_gap_wants_a_reason(case):
    number(case.signed(), f"{CODE}〔2022〕4号", **case.by("lin"))
    declared = own.declare(case.cast.unit, CODE, 2022, **case.by("lin"))
    with pytest.raises(NotReady, match="写明原因"):
        own.explain_gap(declared, 1, 3, reason=" ", **case.by("lin"))


def test_a_number_before_the_first_is_a_conflict(case):
    number(case.signed(), f"{CODE}〔2022〕4号", **case.by("lin"))
    with pytest.raises(NotReady, match="示卫提函〔2022〕4号 在起始序号 10 之前"):
        own.declare(case.cast.unit, CODE, 2022, 10, **case.by("lin"))


@pytest.mark.parametrize(
    ("code", "year", "first"), [("", 2022, 1), ("示卫 函", 2022, 1), (CODE, 22, 1), (CODE, 2022, 0)]
)
def test_an_odd_series_is_refused(case, code, year, first):
    with pytest.raises(NotReady):
        own.declare(case.cast.unit, code, year, first, **case.by("lin"))


def test_a_series_is_declared_once_and_by_the_coordinator(case, declared):
    with pytest.raises(Stale):
        own.declare(case.cast.unit, CODE, 2022, **case.by("lin"))
    with pytest.raises(NotAllowed):
        own.declare(case.cast.unit, "示卫函", 2022, **case.by("wang"))


@pytest.mark.rule("R44")
def test_the_year_is_that_of_the_signature(case):
    last_year = own.declare(case.cast.unit, CODE, 2021, **case.by("lin"))
    with pytest.raises(NotReady, match="与成文日期 2022 年不符"):
        own.take_next(case.signed(), last_year, **case.by("lin"))
    assert not last_year.numbers.exists()


@pytest.mark.rule("R44")
def test_a_number_that_was_not_taken_after_all_is_the_next(case, declared):
    reply = case.signed()
    with pytest.raises(NotReady, match="不能早于成文"):
        own.take_next(reply, declared, numbered_on=dt.date(2022, 4, 1), **case.by("lin"))
    assert own.take_next(reply, declared, **case.by("lin")) == "示卫提函〔2022〕1号"


def test_an_opinion_goes_on_with_its_own_code(case, assisting, declared):
    assert own.usual_code(case.signed()) == "示卫函"
    opinion = assisting.signed()
    other = own.declare(case.cast.unit, "示卫办", 2022, **case.by("lin"))
    assert [row.code for row in own.open_for(opinion)] == ["示卫办", CODE]
    own.take_next(opinion, declared, **case.by("lin"))
    assert [row.code for row in own.open_for(opinion)] == [CODE, other.code]
