"""审签: who sees it, who may decide, and that a signature asks for the password."""

import pytest
from django.urls import reverse

from huiyin.cli.demo.cast import PASSWORD
from huiyin.replies.chain import route
from huiyin.replies.models import State


def at(name: str, reply) -> str:
    return reverse(name, args=[reply.pk])


def step_of(reply) -> int:
    reply.refresh_from_db()
    return route.current_step(reply).pk


@pytest.fixture
def last_step(case):
    """Everything cleared but the signature of 吴主任."""
    reply = case.submitted()
    while not route.current_step(reply).is_last:
        case.passed(reply)
    return reply


def test_it_lies_with_whose_turn_it_is(case, browse):
    reply = case.submitted()
    assert at("clear", reply) in browse("qian").get(reverse("clearing")).content.decode()
    assert at("clear", reply) not in browse("wu").get(reverse("clearing")).content.decode()


def test_an_intermediate_step_needs_no_password(case, browse):
    reply = case.submitted()
    browse("qian").post(at("review", reply), {"step": step_of(reply), "remark": "同意"})
    assert reply.steps.get(order=1).done_by_name == "钱处"


def test_signing_asks_for_the_password(last_step, browse):
    page = browse("wu").post(at("sign", last_step), {"step": step_of(last_step)})
    last_step.refresh_from_db()
    assert last_step.state == State.CLEARING and "请输入密码" in page.content.decode()


def test_a_wrong_password_signs_nothing(last_step, browse):
    said = {"step": step_of(last_step), "password": "wrong", "remark": "看过了"}
    page = browse("wu").post(at("sign", last_step), said).content.decode()
    last_step.refresh_from_db()
    assert last_step.state == State.CLEARING and "密码不对" in page and "看过了" in page


def test_five_wrong_passwords_shut_the_door_for_a_while(last_step, browse):
    leader, said = browse("wu"), {"step": step_of(last_step), "password": "wrong"}
    for _ in range(12):
        leader.post(at("sign", last_step), said)
    leader.post(at("sign", last_step), said | {"password": PASSWORD})
    last_step.refresh_from_db()
    assert last_step.state == State.CLEARING


def test_the_right_password_signs_the_version_seen(last_step, browse):
    answer = browse("wu").post(at("sign", last_step), {"step": step_of(last_step), "password": PASSWORD})
    last_step.refresh_from_db()
    assert answer.url == reverse("clearing") and last_step.state == State.SIGNED and last_step.frozen_hash


def test_nobody_else_signs_even_with_a_password(last_step, browse):
    for login in ("qian", "lin", "wang", "zhou"):
        said = {"step": step_of(last_step), "password": PASSWORD}
        assert browse(login).post(at("sign", last_step), said).status_code == 403
    last_step.refresh_from_db()
    assert last_step.state == State.CLEARING


def test_sending_back_needs_a_sentence_and_no_password(last_step, browse):
    leader, step = browse("wu"), step_of(last_step)
    assert "退回要写一句意见" in leader.post(at("send_back", last_step), {"step": step, "remark": " "}).content.decode()
    leader.post(at("send_back", last_step), {"step": step, "remark": "第三条没有说时间", "ask": "3"})
    last_step.refresh_from_db()
    assert (last_step.state, last_step.version) == (State.DRAFTING, 2)


def test_a_step_that_has_moved_on_is_refused(case, browse):
    reply = case.submitted()
    old = step_of(reply)
    case.passed(reply)
    assert browse("lin").post(at("review", reply), {"step": old}).status_code == 409


def test_the_page_shows_what_changed_and_why_it_came_back(case, browse):
    reply = case.submitted()
    browse("qian").post(at("send_back", reply), {"step": step_of(reply), "remark": "数字要新", "ask": "1"})
    reply.refresh_from_db()
    case.written(reply)
    browse("wang").post(reverse("save_answer", args=[reply.pk, 1]), _changed(browse, reply))
    browse("wang").post(at("submit_reply", reply))
    page = browse("qian").get(at("clear", reply)).content.decode()
    assert "退回的那一稿，改了" in page and "数字要新" in page and "<ins>" in page


def test_strangers_find_nothing(last_step, browse):
    assert browse("stranger").get(at("clear", last_step)).status_code == 404
    assert browse("zheng").post(at("sign", last_step), {"password": PASSWORD}).status_code == 404


def test_the_page_asks_a_steady_number_of_questions(last_step, browse, django_assert_max_num_queries):
    """Of one letter, whatever hangs on it; of the list, however long it is."""
    leader = browse("wu")
    with django_assert_max_num_queries(25):
        leader.get(at("clear", last_step))
    with django_assert_max_num_queries(10):
        leader.get(reverse("clearing"))


def _changed(browse, reply) -> dict:
    form = browse("wang").get(at("reply", reply) + "?ask=1").context["answer_form"]
    return {
        "decision": "adopted",
        "text": "已采纳。今年新建25家。",
        "basis": "市托育规划",
        "evidence": "验收表",
        "seen": form["seen"].value(),
    }
