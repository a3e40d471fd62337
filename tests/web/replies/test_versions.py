"""各稿: any two of them, and the draft as it stands."""

from django.urls import reverse

from huiyin.replies import actions as replies
from tests.answering import TEXT


def returned(case):
    """Sent back once and changed since."""
    reply = replies.send_back(case.submitted("B"), remark="第三条没有说时间。", **case.by("qian"))
    last = reply.answers.last()
    said = {name: getattr(last, name) for name in ("decision", "basis", "evidence", "heading", "opinion")}
    replies.save_answer(reply, last.ask, text=f"{TEXT}\n另起一段。", **said, **case.by("wang"))
    return reply


def test_the_last_two_are_compared_the_one_being_written_too(case, browse):
    reply = returned(case)
    shown = browse("wang").get(reverse("reply_versions", args=[reply.pk]))
    assert shown.context["compared"].counts == [("增", 1)]
    assert "第 2 稿（正在写）" in shown.content.decode() and "增 1 处" in shown.content.decode()


def test_any_two_may_be_chosen_either_way_round(case, browse):
    reply = returned(case)
    address = reverse("reply_versions", args=[reply.pk])
    shown = browse("wang").get(address, {"old": "now", "new": "1", "look": "inline"})
    assert shown.context["compared"].counts == [("删", 1)] and shown.context["look"] == "inline"
    assert browse("wang").get(address, {"old": "99", "look": "x"}).status_code == 200


def test_one_version_alone_says_so(case, browse):
    reply = case.submitted()
    assert "只有第 1 稿" in browse("qian").get(reverse("reply_versions", args=[reply.pk])).content.decode()
