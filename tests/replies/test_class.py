"""答复分类: within the scheme, in agreement with the answers, with evidence, commitments or an explanation."""

import pytest

from huiyin.flow.errors import NotReady
from huiyin.replies import classes
from huiyin.replies.actions import remove_promise, save_answer, save_head, submit
from huiyin.replies.models import AskAnswer, Promise, Reply
from tests.answering import TEXT


def said(case, reply, *decisions: str, evidence: str = "验收表") -> Reply:
    for ask, decision in zip(case.item.asks.all(), decisions, strict=True):
        save_answer(reply, ask, decision=decision, text=TEXT, evidence=evidence, **case.by("wang"))
    return reply


def missing(case, reply) -> list[str]:
    with pytest.raises(NotReady) as error:
        submit(reply, **case.by("wang"))
    return [str(blocker) for blocker in error.value.blockers]


@pytest.mark.rule("R50")
def test_a_letter_is_kept_with_its_scheme_and_its_meaning(case):
    reply = case.drafted("B")
    assert (reply.class_scheme, reply.class_canonical) == ("hubei_ABC", "planned")
    with pytest.raises(NotReady, match="没有“D”类"):
        save_head(reply, class_letter="D", **case.by("wang"))


@pytest.mark.rule("R50")
def test_a_letter_of_another_scheme_is_chosen_anew(case):
    reply = case.drafted("A")
    Reply.objects.filter(pk=reply.pk).update(class_scheme="ABC_plain")
    reply.refresh_from_db()
    assert classes.class_of(reply).label == "已解决或采纳"
    assert missing(case, reply) == ["分类是按别的办法定的，请按“湖北A、B、C三类”重新选一次"]


def test_what_is_solved_is_proved_ask_by_ask(case):
    reply = said(case, case.drafted("A"), "adopted", "adopted", "explained", evidence="")
    assert [text[:6] for text in missing(case, reply)] == ["第 1 项采", "第 2 项采"]


def test_a_file_proves_as_well_as_words(case):
    reply = said(case, case.drafted("A"), "adopted", "adopted", "adopted", evidence="")
    AskAnswer.objects.filter(reply=reply).update(evidence_file=case.scan("验收表.pdf"))
    assert submit(reply, **case.by("wang")).state == "clearing"


def test_partly_adopted_is_hardly_solved(case):
    reply = said(case, case.drafted("A"), "adopted", "adopted", "partly")
    AskAnswer.objects.filter(reply=reply, ask__number=3).update(evidence="")
    assert missing(case, reply) == ["第 3 项是“部分采纳”，全件定为 A 类要附办成的证据，或改分类"]


def test_nothing_adopted_is_not_solved(case):
    reply = said(case, case.drafted("A"), "explained", "not_adopted", "explained")
    assert missing(case, reply)[0].startswith("没有一项是采纳的，全件不能定为 A 类")


@pytest.mark.rule("R51")
def test_what_is_planned_has_a_commitment_with_owner_steps_and_day(case):
    reply = case.drafted("B")
    Promise.objects.filter(answer__reply=reply).update(milestone="")
    assert missing(case, reply) == ["承诺“印发托育服务示范标准”还没有写阶段安排"]
    remove_promise(Promise.objects.get(answer__reply=reply), **case.by("wang"))
    assert missing(case, reply) == ["B类答复至少要有一条写明责任处室、阶段安排和期限的承诺"]


@pytest.mark.rule("R52")
def test_what_cannot_be_done_is_explained_at_length_and_talked_over(case):
    reply = case.drafted("A")
    save_head(reply, class_letter="C", **case.by("wang"))
    for ask in case.item.asks.all():
        save_answer(reply, ask, decision="not_adopted", text="办不了。", **case.by("wang"))
    assert missing(case, reply) == ["C类答复要说明原因，至少 20 字", "C类答复要先与提出人沟通并有记录"]


@pytest.mark.parametrize(
    ("decisions", "letter"),
    [
        (("adopted", "adopted", "adopted"), "A"),
        (("adopted", "partly", "adopted"), "B"),
        (("explained", "not_adopted", "explained"), "C"),
    ],
)
def test_the_answers_suggest_a_class_and_set_none(case, decisions, letter):
    reply = said(case, case.drafted("C"), *decisions)
    assert classes.suggestion(reply).found.letter == letter
    assert Reply.objects.get(pk=reply.pk).class_letter == "C"


def test_our_own_share_counts_what_stands(case):
    assert classes.share(case.cast.unit, 2022, on=case.now.date()).rate is None
    case.issued("A")
    assert classes.share(case.cast.unit, 2022, on=case.now.date()) == (1, 1)
    assert classes.share(case.cast.unit, 2021, on=case.now.date()) == (0, 0)
