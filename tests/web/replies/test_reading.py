"""The pages about one letter read its rows once."""

import pytest
from django.urls import reverse

from huiyin.directory.actions import find_or_add_outside_unit
from huiyin.replies import actions as replies
from huiyin.replies.letter.content import content_of, digest_of
from huiyin.replies.models import Reply
from huiyin.replies.reading import at_once
from tests.answering import Case


def full(case: Case) -> Reply:
    """Opinions, contacts, promises, a second version: everything a letter may have."""
    bureaus = [
        find_or_add_outside_unit(f"示例市{name}局", level="municipal", place="示例市") for name in ("财政", "医保")
    ]
    given = [replies.ask_opinion(case.assignment, bureau, **case.by("wang")) for bureau in bureaus]
    letter = case.scan("会办意见.pdf")
    for opinion in given:
        replies.receive_opinion(opinion, text="同意。", file=letter, **case.by("lin"))
    case.contacted()
    reply = replies.submit(case.drafted("B", opinion=given[0]), **case.by("wang"))
    replies.send_back(reply, remark="第三条没有说时间。", **case.later().by("qian"))
    return reply


def test_the_desk_asks_the_database_little(under_way: Case, walk_in, at_most):
    reply = full(under_way)
    wang = walk_in("wang")
    with at_most(39):
        assert wang.get(reverse("reply", args=[reply.pk])).context["reply"].is_editable
    replies.submit(reply, **under_way.by("wang"))
    with at_most(40):
        wang.get(reverse("reply", args=[reply.pk]))


def test_clearing_asks_the_database_little(under_way: Case, walk_in, at_most):
    reply = full(under_way)
    replies.submit(reply, **under_way.by("wang"))
    qian = walk_in("qian")
    with at_most(24):
        assert qian.get(reverse("clear", args=[reply.pk])).context["mine"]


def test_read_at_once_it_says_the_same(under_way: Case):
    reply = full(under_way)
    whole = at_once(Reply.objects.all()).get(pk=reply.pk)
    assert digest_of(content_of(whole)) == digest_of(content_of(Reply.objects.get(pk=reply.pk)))


def test_an_act_reads_its_rows_anew(under_way: Case):
    reply = under_way.drafted()
    known = Reply.objects.for_letter().get(pk=reply.pk)
    replies.save_answer(reply, under_way.item.asks.first(), decision="adopted", text="改过了。", **under_way.by("wang"))
    assert content_of(known)["answers"][0]["text"] == "改过了。"


@pytest.mark.rule("R12")
def test_what_the_proposer_said_of_disclosure_stands_where_it_is_decided(under_way: Case, walk_in):
    under_way.contacted()
    type(under_way.item).objects.filter(pk=under_way.item.pk).update(consent="title_only")
    reply = under_way.drafted("A")
    assert "仅同意公开标题" in walk_in("wang").get(reverse("reply", args=[reply.pk])).content.decode()
    replies.submit(reply, **under_way.by("wang"))
    assert "提出人：仅同意公开标题" in walk_in("qian").get(reverse("clear", args=[reply.pk])).content.decode()
