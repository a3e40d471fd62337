"""Two people act on the same letter at the same moment: exactly one wins, and the log tells it."""

import threading

import pytest
from django.db import connection

from huiyin.accounts.actions import stand_in
from huiyin.cli.demo.cast import seat_the_cast
from huiyin.events.checks import verify_log
from huiyin.events.models import Event
from huiyin.flow.errors import NotReady, Stale
from huiyin.replies.actions import issue, number, review, seal, send_back, sign, void_number
from huiyin.replies.chain import route
from huiyin.replies.models import ChainStep, ClearanceStep, DocNumber, Reply
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
        except (Stale, NotReady):
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
    seen = {"step": route.current_step(reply)} | case.by("qian")
    assert race(lambda: review(one, **seen), lambda: review(two, **seen)) == ["stale", "won"]
    assert [step.result for step in reply.steps.all()] == ["passed", "", ""]


def test_review_and_send_back_have_one_winner(case):
    reply = case.submitted()
    one, two = fresh(reply), fresh(reply)
    seen, qian, lin = {"step": route.current_step(reply)}, case.by("qian"), case.by("lin")
    assert race(lambda: review(one, **seen, **qian), lambda: send_back(two, remark="改", **seen, **lin)) == [
        "stale",
        "won",
    ]
    assert next(step.result for step in reply.steps.all()) in ("passed", "sent_back")


def test_of_two_signers_one_signs(case):
    """The leader and who stands in for the leader press at the same moment."""
    reply = case.passed(case.passed(case.submitted()))
    day, people = case.now.date(), case.cast.people
    post = {"unit": case.cast.unit, "role": "leader_in_charge", "starts_on": day, "ends_on": day}
    stand_in(people["wu"], people["zhou"], **post, by=case.person("wu"), now=case.now)
    one, two = fresh(reply), fresh(reply)
    assert race(lambda: sign(one, **case.by("wu")), lambda: sign(two, **case.by("zhou"))) == ["stale", "won"]
    signed = Event.objects.get(verb="replies.signed")
    last = ClearanceStep.objects.get(reply=reply, is_last=True)
    reply.refresh_from_db()
    assert (signed.actor, last.done_by_name) == (last.done_by, reply.signed_by)
    assert bool(last.stood_in_for) == (last.done_by_name == "周局")
    assert verify_log().unbroken


def test_two_registries_give_one_number(case):
    reply = case.signed()
    one, two, lin = fresh(reply), fresh(reply), case.by("lin")
    numbers = ("示卫函〔2022〕8号", "示卫函〔2022〕9号")
    assert race(lambda: number(one, numbers[0], **lin), lambda: number(two, numbers[1], **lin)) == ["stale", "won"]
    reply.refresh_from_db()
    assert [row.text for row in DocNumber.objects.all()] == [reply.doc_no]


def test_two_letters_never_get_the_same_number(case):
    other = hand_over(case.cast, case.now, no="0032").signed()
    one, two, lin = fresh(case.signed()), fresh(other), case.by("lin")
    same = "示卫函〔2022〕8号"
    assert race(lambda: number(one, same, **lin), lambda: number(two, same, **lin)) == ["stale", "won"]
    assert DocNumber.objects.get().text == same
    assert sorted(Reply.objects.values_list("doc_no", flat=True)) == ["", same]


def test_seal_and_void_have_one_winner(case):
    """No seal without a number, however close the two acts lie."""
    reply, lin = case.signed(), case.by("lin")
    number(reply, "示卫函〔2022〕8号", **lin)
    one, two = fresh(reply), fresh(reply)
    assert race(lambda: seal(one, **lin), lambda: void_number(two, reason="跳号", **lin)) == ["stale", "won"]
    reply.refresh_from_db()
    assert bool(reply.doc_no) == bool(reply.sealed_on)


def test_issue_and_void_have_one_winner(case):
    """Either it went out with its number, or the number is void and nothing went out."""
    reply = case.sealed(case.signed())
    one, two, lin = fresh(reply), fresh(reply), case.by("lin")
    assert race(lambda: issue(one, **lin), lambda: void_number(two, reason="跳号", **lin)) == ["stale", "won"]
    reply.refresh_from_db()
    voided = DocNumber.objects.get().voided_reason
    assert (reply.state, bool(reply.doc_no), voided) in (("issued", True, ""), ("signed", False, "跳号"))
    assert verify_log().unbroken


@pytest.fixture
def side_by_side(case) -> Reply:
    """钱处 of the office and 林科 of the coordination read at the same time; 吴主任 signs after both."""
    rows = ((1, "review", "office_head"), (1, "check", "coordinator"), (2, "sign", "leader_in_charge"))
    for order, (stage, action, role) in enumerate(rows, start=1):
        step = {"order": order, "stage": stage, "action": action, "role": role}
        ChainStep.objects.create(unit=case.cast.unit, kind="reply", **step)
    return case.submitted()


def test_two_side_by_side_both_pass(case, side_by_side):
    """Neither makes the other's page stale."""
    one, two = fresh(side_by_side), fresh(side_by_side)
    first, second = route.current_steps(side_by_side)
    outcomes = race(
        lambda: review(one, step=first, **case.by("qian")), lambda: review(two, step=second, **case.by("lin"))
    )
    assert outcomes == ["won", "won"]
    assert [step.result for step in ClearanceStep.objects.filter(reply=side_by_side)] == ["passed", "passed", ""]
    assert route.current_step(fresh(side_by_side)).is_last


def test_side_by_side_review_against_send_back_is_in_order(case, side_by_side):
    """Passed first and sent back then, or sent back and the other told so: never passed after it went back."""
    one, two = fresh(side_by_side), fresh(side_by_side)
    first, second = route.current_steps(side_by_side)
    outcomes = race(
        lambda: review(one, step=first, **case.by("qian")),
        lambda: send_back(two, remark="改", step=second, **case.by("lin")),
    )
    results = [step.result for step in ClearanceStep.objects.filter(reply=side_by_side)]
    told = {("won", "won"): "passed", ("stale", "won"): "dropped"}[tuple(outcomes)]
    assert results == [told, "sent_back", "dropped"]
    assert (fresh(side_by_side).state, fresh(side_by_side).version) == ("drafting", 2)
    assert verify_log().unbroken
