"""Two people act on the same letter at the same moment: exactly one wins."""

import threading

import pytest
from django.db import connection

from huiyin.cli.demo.cast import seat_the_cast
from huiyin.events.models import Event
from huiyin.flow.errors import Stale
from huiyin.replies.actions import review, send_back, sign
from huiyin.replies.models import Reply
from tests.answering import hand_over

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def case(transactional_db, now):
    return hand_over(seat_the_cast(now=now), now)


def race(*acts) -> list[str]:
    """Each act on its own connection, all begun together; what became of each."""
    gate, outcomes = threading.Barrier(len(acts)), []

    def run(act) -> None:
        try:
            gate.wait()
            act()
            outcomes.append("won")
        except Stale:
            outcomes.append("stale")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def fresh(reply: Reply) -> Reply:
    return Reply.objects.for_letter().get(pk=reply.pk)


def test_sign_and_send_back_have_one_winner(case):
    reply = case.passed(case.passed(case.submitted()))
    one, two = fresh(reply), fresh(reply)
    wu, lin = case.by("wu"), case.by("lin")
    assert race(lambda: sign(one, **wu), lambda: send_back(two, remark="改", **lin)) == ["stale", "won"]
    reply.refresh_from_db()
    signed = reply.state == "signed"
    assert reply.state == ("signed" if signed else "drafting")
    assert [step.result for step in reply.steps.all()][-1] == ("passed" if signed else "sent_back")
    assert Event.objects.filter(verb__in=("replies.signed", "replies.sent_back")).count() == 1


def test_a_double_click_passes_one_step(case):
    reply = case.submitted()
    one, two = fresh(reply), fresh(reply)
    qian = case.by("qian")
    assert race(lambda: review(one, **qian), lambda: review(two, **qian)) == ["stale", "won"]
    assert [step.result for step in reply.steps.all()] == ["passed", "", ""]


def test_review_and_send_back_have_one_winner(case):
    reply = case.submitted()
    one, two = fresh(reply), fresh(reply)
    qian, lin = case.by("qian"), case.by("lin")
    assert race(lambda: review(one, **qian), lambda: send_back(two, remark="改", **lin)) == ["stale", "won"]
    assert next(step.result for step in reply.steps.all()) in ("passed", "sent_back")
