"""会办意见: asked, received, not waited for."""

import datetime as dt

import pytest
from django.urls import reverse

from huiyin.events.actors import SYSTEM
from huiyin.handling.dispatching import dispatch
from huiyin.replies.models import Opinion, OpinionState


@pytest.fixture
def shared(case):
    """市教育局 assists."""
    facts = {"role": "assist", "role_label": "会办", "dispatched_on": dt.date(2022, 4, 15)}
    dispatch(case.item, case.cast.other, by=SYSTEM, now=case.now, **facts)
    return case


def asked(shared, browse) -> Opinion:
    url = reverse("ask_opinion", args=[shared.assignment.pk])
    browse("wang").post(url, {"unit": shared.cast.other.pk})
    return Opinion.objects.get()


def test_it_is_asked_of_the_units_on_the_list(shared, browse):
    assert asked(shared, browse).unit == shared.cast.other
    assert "示例市教育局" in browse("lin").get(reverse("opinions")).content.decode()


def test_what_came_is_written_down(shared, browse):
    opinion = asked(shared, browse)
    browse("wang").post(
        reverse("receive_opinion", args=[opinion.pk]), {"text": "同意，高职扩招", "received_on": "2022-04-20"}
    )
    opinion.refresh_from_db()
    assert (opinion.state, opinion.text) == (OpinionState.RECEIVED, "同意，高职扩招")


def test_not_waiting_is_for_the_coordinator_with_a_reason(shared, browse):
    opinion = asked(shared, browse)
    url = reverse("override_opinion", args=[opinion.pk])
    assert browse("wang").post(url, {"reason": "逾期"}).status_code == 403
    assert "哪位领导" in browse("lin").post(url, {"reason": "三次催办未回"}).content.decode()
    browse("lin").post(url, {"reason": "三次催办未回", "leader": "吴主任"})
    opinion.refresh_from_db()
    assert opinion.state == OpinionState.NOT_GIVEN


def test_the_other_unit_does_not_see_our_desk(shared, browse):
    opinion = asked(shared, browse)
    assert browse("stranger").get(reverse("receive_opinion", args=[opinion.pk])).status_code == 404


def test_all_units_are_asked_at_once(shared, browse):
    browse("lin").post(reverse("ask_all_opinions", args=[shared.assignment.pk]))
    assert Opinion.objects.count() == 1


def test_a_consultation_is_recorded_with_its_answer(case, browse):
    reply = case.drafted()
    officer = browse("wang")
    officer.post(reverse("consult", args=[reply.pk]))
    officer.post(reverse("record_consultation", args=[reply.pk]), {"result": "agreed", "remark": "没有意见"})
    assert reply.consultations.get().result == "agreed"
