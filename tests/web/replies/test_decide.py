"""定夺: remarks at the paragraph, back to a step, gates, side by side, the next letter, and the second factor."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from huiyin.accounts import one_time
from huiyin.accounts.actions import stand_in
from huiyin.accounts.second_factor import turn_on
from huiyin.cli.demo.cast import PASSWORD
from huiyin.replies.chain import route
from huiyin.replies.models import ChainStep, Remark, State
from tests.answering import hand_over

REVIEW = ("review", "office_head", 1)
CHECK = ("check", "coordinator", 2)
SIGN = ("sign", "leader_in_charge", 9)


def at(name: str, reply) -> str:
    return reverse(name, args=[reply.pk])


def step_of(reply, action: str = "") -> int:
    reply.refresh_from_db()
    steps = route.current_steps(reply)
    return next(step.pk for step in steps if action in ("", step.action))


@pytest.fixture
def chain(case):
    """chain((做什么, 岗位, 第几步), …, 保密审查=login): the unit's own."""

    def laid(*steps, keeper: str = "") -> None:
        rows = [{"action": action, "role": role, "stage": stage} for action, role, stage in steps]
        rows += [{"action": "secrecy", "stage": 3, "person": case.cast.people[keeper]}] if keeper else []
        for order, row in enumerate(sorted(rows, key=lambda row: row["stage"]), start=1):
            ChainStep.objects.create(unit=case.cast.unit, kind="reply", order=order, **row)

    return laid


@pytest.fixture
def last_step(case):
    reply = case.submitted()
    while not route.current_step(reply).is_last:
        case.passed(reply)
    return reply


def test_a_remark_stands_at_its_paragraph_and_the_drafter_sees_it(case, browse):
    reply = case.submitted()
    leader = browse("qian")
    assert 'name="remark-2-1"' in leader.get(at("clear", reply)).content.decode()
    leader.post(
        at("send_back", reply), {"step": step_of(reply), "remark-2-1": "哪一年投用？", "remark-9-9": "没有这段"}
    )
    remark = Remark.objects.get()
    assert (remark.ask, remark.paragraph, remark.text, remark.version) == (2, 1, "哪一年投用？", 1)
    desk = browse("wang").get(at("reply", reply) + "?ask=2").content.decode()
    assert "哪一年投用？" in desk and reverse("settle_remark", args=[remark.pk]) in desk


def test_a_settled_remark_is_shown_to_who_made_it(case, browse):
    reply = case.submitted()
    browse("qian").post(at("send_back", reply), {"step": step_of(reply), "remark-2-1": "哪一年投用？"})
    remark = Remark.objects.get()
    browse("wang").post(reverse("settle_remark", args=[remark.pk]), {"answer": "写明2023年"})
    browse("wang").post(at("submit_reply", reply))
    page = browse("qian").get(at("clear", reply)).content.decode()
    assert "哪一年投用？" in page and "写明2023年" in page


def test_strangers_settle_nothing(case, browse):
    reply = case.submitted()
    browse("qian").post(at("send_back", reply), {"step": step_of(reply), "remark-2-1": "哪一年投用？"})
    settle = reverse("settle_remark", args=[Remark.objects.get().pk])
    assert browse("stranger").post(settle, {"answer": "改"}).status_code == 404
    assert browse("wu").post(settle, {"answer": "改"}).status_code == 403
    assert Remark.objects.get().settled_at is None


def test_what_was_typed_at_a_paragraph_stays_when_the_form_comes_back(last_step, browse):
    said = {"step": step_of(last_step), "password": "wrong", "remark-1-1": "数字核过吗"}
    assert "数字核过吗" in browse("wu").post(at("sign", last_step), said).content.decode()


def test_it_goes_back_to_an_earlier_step_with_the_same_version(last_step, browse):
    first = last_step.steps.get(order=1)
    leader = browse("wu")
    assert "退给处长核稿 钱处" in leader.get(at("clear", last_step)).content.decode()
    leader.post(at("send_back", last_step), {"step": step_of(last_step), "remark": "请再核数字", "to": first.pk})
    last_step.refresh_from_db()
    assert (last_step.state, last_step.version) == (State.CLEARING, 1)
    assert at("clear", last_step) in browse("qian").get(reverse("clearing")).content.decode()
    assert "请再核数字" in browse("qian").get(at("clear", last_step)).content.decode()


def test_two_read_side_by_side(case, chain, browse):
    chain(("review", "office_head", 1), ("check", "coordinator", 1), SIGN)
    reply = case.submitted()
    page = browse("lin").get(at("clear", reply)).content.decode()
    assert "同时办" in page and "同时在审" in page
    assert "与他人同时审" in browse("qian").get(reverse("clearing")).content.decode()
    lins = step_of(reply, "check")
    browse("qian").post(at("review", reply), {"step": step_of(reply, "review")})
    browse("lin").post(at("review", reply), {"step": lins})
    reply.refresh_from_db()
    assert route.current_step(reply).is_last


def test_the_gate_asks_for_its_finding(case, chain, browse):
    chain(REVIEW, SIGN, keeper="sun")
    reply = case.passed(case.submitted())
    keeper = browse("sun")
    assert "保密审查结论" in keeper.get(at("clear", reply)).content.decode()
    assert keeper.post(at("review", reply), {"step": step_of(reply)}).status_code == 409
    keeper.post(at("review", reply), {"step": step_of(reply), "finding": "not_secret"})
    assert "不涉密（" in browse("wu").get(at("clear", reply)).content.decode()


def test_what_is_secret_stops_and_is_cleared(case, chain, browse):
    chain(REVIEW, SIGN, keeper="sun")
    reply = case.passed(case.submitted())
    browse("sun").post(at("find_secret", reply), {"step": step_of(reply), "remark": "涉及未公开规划"})
    reply.refresh_from_db()
    assert reply.state == State.DRAFTING and not reply.answers.exclude(text="").exists()


def test_after_signing_comes_the_next_letter_and_the_checksum_is_told(case, last_step, browse):
    other = hand_over(case.cast, case.now, no="0032")
    second = other.passed(other.passed(other.submitted()))
    leader = browse("wu")
    assert "第 1 件，共 2 件" in leader.get(at("clear", last_step)).content.decode()
    said = {"step": step_of(last_step), "password": PASSWORD}
    page = leader.post(at("sign", last_step), said, follow=True)
    last_step.refresh_from_db()
    assert page.request["PATH_INFO"] == at("clear", second)
    assert f"校验码 {last_step.short_hash}" in page.content.decode()


def test_who_stands_in_is_told_so(case, last_step, browse):
    day, people = case.now.date(), case.cast.people
    post = {"unit": case.cast.unit, "role": "leader_in_charge", "starts_on": day, "ends_on": day}
    stand_in(people["wu"], people["zhou"], **post, by=case.person("wu"), now=case.now)
    assert "代 吴主任" in browse("zhou").get(reverse("clearing")).content.decode()
    assert "您代 <b>吴主任</b>" in browse("zhou").get(at("clear", last_step)).content.decode()


def test_one_of_ones_own_is_listed_apart_and_never_begun_with(case, browse):
    reply = case.passed(case.submitted(login="lin"))
    page = browse("lin").get(reverse("clearing")).content.decode()
    assert "您拟的，请他人审" in page and "从第一件开始" not in page
    assert "同一人不得既拟稿又审签" in browse("lin").get(at("clear", reply)).content.decode()


def test_the_coordinator_may_send_back_what_waits_for_somebody_gone(last_step, browse):
    lin = browse("lin")
    assert "由综合协调人退回拟稿" in lin.get(at("clear", last_step)).content.decode()
    lin.post(at("send_back", last_step), {"step": step_of(last_step), "remark": "补材料"})
    last_step.refresh_from_db()
    assert last_step.state == State.DRAFTING


@pytest.fixture
def secret(case) -> str:
    """吴主任 has a second factor; today's code has not been used."""
    made, early = one_time.new_secret(), case.now - dt.timedelta(minutes=5)
    first = one_time.code_at(made, int(early.timestamp()) // one_time.PERIOD)
    turn_on(case.cast.people["wu"], made, first, by=case.person("wu"), now=early)
    return made


def code(secret: str) -> str:
    return one_time.code_at(secret, int(timezone.now().timestamp()) // one_time.PERIOD)


def test_signing_asks_for_the_code_of_who_has_one(secret, last_step, browse):
    leader, said = browse("wu"), {"step": step_of(last_step), "password": PASSWORD}
    assert 'name="code"' in leader.get(at("clear", last_step)).content.decode()
    for wrong in ({}, {"code": "000000"}, {"code": code(secret), "password": "wrong"}):
        leader.post(at("sign", last_step), said | wrong)
        last_step.refresh_from_db()
        assert last_step.state == State.CLEARING
    leader.post(at("sign", last_step), said | {"code": code(secret)})
    last_step.refresh_from_db()
    assert last_step.state == State.SIGNED


def test_a_code_signs_one_letter_only(case, secret, last_step, browse):
    other = hand_over(case.cast, case.now, no="0032")
    second = other.passed(other.passed(other.submitted()))
    leader = browse("wu")
    for reply in (last_step, second):
        said = {"step": step_of(reply), "password": PASSWORD, "code": code(secret)}
        leader.post(at("sign", reply), said)
    last_step.refresh_from_db()
    second.refresh_from_db()
    assert (last_step.state, second.state) == (State.SIGNED, State.CLEARING)
