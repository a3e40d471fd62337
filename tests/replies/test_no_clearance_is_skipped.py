"""Whatever is tried in whatever order: what goes out was passed by every step, by others than who wrote it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huiyin.events.actors import local_day
from huiyin.flow.errors import HouseError
from huiyin.replies import actions, remarks
from huiyin.replies.actions import RecordedStep
from huiyin.replies.chain import route
from huiyin.replies.chain.chain_rules import StepDraft
from huiyin.replies.clearance import gates
from huiyin.replies.letter import content
from huiyin.replies.models import GATES, ChainStep, Reply, StepResult

LOGINS = ("wang", "qian", "sun", "zhao", "lin", "wu", "zhou", "stranger", "feng")
FINDINGS = ("", "not_secret", "secret", "full", "on_request", "not_secret")
HOLDERS = {"coordinator": "lin", "leader_in_charge": "wu"}


def acts(case, reply: Reply) -> dict:
    """Every act by name; each takes who acts and a whole number to vary it by."""

    def save(by, n):
        asks = list(case.item.asks.all())
        said = {"decision": "adopted", "text": f"已采纳，建成{n}家。", "evidence": "验收表"}
        actions.save_answer(reply, asks[n % 3], **said, **by)

    def record(by, n):
        left = [step.role for step in route.round_of(reply) if not step.result]
        stops = left if reply.state == "clearing" else [stop.role for stop in route.stops_of(reply, on=case.now.date())]
        roles = stops if n % 2 else stops[: n % 3]
        steps = [RecordedStep(role, f"领导{n}", local_day(by["now"])) for role in roles]
        actions.record_clearance(reply, steps, way="oa", file=case.scan(), **by)

    def to_step(by, n):
        steps = route.round_of(reply)
        if steps:
            actions.send_back(reply, remark="再核", to=steps[n % len(steps)], **by)

    def send_back(by, n):
        noted = [remarks.RemarkDraft(1, 1, "", "改")] if n % 2 else []
        actions.send_back(reply, remark="改", remarks=noted, **by)

    return {
        "save": save,
        "submit": lambda by, n: actions.submit(reply, **by),
        "review": lambda by, n: actions.review(reply, finding=FINDINGS[n], **by),
        "sign": lambda by, n: actions.sign(reply, **by),
        "send_back": send_back,
        "to_step": to_step,
        "settle": lambda by, n: [remarks.settle(remark, **by) for remark in remarks.unsettled(reply)],
        "find_secret": lambda by, n: gates.find_secret(reply, remark="密", **by),
        "record": record,
        "number": lambda by, n: actions.number(reply, f"示卫函〔2022〕{n + 1}号", **by),
        "void": lambda by, n: actions.void_number(reply, reason="错", **by),
        "seal": lambda by, n: actions.seal(reply, **by),
        "issue": lambda by, n: actions.issue(reply, **by),
    }


CLEARING = ("submit", "review", "sign", "send_back", "to_step", "settle", "find_secret")
VERBS = ("save", *CLEARING, "record", "number", "void", "seal", "issue")
ACT = st.tuples(st.sampled_from(VERBS), st.sampled_from(LOGINS), st.integers(0, 5))
HERE = (("submit", "wang"), ("review", "qian"), ("review", "lin"), ("sign", "wu"))
WITH_GATES = (
    ("submit", "wang"),
    ("review", "qian"),
    *(("review", "lin"), ("review", "sun"), ("review", "zhao"), ("review", "zhou")),
    ("sign", "wu"),
)
ELSEWHERE = (("record", "lin"),)
SENT = (("number", "lin"), ("seal", "lin"), ("issue", "lin"))
FOUND = {"zhao": 1, "zhou": 3}
"""In the right walk 赵工 finds it not secret and 周局 keeps the gate on disclosure."""


@st.composite
def walks(draw, ways) -> list[tuple[str, str, int]]:
    """The right way to the end, with anything by anybody tried on the way, and steps left out."""
    walk = []
    for verb, login in (*draw(st.sampled_from(ways)), *SENT):
        walk += draw(st.lists(ACT, max_size=2))
        if draw(st.integers(0, 9)):
            walk.append((verb, login, FOUND.get(login, 5)))
    return walk


few = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
DRAFTERS = st.sampled_from(("wang", "wang", "lin", "qian"))


@pytest.mark.django_db
@pytest.mark.rule("R25", "R84")
@few
@given(walk=walks((HERE, ELSEWHERE)), drafter=DRAFTERS)
def test_no_sequence_of_acts_skips_a_clearance(case, walk, drafter):
    ChainStep.objects.all().delete()
    go(case, walk, _new_draft(case, drafter), stages=3)


@pytest.mark.django_db
@pytest.mark.rule("R84", "R48")
@few
@given(walk=walks((WITH_GATES, WITH_GATES, ELSEWHERE)), drafter=DRAFTERS)
def test_nor_where_steps_go_side_by_side_and_gates_stand(case, walk, drafter):
    set_chain(case)
    go(case, walk, _new_draft(case, drafter), stages=4)


def set_chain(case) -> None:
    """林科 checks while 孙处 countersigns; then the gates of 赵工 and 周局 at once; 吴主任 signs."""
    people = case.cast.people
    chain = (
        StepDraft(1, "review", "office_head"),
        StepDraft(2, "check", "coordinator"),
        StepDraft(2, "countersign", "office_head"),
        StepDraft(3, "secrecy", person=people["zhao"]),
        StepDraft(3, "disclosure", person=people["zhou"]),
        StepDraft(4, "sign", "leader_in_charge"),
    )
    ChainStep.objects.all().delete()
    for order, step in enumerate(chain, start=1):
        facts = {"stage": step.stage, "action": step.action, "role": step.role, "person": step.person}
        ChainStep.objects.create(unit=case.cast.unit, kind="reply", order=order, **facts)


def go(case, walk, reply: Reply, *, stages: int) -> None:
    known = acts(case, reply)
    for verb, login, n in walk:
        try:
            known[verb](case.by(login), n)
        except HouseError:
            reply = Reply.objects.get(pk=reply.pk)
            known = acts(case, reply)
        reply.refresh_from_db()
        check(case, reply, stages)


def _new_draft(case, drafter: str) -> Reply:
    """Each walk begins anew, in the same transaction."""
    for old in case.assignment.replies.all():
        old.doc_numbers.all().delete()
        old.delete()
    case.assignment.duties.filter(kind="rating").delete()
    type(case.assignment).objects.filter(pk=case.assignment.pk).update(state="handling")
    case.assignment.refresh_from_db()
    return case.drafted(login=drafter)


def check(case, reply: Reply, stages: int) -> None:
    if reply.state not in ("signed", "issued"):
        assert reply.frozen is None
        return
    steps = list(reply.steps.filter(round=reply.clearing_round))
    assert sorted({step.stage for step in steps}) == list(range(1, stages + 1))
    assert [step.is_last for step in steps].count(True) == 1
    for step in steps:
        assert step.result == StepResult.PASSED
        assert step.recorded_from or step.done_by == f"user:{holder(case, step).pk}"
        assert step.done_by != f"user:{reply.drafter_id}" or step.recorded_from
        assert step.action not in GATES or step.finding
    assert steps[-1].recorded_from or steps[-1].done_by not in {answer.written_by for answer in reply.answers.all()}
    assert not reply.steps.filter(round=reply.clearing_round, finding="secret").exists()
    assert content.digest_of(reply.frozen) == reply.frozen_hash
    assert reply.frozen == reply.versions.get(number=reply.version).content
    if reply.state == "issued":
        assert reply.doc_no and reply.sealed_on and reply.letter_id


def holder(case, step):
    """Who alone is entitled to a step of these chains."""
    if step.person:
        return step.person
    office = {case.cast.renkou.pk: "qian", case.cast.jiceng.pk: "sun"}
    return case.cast.people[HOLDERS.get(step.role) or office[step.unit_id]]
