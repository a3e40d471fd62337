"""拟稿."""

import pytest

from huiyin.flow.errors import NotAllowed, NotReady, Stale
from huiyin.replies.actions import start_draft
from tests.answering import hand_over


def test_it_has_one_row_for_each_ask(case):
    reply = start_draft(case.assignment, **case.by("wang"))
    assert [answer.ask.number for answer in reply.answers.all()] == [1, 2, 3]
    assert reply.drafter == case.cast.people["wang"]


def test_it_begins_as_the_pack_and_the_item_say(case):
    reply = start_draft(case.assignment, **case.by("wang"))
    assert reply.title == f"关于{case.item.session.name}第0031号建议的答复"
    assert "《关于加强0—3岁托育服务的建议》（第0031号）收悉" in reply.opening
    assert (reply.disclosure, reply.disclosure_reason) == ("full", "")
    assert reply.contact_name == "人口处 王工"
    assert reply.contact_phone == "000-00000000"
    assert reply.copies == ["市人大常委会代表工作机构", "市政府督查室"]


@pytest.mark.parametrize(
    ("consent", "disclosure", "reason"),
    [("title_only", "on_request", "提出人仅同意公开标题"), ("no", "none", "提出人不同意公开"), ("", "", "")],
)
def test_disclosure_follows_the_consent(cast, now, consent, disclosure, reason):
    case = hand_over(cast, now, consent=consent)
    reply = start_draft(case.assignment, **case.by("wang"))
    assert (reply.disclosure, reply.disclosure_reason) == (disclosure, reason)


@pytest.mark.rule("R35")
def test_an_office_cannot_answer_in_its_own_name(case):
    with pytest.raises(NotAllowed, match="处室不能"):
        start_draft(case.assignment.children.first(), **case.by("wang"))


@pytest.mark.rule("R34")
def test_an_assisting_unit_gives_an_opinion(assisting):
    reply = start_draft(assisting.assignment, **assisting.by("wang"))
    assert reply.kind == "opinion"
    assert reply.title.endswith("建议的会办意见")
    assert reply.copies == []


def test_an_assisting_unit_cannot_reply(assisting):
    with pytest.raises(NotAllowed, match="会办单位"):
        start_draft(assisting.assignment, kind="reply", **assisting.by("wang"))


def test_refer_is_not_answered(cast, now):
    case = hand_over(cast, now, role="refer")
    with pytest.raises(NotAllowed):
        start_draft(case.assignment, **case.by("lin"))


@pytest.mark.parametrize("login", ["wang", "qian", "zhao", "sun", "lin"])
def test_offices_and_coordinator_draft(case, login):
    assert start_draft(case.assignment, **case.by(login)).pk


@pytest.mark.parametrize("login", ["wu", "zhou", "feng", "zheng", "stranger"])
def test_others_cannot(case, login):
    with pytest.raises(NotAllowed):
        start_draft(case.assignment, **case.by(login))


def test_there_is_one_draft_at_a_time(case):
    start_draft(case.assignment, **case.by("wang"))
    with pytest.raises(Stale):
        start_draft(case.assignment, **case.by("zhao"))


def test_it_waits_for_the_receipt(cast, now):
    case = hand_over(cast, now, received=False)
    with pytest.raises(NotReady, match="待签收"):
        start_draft(case.assignment, **case.by("lin"))
