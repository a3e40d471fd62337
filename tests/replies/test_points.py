"""会办意见 ask by ask: asked, said, used or not and why, and what the letter says of it."""

import pytest

from huiyin.directory.actions import find_or_add_outside_unit
from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed, NotReady, Stale
from huiyin.handling.models import Coordination
from huiyin.replies.actions import ask_opinion, issue, override_opinion, receive_opinion, save_answer, submit
from huiyin.replies.advice import advice
from huiyin.replies.checks import sign_blockers
from huiyin.replies.letter.content import content_of
from huiyin.replies.letter.letters import letter_of
from huiyin.replies.opinion import points
from huiyin.replies.opinion.points import PointUse, unhandled, use_point, use_points
from huiyin.replies.opinion.receiving import correct_opinion
from huiyin.replies.opinion.wording import PointSaid

SAID = (PointSaid(1, "agrees"), PointSaid(2, "partly", "先试点。"), PointSaid(3, "", "高职扩招300人。"))


@pytest.fixture
def unit(db):
    return find_or_add_outside_unit("示例市教育局", level="municipal", place="示例市")


@pytest.fixture
def opinion(case, unit):
    return ask_opinion(case.assignment, unit, **case.by("wang"))


def given(opinion, case, said=SAID, **facts):
    return receive_opinion(opinion, points=said, **facts, **case.by("wang"))


def use(opinion, number, what, case, reason="", login="wang"):
    return use_point(opinion.points.get(ask__number=number), what, reason=reason, **case.by(login))


def stances(opinion) -> list[str]:
    return list(opinion.points.values_list("stance", flat=True))


def said_of_it(reply) -> str:
    texts = (getattr(block, "text", "") for block in letter_of(reply).paragraphs)
    return next(text for text in texts if text.startswith("会办意见采用情况"))


def test_it_is_asked_for_the_chosen_asks_or_all(case, unit, opinion):
    assert opinion.points.count() == 3
    other = find_or_add_outside_unit("示例市财政局", level="municipal", place="示例市")
    chosen = ask_opinion(case.assignment, other, asks=case.item.asks.filter(number=2), **case.by("wang"))
    assert [point.ask.number for point in chosen.points.all()] == [2]


def test_asks_of_another_item_are_not_put(case, assisting, unit):
    with pytest.raises(NotReady, match="不是这一件"):
        ask_opinion(case.assignment, unit, asks=assisting.item.asks.all(), **case.by("wang"))


def test_each_point_has_its_stance_and_words(case, opinion):
    assert stances(given(opinion, case)) == ["agrees", "partly", ""]
    assert opinion.gist == "第 1 项 同意；第 2 项 部分同意：先试点。；第 3 项 高职扩招300人。"


def test_the_stance_on_the_whole_is_the_stance_on_every_ask(case, opinion):
    receive_opinion(opinion, text="我局无意见。", **case.by("wang"))
    assert stances(opinion) == ["none", "none", "none"]


def test_who_disagrees_says_why_and_to_an_ask_there_is(case, opinion):
    with pytest.raises(NotReady, match="写明为什么"):
        given(opinion, case, (PointSaid(1, "disagrees"),))
    with pytest.raises(NotReady, match="没有第 7 项"):
        given(opinion, case, (PointSaid(7, "agrees"),))
    with pytest.raises(NotReady, match="写“无意见”"):
        given(opinion, case, ())


@pytest.mark.rule("R38")
def test_disagreeing_with_one_ask_brings_it_above_by_itself_once(case, opinion):
    given(opinion, case, (PointSaid(2, "disagrees", "没有列入预算。"),))
    row = Coordination.objects.get()
    assert (row.assignment, row.other, row.issue) == (case.assignment, opinion.unit, "第 2 项：没有列入预算。")
    correct_opinion(opinion, points=(PointSaid(2, "disagrees", "没有经费。"),), **case.by("wang"))
    assert Coordination.objects.count() == 1


@pytest.mark.rule("R38")
def test_disagreeing_as_a_whole_does_so_too(case, opinion):
    receive_opinion(opinion, text="我局不同意，理由附后。", **case.by("wang"))
    assert Coordination.objects.get().issue == "我局不同意，理由附后。"
    assert stances(opinion) == ["disagrees"] * 3


def test_what_came_is_recorded_once(case, opinion):
    second = type(opinion).objects.get(pk=opinion.pk)
    given(opinion, case)
    with pytest.raises(Stale, match="已收到"):
        given(second, case)
    assert Event.objects.filter(verb="replies.opinion_received").count() == 1


def test_a_wrong_entry_is_put_right_and_looked_at_anew(case, opinion):
    given(opinion, case)
    use(opinion, 3, "used", case)
    correct_opinion(opinion, points=(*SAID[:2], PointSaid(3, "", "扩招200人。")), **case.by("wang"))
    assert opinion.points.get(ask__number=3).use == ""


@pytest.mark.rule("R34")
def test_the_letter_says_which_point_was_used_where_and_which_not_and_why(case, opinion):
    given(opinion, case)
    uses = {1: ("used", ""), 2: ("partly", ""), 3: ("not_used", "不属高职招生范围")}
    chosen = [PointUse(point, *uses[point.ask.number]) for point in opinion.points.all()]
    use_points(opinion, chosen, **case.by("wang"))
    said = (
        "会办意见采用情况：示例市教育局的会办意见用于第一项，部分用于第二项，对第三项的意见未采用（不属高职招生范围）。"
    )
    assert said_of_it(case.drafted()) == said


@pytest.mark.rule("R34")
def test_no_opinion_reads_as_such(case, opinion):
    receive_opinion(opinion, stance="none", **case.by("wang"))
    assert said_of_it(case.drafted()) == "会办意见采用情况：示例市教育局无意见。"


def test_not_to_use_a_point_needs_a_reason_and_somebody_who_drafts(case, opinion):
    given(opinion, case)
    with pytest.raises(NotReady, match="写明理由"):
        use(opinion, 2, "not_used", case)
    with pytest.raises(NotAllowed):
        use(opinion, 2, "used", case, login="stranger")


def test_nothing_is_used_that_has_not_come(case, opinion):
    with pytest.raises(NotReady, match="还没有收到"):
        use(opinion, 2, "used", case)


def test_choosing_it_at_an_answer_marks_the_point_used(case, opinion):
    given(opinion, case)
    reply, ask = case.drafted(), case.item.asks.get(number=2)
    said = {"decision": "partly", "text": "先试点。"}
    answer = save_answer(reply, ask, opinion=opinion, **said, **case.by("wang"))
    assert opinion.points.get(ask=ask).use == "used"
    use(opinion, 2, "not_used", case, reason="另有安排")
    answer.refresh_from_db()
    assert answer.opinion is None
    save_answer(reply, ask, opinion=opinion, **said, **case.by("wang"))
    save_answer(reply, ask, opinion=None, **said, **case.by("wang"))
    assert opinion.points.get(ask=ask).use == ""


def test_what_nobody_looked_at_is_named(case, opinion):
    given(opinion, case)
    assert unhandled([opinion]) == ["示例市教育局对第 2 项的意见", "示例市教育局对第 3 项的意见"]
    use(opinion, 2, "used", case)
    use(opinion, 3, "used", case)
    assert unhandled([type(opinion).objects.get(pk=opinion.pk)]) == []


def test_its_use_stands_still_while_the_letter_is_cleared_and_after(case, opinion):
    given(opinion, case)
    use(opinion, 2, "used", case)
    reply = case.submitted()
    with pytest.raises(Stale, match="先退回"):
        use(opinion, 2, "partly", case)
    issue(case.sealed(case.through(reply)), **case.by("lin"))
    with pytest.raises(Stale, match="已经印发"):
        use(opinion, 2, "partly", case)
    opinion.refresh_from_db()
    assert opinion.state == "taken"


def test_a_letter_without_points_is_what_it_was(case, opinion):
    receive_opinion(opinion, text="扩招。", **case.by("wang"))
    assert set(content_of(case.drafted(opinion=opinion))["opinions"][0]) == {"unit", "given", "used_in"}


def test_whose_words_are_empty_is_told_why(case, opinion):
    receive_opinion(opinion, text="我局将高度重视，积极配合做好相关工作。", **case.by("wang"))
    assert "“高度重视”" in points.lacking(opinion)[0]
    submitted = correct_opinion(opinion, text="我局无意见。", **case.by("wang"))
    assert points.lacking(submitted) == []


def test_a_submitted_letter_is_not_used_as_draft(case, opinion):
    given(opinion, case)
    submit(case.drafted(), **case.by("wang"))
    with pytest.raises(Stale):
        use(opinion, 1, "used", case)


@pytest.mark.rule("R25")
def test_what_comes_after_the_submission_is_said_at_the_signature(case, opinion):
    override_opinion(opinion, reason="催两次未反馈", **case.by("wu"))
    reply = case.submitted()
    receive_opinion(opinion, text="同意安排资金。", **case.later().by("wang"))
    reply.refresh_from_db()
    said = [blocker.text for blocker in sign_blockers(reply)]
    assert any("示例市教育局的会办意见送审以后才收到" in text for text in said)


@pytest.mark.rule("R25")
def test_a_missing_one_is_named_at_the_signature_too(case, opinion):
    said = [blocker.text for blocker in sign_blockers(case.drafted())]
    assert any("示例市教育局的会办意见还没有收到" in text for text in said)


def test_a_point_nobody_looked_at_is_advised_of(case, opinion):
    given(opinion, case)
    use(opinion, 2, "used", case)
    said = [remark.text for remark in advice(case.drafted()) if not remark.ok]
    assert "示例市教育局对第 3 项的意见还没有写明用没用" in said
