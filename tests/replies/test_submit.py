"""送审."""

import pytest

from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.items.actions import edit_asks, mark
from huiyin.replies.actions import ask_opinion, receive_opinion, save_answer, save_head, start_draft, submit
from huiyin.replies.checks import submit_blockers
from huiyin.replies.letter import content
from huiyin.replies.models import ChainStep
from tests.answering import TEXT


def texts(reply) -> str:
    return "；".join(str(blocker) for blocker in submit_blockers(reply))


def test_an_empty_draft_says_all_that_is_missing(case):
    reply = start_draft(case.assignment, **case.by("wang"))
    assert [blocker.where for blocker in submit_blockers(reply)] == ["answers"] * 3 + ["class"]
    with pytest.raises(NotReady, match="第 1 项诉求没有答"):
        submit(reply, **case.by("wang"))


def test_nothing_is_missing_from_a_full_draft(case):
    assert submit_blockers(case.drafted()) == []


@pytest.mark.parametrize(
    ("facts", "where"),
    [
        ({"disclosure": ""}, "disclosure"),
        ({"disclosure": "none"}, "disclosure"),
        ({"contact_phone": " "}, "contacts"),
        ({"class_letter": ""}, "class"),
    ],
)
def test_the_head_must_be_full(case, facts, where):
    reply = save_head(case.drafted(), **facts, **case.by("wang"))
    assert [blocker.where for blocker in submit_blockers(reply)] == [where]


def test_class_b_needs_a_promise(case):
    reply = case.drafted("B")
    reply.answers.last().promises.all().delete()
    assert "B类答复至少要有一条" in texts(reply)


def test_class_c_needs_an_explanation_and_a_contact(case):
    reply = start_draft(case.assignment, **case.by("wang"))
    save_head(reply, class_letter="C", **case.by("wang"))
    for ask in case.item.asks.all():
        save_answer(reply, ask, decision="explained", text="受条件限制。", **case.by("wang"))
    assert "至少 20 字" in texts(reply)
    assert "先与提出人沟通" in texts(reply)


def test_class_a_needs_evidence_for_what_is_adopted(case):
    reply = case.drafted()
    save_answer(reply, case.item.asks.first(), decision="adopted", text=TEXT, **case.by("wang"))
    assert texts(reply) == "第 1 项采纳了，还没有附办成的证据"


def test_an_ask_added_later_must_be_answered_too(case):
    reply = case.drafted()
    edit_asks(case.item, [ask.text for ask in case.item.asks.all()] + ["老旧小区配建托育用房"], **case.by("lin"))
    assert texts(reply) == "第 4 项诉求没有答"


@pytest.mark.rule("R25")
def test_opinions_asked_for_must_be_in(case):
    opinion = ask_opinion(case.assignment, case.cast.other, **case.by("wang"))
    reply = case.drafted()
    assert "示例市教育局的会办意见还没有收到" in texts(reply)
    receive_opinion(opinion, text="今年高职早教专业扩招。", **case.by("wang"))
    assert texts(reply) == ""


def test_it_keeps_the_version_and_makes_the_steps(case):
    reply = case.submitted()
    version = reply.versions.get()
    assert reply.state == "clearing"
    assert (version.number, version.digest) == (1, content.digest_of(version.content))
    assert [step.role for step in reply.steps.all()] == ["office_head", "coordinator", "leader_in_charge"]
    assert [step.unit for step in reply.steps.all()] == [case.cast.renkou, case.cast.unit, case.cast.unit]
    assert [step.is_last for step in reply.steps.all()] == [False, False, True]
    assert reply.steps.last().person == case.cast.people["wu"]


def test_a_key_item_takes_the_longer_chain(case):
    mark(case.item, kind="leader_led", by_whom="市人大常委会", **case.by("lin"))
    assert [step.role for step in case.submitted().steps.all()][-1] == "chief"


def test_the_units_own_chain_goes_before_the_packs(case):
    for order, role in enumerate(("office_head", "chief"), start=1):
        ChainStep.objects.create(unit=case.cast.unit, kind="reply", order=order, stage=order, role=role)
    assert [step.role for step in case.submitted().steps.all()] == ["office_head", "chief"]


def test_an_opinion_needs_words_or_none_declared(assisting):
    reply = start_draft(assisting.assignment, **assisting.by("wang"))
    assert "还没有写意见" in texts(reply)
    save_head(reply, no_opinion=True, **assisting.by("wang"))
    submit(reply, **assisting.by("wang"))
    assert [step.role for step in reply.steps.all()] == ["office_head", "coordinator"]


def test_a_leader_cannot_submit(case):
    with pytest.raises(NotAllowed):
        submit(case.drafted(), **case.by("wu"))
