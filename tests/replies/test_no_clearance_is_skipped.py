"""Whatever is tried in whatever order: what goes out was passed by every step, by others than who wrote it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huiyin.events.actors import local_day
from huiyin.flow.errors import HouseError
from huiyin.replies import actions, content
from huiyin.replies.actions import RecordedStep
from huiyin.replies.models import Reply, StepResult

LOGINS = ("wang", "qian", "zhao", "lin", "wu", "zhou", "stranger", "feng")
ROLES = ("office_head", "coordinator", "leader_in_charge")


def acts(case, reply: Reply) -> dict:
    """Every act by name; each takes who acts and a whole number to vary it by."""

    def save(by, n):
        asks = list(case.item.asks.all())
        said = {"decision": "adopted", "text": f"已采纳，建成{n}家。", "evidence": "验收表"}
        actions.save_answer(reply, asks[n % 3], **said, **by)

    def record(by, n):
        roles = ROLES if n % 2 else ROLES[: n % 3]
        steps = [RecordedStep(role, f"领导{n}", local_day(by["now"])) for role in roles]
        actions.record_clearance(reply, steps, way="oa", file=case.scan(), **by)

    return {
        "save": save,
        "submit": lambda by, n: actions.submit(reply, **by),
        "review": lambda by, n: actions.review(reply, **by),
        "sign": lambda by, n: actions.sign(reply, **by),
        "send_back": lambda by, n: actions.send_back(reply, remark="改", **by),
        "record": record,
        "number": lambda by, n: actions.number(reply, f"示卫函〔2022〕{n + 1}号", **by),
        "void": lambda by, n: actions.void_number(reply, reason="错", **by),
        "seal": lambda by, n: actions.seal(reply, **by),
        "issue": lambda by, n: actions.issue(reply, **by),
    }


VERBS = ("save", "submit", "review", "sign", "send_back", "record", "number", "void", "seal", "issue")
ACT = st.tuples(st.sampled_from(VERBS), st.sampled_from(LOGINS), st.integers(0, 5))
CLEARED_HERE = (("submit", "wang"), ("review", "qian"), ("review", "lin"), ("sign", "wu"))
CLEARED_ELSEWHERE = (("record", "lin"),)
SENT = (("number", "lin"), ("seal", "lin"), ("issue", "lin"))


@st.composite
def walks(draw) -> list[tuple[str, str, int]]:
    """The right way to the end, with anything by anybody tried on the way, and steps left out."""
    walk = []
    for verb, login in (*draw(st.sampled_from((CLEARED_HERE, CLEARED_ELSEWHERE))), *SENT):
        walk += draw(st.lists(ACT, max_size=2))
        if draw(st.integers(0, 9)):
            walk.append((verb, login, 5))
    return walk


@pytest.mark.django_db
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(walk=walks(), drafter=st.sampled_from(("wang", "wang", "lin", "qian")))
def test_no_sequence_of_acts_skips_a_clearance(case, walk, drafter):
    reply = _new_draft(case, drafter)
    known = acts(case, reply)
    for verb, login, n in walk:
        try:
            known[verb](case.by(login), n)
        except HouseError:
            reply = Reply.objects.get(pk=reply.pk)
            known = acts(case, reply)
        reply.refresh_from_db()
        check(reply)


def _new_draft(case, drafter: str) -> Reply:
    """Each walk begins anew, in the same transaction."""
    for old in case.assignment.replies.all():
        old.doc_numbers.all().delete()
        old.delete()
    case.assignment.duties.filter(kind="rating").delete()
    type(case.assignment).objects.filter(pk=case.assignment.pk).update(state="handling")
    case.assignment.refresh_from_db()
    return case.drafted(login=drafter)


def check(reply: Reply) -> None:
    if reply.state not in ("signed", "issued"):
        assert reply.frozen is None
        return
    steps = list(reply.steps.filter(round=reply.clearing_round))
    assert [step.role for step in steps] == list(ROLES)
    assert {step.result for step in steps} == {StepResult.PASSED}
    assert f"user:{reply.drafter_id}" not in {step.done_by for step in steps}
    assert steps[-1].done_by not in {answer.written_by for answer in reply.answers.all()}
    assert content.digest_of(reply.frozen) == reply.frozen_hash
    assert reply.frozen == reply.versions.get(number=reply.version).content
    if reply.state == "issued":
        assert reply.doc_no and reply.sealed_on and reply.letter_id
