"""What is done with a part of an item: signed for, declined, talked over, extended, paused, answered, closed."""

import datetime as dt

from huiyin.events.actors import SYSTEM
from huiyin.handling import actions, changing, contacts, declining, duties, intervals, lapsing, waits
from huiyin.handling.models import Contact, Duty, Extension, Pause, Role, State
from huiyin.handling.redirecting import redirect
from tests.walk.walker import Nothing, Walker

OPEN = (State.WAITING, State.HANDLING, State.DECLINING, State.ANSWERED)
CHANGES = (Role.ASSIST, Role.LEAD, Role.REFER, Role.SEPARATE)


def sign_for(walk: Walker) -> None:
    row = walk.row(State.WAITING)
    actions.sign_for(row, **walk.of(row))


def note(walk: Walker) -> None:
    row = walk.row(State.WAITING, role=Role.REFER)
    actions.note(row, **walk.of(row))


def decline(walk: Walker) -> None:
    row = walk.row(State.WAITING, State.HANDLING)
    declining.decline(row, reason="不属职责", proposed_unit="示例市教育局", **walk.of(row))


def grant_decline(walk: Walker) -> None:
    row = walk.row(State.DECLINING)
    declining.grant_decline(row, **walk.above(row))


def refuse_decline(walk: Walker) -> None:
    row = walk.row(State.DECLINING)
    declining.refuse_decline(row, remark="请继续办理", **walk.above(row))


def take_back_decline(walk: Walker) -> None:
    row = walk.row(State.DECLINING)
    declining.take_back_decline(row, **walk.of(row))


def silence(walk: Walker) -> None:
    lapsing.lapse_windows(today=walk.today, by=SYSTEM, now=walk.now)


def redirect_share(walk: Walker) -> None:
    share, cast = walk.row(State.DECLINING, parent__isnull=False), walk.world.cast
    redirect(share, cast.jiceng if share.unit_id == cast.renkou.pk else cast.renkou, **walk.of(share))


def change_role(walk: Walker) -> None:
    top = walk.top(State.WAITING, State.HANDLING, State.DECLINING)
    role = walk.other(CHANGES)
    changing.change_role(top, role=role, role_label=role.label, from_on=walk.today, **walk.above(top))


def talk(walk: Walker) -> None:
    row = walk.row(*OPEN)
    way = walk.other(("phone", "in_person", "invitation"))
    said = {"way": way, "people": "王工", "content": "听取意见", "contacted_on": walk.today, "place": "会议室"}
    contacts.add_contact(row, submitter=None, **said, **walk.of(row))


def dispute_talk(walk: Walker) -> None:
    contact = walk.pick(Contact.objects.select_related("assignment__item__batch__unit").order_by("pk"))
    contacts.confirm_contact(
        contact, bool(walk.b % 2), reason="没有联系过", recorded_for=walk.word(), **walk.of(contact.assignment)
    )


def ask_longer(walk: Walker) -> None:
    top = walk.top(State.HANDLING)
    until = walk.today + dt.timedelta(days=30 + walk.b)
    intervals.request_extension(top, until=until, reason="涉及面广", **walk.of(top))


def decide_longer(walk: Walker) -> None:
    row = walk.pick(_extensions(decided_on=None))
    intervals.decide_extension(row, approved=bool(walk.b % 3), approver="督查室", **walk.above(row.assignment))


def tell_longer(walk: Walker) -> None:
    row = walk.pick(_extensions(approved=True))
    intervals.tell_of_extension(row, on=walk.today, **walk.of(row.assignment))


def revoke_longer(walk: Walker) -> None:
    row = walk.pick(_extensions(approved=True))
    intervals.revoke_extension(row, reason="已能按期", **walk.above(row.assignment))


def _extensions(**narrower):
    return Extension.objects.filter(**narrower).select_related("assignment__item__batch__unit").order_by("pk")


def pause(walk: Walker) -> None:
    top = walk.top(State.WAITING, State.HANDLING)
    intervals.pause(top, starts_on=walk.today, reason="等待上位规划", approver="督查室", **walk.of(top))


def resume(walk: Walker) -> None:
    paused = walk.pick(
        Pause.objects.filter(ends_on=None).select_related("assignment__item__batch__unit").order_by("pk")
    )
    intervals.resume(paused.assignment, on=walk.today, **walk.of(paused.assignment))


def revoke_pause(walk: Walker) -> None:
    paused = walk.pick(Pause.objects.select_related("assignment__item__batch__unit").order_by("pk"))
    intervals.revoke_pause(paused, reason="登记有误", **walk.above(paused.assignment))


def answer(walk: Walker) -> None:
    row = walk.row(State.HANDLING)
    actions.answer(row, on=walk.today, **walk.of(row))


def close(walk: Walker) -> None:
    row = walk.row(State.ANSWERED)
    actions.close(row, **walk.of(row))


def finish(walk: Walker) -> None:
    """What is still owed is waived; then it is closed."""
    row = walk.row(State.ANSWERED)
    for duty in Duty.objects.owed().filter(assignment=row).select_related("assignment__item__batch__unit"):
        duties.waive_duty(duty, reason="试走", **walk.of(row))
    actions.close(row, **walk.of(row))


def rework(walk: Walker) -> None:
    row = walk.row(State.ANSWERED)
    actions.rework(row, reason="不满意", round=2, **walk.above(row))


def return_from_above(walk: Walker) -> None:
    row = walk.row(State.ANSWERED)
    actions.return_to_handling(row, reason="上级退回", **walk.above(row))


def reopen(walk: Walker) -> None:
    row = walk.row(State.CLOSED)
    actions.reopen(row, reason="再办", **walk.of(row))


def withdraw(walk: Walker) -> None:
    row = walk.row(*OPEN)
    actions.withdraw(row, reason="改由其他单位承办", **walk.above(row))


def say_wait(walk: Walker) -> None:
    top = walk.top(*OPEN)
    kind = walk.other(("oa", "leader", "co_unit"))
    waits.say(top, kind, whom="周局", what="批示", since=walk.today, **walk.of(top))


def go_on(walk: Walker) -> None:
    """The next step of an ordinary life."""
    row = walk.row(*OPEN)
    step = {State.WAITING: actions.sign_for, State.DECLINING: declining.take_back_decline}.get(State(row.state))
    if step:
        step(row, **walk.of(row))
    elif row.state == State.HANDLING:
        actions.answer(row, on=walk.today, **walk.of(row))
    elif row.state == State.ANSWERED:
        finish(walk)
    else:
        raise Nothing
