"""The order of the answers in the letter, and asks answered together."""

import pytest

from huiyin.flow.errors import NotAllowed, NotReady, Stale
from huiyin.replies.actions import save_answer, start_draft
from huiyin.replies.checks import submit_blockers
from huiyin.replies.letter.body import sections_of
from huiyin.replies.letter.content import content_of, digest_of
from huiyin.replies.letter.letters import compose, letter_of
from huiyin.replies.models import Promise
from huiyin.replies.writing.ordering import arrange, join, move_answer, part


def headings(reply) -> list[str]:
    return [block.text for block in letter_of(reply).paragraphs if block.kind == "h1"]


def row(reply, number):
    return reply.answers.select_related("ask", "reply", "together_with").get(ask__number=number)


def test_the_letter_follows_the_order_given(case):
    reply = arrange(case.drafted(), [3, 1, 2], **case.by("wang"))
    assert headings(reply)[0] == "一、关于培养托育专业人才"
    assert [answer["ask"] for answer in content_of(reply)["answers"]] == [3, 1, 2]


def test_an_order_names_every_ask_once(case):
    reply = case.drafted()
    for wrong in ([1, 2], [1, 2, 2], [1, 2, 3, 4]):
        with pytest.raises(NotReady, match="每一项诉求都要排到"):
            arrange(reply, wrong, **case.by("wang"))


def test_an_answer_moves_past_its_neighbour(case):
    reply = case.drafted()
    move_answer(row(reply, 3), earlier=True, **case.by("wang"))
    move_answer(row(reply, 1), earlier=True, **case.by("wang"))
    assert [answer["ask"] for answer in content_of(reply)["answers"]] == [1, 3, 2]


def test_answered_together_it_has_no_section_of_its_own(case):
    reply = case.drafted()
    save_answer(reply, case.item.asks.last(), decision="explained", text="", **case.by("wang"))
    assert [str(blocker) for blocker in submit_blockers(reply)] == ["第 3 项诉求没有答"]
    join(row(reply, 3), row(reply, 1), **case.by("wang"))
    assert headings(reply) == ["一、关于把托育服务纳入规划、培养托育专业人才", "二、关于加大普惠托育机构投入"]
    assert submit_blockers(reply) == []
    assert sections_of(content_of(reply))[1].asks == (1, 3)


def test_its_decision_is_still_asked(case):
    reply = case.drafted()
    join(row(reply, 3), row(reply, 1), **case.by("wang"))
    save_answer(reply, case.item.asks.last(), decision="", text="", **case.by("wang"))
    assert [str(blocker) for blocker in submit_blockers(reply)] == ["第 3 项诉求没有答"]


def test_joining_never_goes_in_circles(case):
    reply = case.drafted()
    join(row(reply, 2), row(reply, 1), **case.by("wang"))
    join(row(reply, 3), row(reply, 2), **case.by("wang"))
    assert row(reply, 3).together_with.ask.number == 1
    with pytest.raises(NotReady, match="不能互相并入"):
        join(row(reply, 1), row(reply, 3), **case.by("wang"))
    part(row(reply, 2), **case.by("wang"))
    assert row(reply, 2).together_with is None


def test_a_promise_of_a_joined_ask_is_still_said(case):
    reply = case.drafted("B")
    save_answer(reply, case.item.asks.last(), decision="partly", text="", **case.by("wang"))
    join(row(reply, 3), row(reply, 1), **case.by("wang"))
    assert "印发托育服务示范标准" in letter_of(reply).paragraphs[-2].text


def test_it_is_no_longer_arranged_once_submitted(case):
    with pytest.raises(Stale):
        arrange(case.submitted(), [3, 2, 1], **case.by("wang"))


def test_strangers_do_not_arrange(case):
    with pytest.raises(NotAllowed):
        arrange(case.drafted(), [3, 2, 1], **case.by("stranger"))


def test_a_new_letter_takes_all_of_it_over(case):
    before = case.drafted()
    said = {"decision": "adopted", "text": "已办。", "lead_in": "关于人才：", "evidence_file": case.scan()}
    save_answer(before, case.item.asks.last(), **said, **case.by("wang"))
    join(row(before, 2), row(before, 1), **case.by("wang"))
    arrange(before, [3, 1, 2], **case.by("wang"))
    type(before).objects.filter(pk=before.pk).update(state="superseded")
    after = start_draft(case.assignment, supersedes=before, **case.by("wang"))
    assert content_of(after)["answers"] == content_of(before)["answers"]


@pytest.mark.rule("R49")
def test_a_letter_frozen_before_these_columns_reads_the_same(case):
    reply = case.drafted("B")
    Promise.objects.update(milestone="")
    content = content_of(reply)
    new = {"lead_in", "together_with", "evidence_file", "opinions_text", "promises_text"}
    assert not new & {*content, *content["answers"][0]} and "milestone" not in content["answers"][2]["promises"][0]
    assert len(compose(content).paragraphs) == 9 and digest_of(content) == digest_of(dict(content))
