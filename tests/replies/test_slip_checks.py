"""What is said of the routing slip before a letter is submitted along it."""

from huiyin.accounts.actions import stand_in
from huiyin.accounts.models import Role
from huiyin.events.actors import SYSTEM
from huiyin.replies.chain.slip_checks import warnings


def said(case, reply) -> list[str]:
    return warnings(reply, on=case.now.date())


def test_nothing_while_every_post_is_held(case):
    assert said(case, case.drafted()) == []


def test_a_step_only_the_drafter_could_take(case):
    reply = case.drafted(login="qian")
    assert said(case, reply) == ["处室负责人这一步只有拟稿人钱处能办，请安排代理"]
    people, day = case.cast.people, case.now.date()
    seat = {"unit": case.cast.renkou, "role": Role.OFFICE_HEAD, "starts_on": day, "ends_on": day}
    stand_in(people["qian"], people["sun"], by=SYSTEM, now=case.now, **seat)
    assert said(case, reply) == []


def test_a_post_nobody_holds(case):
    case.cast.people["lin"].posts.update(held_to=case.now.date())
    assert said(case, case.drafted()) == ["综合协调这一步，示例市卫生健康委员会还没有人任综合协调"]
