"""编号与用印."""

import datetime as dt

import pytest

from huiyin.flow.errors import NotAllowed, NotReady, Stale
from huiyin.replies.actions import number, seal, void_number
from huiyin.replies.models import DocNumber
from tests.answering import hand_over

NO = "示卫函〔2022〕15号"


@pytest.mark.rule("R44")
def test_the_registry_gives_the_number(case):
    reply = number(case.signed(), NO, **case.by("lin"))
    assert (reply.doc_no, reply.numbered_on) == (NO, case.now.date())
    assert DocNumber.objects.get().reply == reply


@pytest.mark.rule("R44")
@pytest.mark.parametrize("text", ["示卫函[2022]15号", "示卫函〔2022〕015号", "示卫函〔2021〕15号", ""])
def test_a_number_of_another_form_is_refused(case, text):
    reply = case.signed()
    with pytest.raises(NotReady):
        number(reply, text, **case.by("lin"))
    assert not DocNumber.objects.exists()


@pytest.mark.rule("R44")
def test_a_number_is_taken_once(cast, case):
    number(case.signed(), NO, **case.by("lin"))
    other = hand_over(cast, case.now, no="0050")
    reply = other.signed()
    with pytest.raises(NotReady, match="已经用过"):
        number(reply, NO, **other.by("lin"))
    reply.refresh_from_db()
    assert reply.doc_no == ""


@pytest.mark.rule("R44")
def test_a_voided_number_stays_taken(case):
    reply = number(case.signed(), NO, **case.by("lin"))
    void_number(reply, reason="登记部门给错", **case.by("lin"))
    with pytest.raises(NotReady, match="已经用过"):
        number(reply, NO, **case.by("lin"))
    number(reply.__class__.objects.get(pk=reply.pk), "示卫函〔2022〕16号", **case.by("lin"))
    assert [row.voided_reason for row in DocNumber.objects.order_by("id")] == ["登记部门给错", ""]


def test_it_is_not_numbered_before_it_is_signed(case):
    reply = case.signed()
    with pytest.raises(NotReady, match="不能早于成文"):
        number(reply, NO, numbered_on=dt.date(2022, 4, 19), **case.by("lin"))


def test_a_draft_takes_no_number(case):
    with pytest.raises(Stale):
        number(case.submitted(), NO, **case.by("lin"))


def test_it_is_sealed_after_it_is_numbered(case):
    reply = case.signed()
    with pytest.raises(NotReady, match="先编文号"):
        seal(reply, **case.by("lin"))
    number(reply, NO, **case.by("lin"))
    assert seal(reply, **case.by("lin")).sealed_on == case.now.date()


def test_an_officer_neither_numbers_nor_seals(case):
    reply = case.signed()
    for act in (lambda by: number(reply, NO, **by), lambda by: seal(reply, **by)):
        with pytest.raises(NotAllowed):
            act(case.by("wang"))
