"""The letter edited as text, on the page."""

from django.urls import reverse

from huiyin.replies.letter.letters import letter_of
from huiyin.replies.writing.rewriting import parts_of
from tests.answering import TEXT


def page(reply) -> str:
    return reverse("letter_text", args=[reply.pk])


def filled(client, reply) -> dict[str, str]:
    form = client.get(page(reply)).context["form"]
    return {bound.name: bound.value() or "" for bound in form}


def test_every_part_stands_there_with_its_ask_beside_it(case, browse):
    reply = case.drafted("B")
    shown = browse("wang").get(page(reply)).content.decode()
    assert shown.count('class="an"') == 3 and "关于把托育服务纳入规划" in shown and "我们承诺：" in shown


def test_what_is_written_goes_back_into_the_matrix(case, browse):
    reply, officer = case.drafted(), browse("wang")
    said = {**filled(officer, reply), "text-ask-2": "先在两个区试办。", "heading-ask-2": "关于投入"}
    assert officer.post(page(reply), said).url == page(reply)
    answer = reply.answers.get(ask__number=2)
    assert (answer.text, answer.heading) == ("先在两个区试办。", "关于投入")
    assert reply.answers.get(ask__number=1).heading == ""


def test_somebody_elses_newer_words_are_told_first(case, browse):
    reply, officer = case.drafted(), browse("wang")
    said = {**filled(officer, reply), "text-ask-2": "王工写的。"}
    browse("zhao").post(page(reply), {**said, "text-ask-2": "赵工写的。"})
    answer = officer.post(page(reply), said)
    assert (
        answer.status_code == 409
        and "稿子有改动" in answer.content.decode()
        and "王工写的。" in answer.content.decode()
    )
    again = {**said, "seen": answer.context["form"]["seen"].value()}
    officer.post(page(reply), again)
    assert reply.answers.get(ask__number=2).text == "王工写的。"


def test_moving_a_part_keeps_what_was_typed(case, browse):
    reply, officer = case.drafted(), browse("wang")
    said = {**filled(officer, reply), "text-ask-3": "没存的字。", "to": "earlier"}
    officer.post(reverse("move_answer", args=[reply.pk, 3]), said)
    assert [part.ask for part in parts_of(reply) if part.ask] == [1, 3, 2]
    assert reply.answers.get(ask__number=3).text == "没存的字。"


def test_two_asks_are_answered_together_and_apart_again(case, browse):
    reply, officer = case.drafted(), browse("wang")
    officer.post(reverse("join_answer", args=[reply.pk, 3]), {"with-3": "1"})
    assert "第 3 项与第 1 项一并答复" in officer.get(page(reply)).content.decode()
    officer.post(reverse("join_answer", args=[reply.pk, 3]), {"with-3": ""})
    assert not reply.answers.get(ask__number=3).together_with


def test_a_rewritten_sentence_says_it_is_behind_and_comes_back(case, browse):
    reply, officer = case.drafted("B"), browse("wang")
    officer.post(page(reply), {**filled(officer, reply), "text-promises": "我委将印发标准。"})
    case.promised(reply.answers.first(), text="建成25家")
    assert "承诺有变化，这段是改写的" in officer.get(page(reply)).content.decode()
    officer.post(reverse("restore_text", args=[reply.pk, "promises"]))
    reply.refresh_from_db()
    assert "建成25家" in "".join(block.text for block in letter_of(reply).paragraphs)


def test_outside_drafting_nothing_is_written(case, browse):
    reply = case.submitted()
    assert browse("wang").get(page(reply)).url == reverse("letter", args=[reply.pk])
    assert browse("wang").post(page(reply), {"text-ask-1": "晚了"}).status_code == 409
    assert browse("zhou").get(page(reply)).status_code == 403
    assert reply.answers.get(ask__number=1).text == TEXT
