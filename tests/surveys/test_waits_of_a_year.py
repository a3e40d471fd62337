"""等谁 through a year: after every act, the one open wait is what the facts say."""

import pytest

from huiyin.directory.actions import find_or_add_outside_unit
from huiyin.events.actors import RecordedFor
from huiyin.handling.actions import close, sign_for
from huiyin.handling.declining import decline, refuse_decline
from huiyin.handling.models import Assignment, Wait
from huiyin.replies import actions as replies
from huiyin.replies.chain import route
from huiyin.surveys.actions import rate, token_of
from huiyin.surveys.links import digest_of
from huiyin.surveys.models import Invitation
from tests.answering import Case, hand_over

UNIT = "示例市卫生健康委员会"
CLEARERS = {
    "office_head": ("office", "钱处", "核稿"),
    "coordinator": ("office", "林科", "核稿"),
    "leader_in_charge": ("leader", "吴主任", "审签"),
    "chief": ("leader", "周局", "审签"),
}
Word = tuple[str, str, str] | None


def expected_wait(row: Assignment) -> Word:
    """Whose word it is, told from the rows alone."""
    share = row.children.filter(role="lead").exclude(state="withdrawn").first()
    reply = row.replies.order_by("-pk").first()
    if row.state in ("closed", "noted", "withdrawn"):
        return None
    if row.state == "declining":
        return ("dispatcher", "交办单位", "答复退办")
    if row.state == "waiting":
        return ("office", UNIT, "签收")
    said = said_by_letter(row, reply) if reply else None
    if said or row.state == "answered":
        return said or ("office", UNIT, "办结")
    if share is None:
        return ("office", UNIT, "分到处室")
    return ("office", share.unit.name, "签收" if share.state == "waiting" else "办理")


def said_by_letter(row: Assignment, reply) -> Word:
    late = [opinion.unit.name for opinion in row.opinions.all() if opinion.state == "asked"]
    co_unit = ("co_unit", late[0], "会办意见") if late else None
    all_written = all(answer.text for answer in reply.answers.all())
    if reply.state == "drafting":
        return co_unit if all_written else None
    if reply.state == "consulting":
        return ("submitter", "示例代表001", "征询意见")
    if reply.state == "clearing":
        return said_by_step(route.current_step(reply), co_unit)
    if reply.state == "signed":
        return ("registry", "文书", "编号" if not reply.doc_no else "用印" if not reply.sealed_on else "印发")
    return said_after(row, reply)


def said_by_step(step, co_unit: Word) -> Word:
    kind, whom, what = CLEARERS[step.role]
    if step.is_last:
        return co_unit or (kind, whom, "签发")
    return (kind, whom, what)


def said_after(row: Assignment, reply) -> Word:
    if reply.kind == "opinion":
        return ("lead_unit", "主办单位", "答复提出人") if reply.deliveries.exists() else ("registry", "文书", "送达")
    if not reply.deliveries.exists():
        return ("registry", "文书", "送达")
    asked = Invitation.objects.filter(round__reply=reply, rating=None, waived_on=None)
    return ("submitter", "示例代表001", "评价") if asked.exists() else None


@pytest.fixture
def step(django_capture_on_commit_callbacks):
    """step(case, act, …) acts, lets what follows follow, and looks whether the wait fits the facts."""

    def do(case: Case, act, *args, **facts):
        with django_capture_on_commit_callbacks(execute=True):
            done = act(*args, **facts)
        row = Assignment.objects.get(pk=case.assignment.pk)
        found = Wait.objects.filter(assignment=row, ended_on=None).first()
        told = (found.kind, found.whom, found.what) if found else None
        assert told == expected_wait(row), act
        case.later()
        return done

    return do


@pytest.fixture
def taken(cast, now, step) -> Case:
    """An item as its leading office has just taken it."""
    case = hand_over(cast, now)
    step(case, lambda: None)
    step(case, sign_for, case.assignment.children.get(role="lead"), **case.by("wang"))
    return case


def written(case: Case, step):
    reply = step(case, replies.start_draft, case.assignment, **case.by("wang"))
    step(case, case.written, reply)
    case.contacted()
    return reply


def cleared(case: Case, reply, step, no: int = 1):
    step(case, replies.submit, reply, **case.by("wang"))
    while route.current_step(reply):
        step(case, case.passed, reply)
    step(case, replies.number, reply, f"示卫函〔2022〕{no}号", **case.by("lin"))
    step(case, replies.seal, reply, **case.by("lin"))
    return step(case, replies.issue, reply, **case.by("lin"))


def rated(case: Case, step, result: str) -> None:
    last = Invitation.objects.latest("id")
    assert last.token_digest == digest_of(token_of(last))
    facts = {"manner": "satisfied", "result": result, "comment": "没有分步。" if result == "dissatisfied" else ""}
    step(case, rate, last, now=case.now, **facts)
    case.assignment.refresh_from_db()


def test_a_led_item_with_all_its_turns(taken, step):
    case = taken
    reply = written(case, step)
    step(case, replies.consult, reply, **case.by("wang"))
    step(case, replies.record_consultation, reply, result="agreed", **case.by("wang"))
    step(case, replies.submit, reply, **case.by("wang"))
    step(case, replies.send_back, reply, remark="第三条没有说时间。", **case.by("qian"))
    cleared(case, reply, step)
    step(case, case.delivered, reply)
    rated(case, step, "dissatisfied")
    again = step(case, replies.start_draft, case.assignment, **case.by("wang"))
    step(case, case.written, again)
    cleared(case, again, step, no=2)
    step(case, case.delivered, again)
    rated(case, step, "satisfied")


def test_co_units_are_waited_for_when_our_own_part_is_written(taken, step):
    case = taken
    names = ("示例市财政局", "示例市民政局")
    first, second = [find_or_add_outside_unit(name, level="municipal", place="示例市") for name in names]
    opinion = step(case, replies.ask_opinion, case.assignment, first, **case.by("wang"))
    reply = written(case, step)
    step(case, replies.receive_opinion, opinion, text="同意安排资金。", **case.by("lin"))
    step(case, replies.submit, reply, **case.by("wang"))
    while not route.current_step(reply).is_last:
        step(case, case.passed, reply)
    late = step(case, replies.ask_opinion, case.assignment, second, **case.by("wang"))
    step(case, replies.override_opinion, late, reason="催办两次没有反馈", leader="吴主任", **case.by("lin"))


def test_an_assisted_item_waits_for_the_unit_that_leads(cast, now, step):
    case = hand_over(cast, now, role="assist")
    reply = step(case, replies.start_draft, case.assignment, **case.by("wang"))
    step(case, case.written, reply)
    cleared(case, reply, step)
    step(case, replies.deliver, reply, unit=cast.other, way="upstream", **case.by("lin"))
    case.helped()
    case.assignment.refresh_from_db()
    step(case, close, case.assignment, **case.by("lin"))


def test_what_comes_back_is_written_anew(taken, step):
    case = taken
    reply = cleared(case, written(case, step), step)
    step(case, case.delivered, reply)
    reply.refresh_from_db()
    step(case, replies.return_from_above, reply, reason="没有盖章", **case.by("lin"))


def test_a_refused_decline_leaves_the_draft_where_it_lay(taken, step):
    case = taken
    word = RecordedFor("示例市政府督查室", case.now.date(), "phone")
    facts = {"reason": "不属本单位职责", "proposed_unit": "市医保局"}
    reply = replies.start_draft(case.assignment, **case.by("wang"))
    replies.submit(case.written(reply), **case.by("wang"))
    case.assignment.refresh_from_db()
    step(case, decline, case.assignment, **facts, **case.by("lin"))
    word = RecordedFor("示例市政府督查室", case.now.date(), "phone")
    step(case, refuse_decline, case.assignment, remark="继续办理", recorded_for=word, **case.by("lin"))
