"""拟稿: the reply desk in the hands of those who write."""

from django.urls import reverse

from huiyin.replies.models import Reply
from tests.answering import TEXT, hand_over


def desk(reply) -> str:
    return reverse("reply", args=[reply.pk])


def test_an_officer_begins_from_the_list(case, browse):
    officer = browse("wang")
    assert "写答复" in officer.get(reverse("replies")).content.decode()
    answer = officer.post(reverse("start_draft", args=[case.assignment.pk]))
    reply = Reply.objects.get()
    assert answer.url == desk(reply) and reply.drafter == case.cast.people["wang"]


def test_a_second_start_goes_on_with_the_same_draft(case, browse):
    reply = case.drafted()
    assert browse("wang").post(reverse("start_draft", args=[case.assignment.pk])).url == desk(reply)


def test_the_desk_shows_asks_letter_and_what_is_missing(case, browse):
    browse("wang").post(reverse("start_draft", args=[case.assignment.pk]))
    page = browse("wang").get(desk(Reply.objects.get())).content.decode()
    assert "把托育服务纳入规划" in page and "送审（差" in page
    assert "示例市卫生健康委员会" in page and "第 1 项诉求没有答" in page


def test_an_answer_is_saved_and_the_letter_says_it(case, browse):
    reply, officer = case.drafted(), browse("wang")
    said = {"decision": "partly", "text": "先在两个区试办。", "seen": seen(officer, reply)}
    answer = officer.post(reverse("save_answer", args=[reply.pk, 1]), said, follow=True)
    assert "先在两个区试办。" in answer.content.decode()
    assert reply.answers.get(ask__number=1).decision == "partly"


def test_somebody_elses_newer_words_are_not_lost(case, browse):
    reply, officer = case.drafted(), browse("wang")
    old = seen(officer, reply)
    browse("lin").post(
        reverse("save_answer", args=[reply.pk, 1]), {"decision": "partly", "text": "林科改过的。", "seen": old}
    )
    page = officer.post(
        reverse("save_answer", args=[reply.pk, 1]), {"decision": "partly", "text": "王工写的。", "seen": old}
    )
    assert "林科改过的。" in page.content.decode() and "王工写的。" in page.content.decode()
    assert reply.answers.get(ask__number=1).text == "林科改过的。"


def test_words_typed_into_a_locked_draft_come_back(case, browse):
    reply = case.submitted()
    page = browse("wang").post(reverse("save_answer", args=[reply.pk, 1]), {"decision": "partly", "text": "晚了一步。"})
    assert reply.answers.get(ask__number=1).text == TEXT
    assert "晚了一步。" in page.content.decode()


def test_class_and_disclosure_are_saved_for_the_whole(case, browse):
    reply = case.drafted()
    said = {
        "class_letter": "B",
        "disclosure": "full",
        "contact_name": "人口处 王工",
        "contact_phone": "000-1",
        "copies": "市人大\n市政府",
    }
    browse("wang").post(reverse("save_head", args=[reply.pk]), said)
    reply.refresh_from_db()
    assert (reply.class_letter, reply.copies) == ("B", ["市人大", "市政府"])


def test_a_promise_found_in_the_words_is_offered_and_noted(case, browse):
    reply, officer = case.drafted(), browse("wang")
    said = {"decision": "partly", "text": "我委将于2022年9月30日前印发示范标准。", "seen": seen(officer, reply)}
    officer.post(reverse("save_answer", args=[reply.pk, 1]), said)
    assert "像是一条承诺" in officer.get(desk(reply) + "?ask=1").content.decode()
    promise = {"text": "印发示范标准", "owner": case.cast.renkou.pk, "due_on": "2022-09-30"}
    officer.post(reverse("add_promise", args=[reply.pk, 1]), promise)
    assert reply.answers.get(ask__number=1).promises.get().text == "印发示范标准"


def test_htmx_gets_the_same_panel_as_the_page(case, browse):
    reply, officer = case.drafted(), browse("wang")
    whole = officer.get(desk(reply) + "?ask=2").content.decode()
    part = officer.get(desk(reply) + "?ask=2", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part and 'id="desk"' in part
    assert plain(part).strip() in plain(whole)


def test_submitting_an_unfinished_draft_says_what_is_missing(case, browse):
    browse("wang").post(reverse("start_draft", args=[case.assignment.pk]))
    answer = browse("wang").post(reverse("submit_reply", args=[Reply.objects.get().pk]))
    assert answer.status_code == 409 and "第 1 项诉求没有答" in answer.content.decode()


def test_a_stranger_sees_neither_draft_nor_letter(case, browse):
    reply = case.drafted()
    for name in ("reply", "letter", "letter_file", "reply_versions"):
        assert browse("stranger").get(reverse(name, args=[reply.pk])).status_code == 404
        assert browse("feng").get(reverse(name, args=[reply.pk])).status_code == 404


def test_leaders_read_a_draft_and_do_not_write_at_it(case, browse):
    reply = case.drafted()
    assert browse("zhou").get(desk(reply)).status_code == 200
    for url in (reverse("save_head", args=[reply.pk]), reverse("save_answer", args=[reply.pk, 1])):
        assert browse("zhou").post(url, {"decision": "partly", "text": "改"}).status_code == 403


def test_the_letter_downloads_as_a_file(case, browse):
    answer = browse("wang").get(reverse("letter_file", args=[case.drafted().pk]))
    assert answer["Content-Disposition"].startswith("attachment") and answer["X-Content-Type-Options"] == "nosniff"
    assert answer.content[:2] == b"PK"


def test_the_desk_asks_a_steady_number_of_questions(case, browse, django_assert_max_num_queries):
    reply, officer = case.drafted("B"), browse("wang")
    with django_assert_max_num_queries(48):
        officer.get(desk(reply))


def test_alike_asks_bring_their_earlier_answers(case, browse, cast, now):
    case.issued()
    later = hand_over(cast, now, no="0040", asks=("加大普惠托育机构的投入",), title="另一件")
    reply = later.drafted()
    page = browse("wang").get(desk(reply))
    alike = page.context["earlier"][0]
    assert alike.answer.ask.text == "加大普惠托育机构投入" and alike.alike > 0.5
    form = browse("wang").get(f"{desk(reply)}?ask=1&quote={alike.answer.pk}").context["answer_form"]
    assert form["text"].value().endswith(alike.answer.text)


def seen(client, reply) -> str:
    return client.get(desk(reply) + "?ask=1").context["answer_form"]["seen"].value()


def plain(page: str) -> str:
    """Without the tokens that differ at every look."""
    return "".join(line for line in page.splitlines(True) if "csrf" not in line)
