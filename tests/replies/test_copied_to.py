"""抄送 by the pack: who is named, what has to be asked for, what must not be forgotten."""

import pytest

from huiyin.handling.models import Assignment, Role
from huiyin.replies.actions import ask_opinion, save_head
from huiyin.replies.letter.copied_to import copied_to, copies_blockers, electing_bodies
from huiyin.replies.letter.letters import letter_of
from huiyin.replies.models import Reply
from huiyin.rules import packs

GUANGDONG_LIKE = """
name = "here"
title = "此地"
version = 1
extends = "national"
[letter.copies]
congress = { value = ["{place}人大常委会代表工作机构", "{co_units}"], clause = "某市建议提案办理规定", verified = false }
"""
pytestmark = pytest.mark.rule("R41")


@pytest.fixture
def here(tmp_path):
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "here.toml").write_text(GUANGDONG_LIKE, encoding="utf-8")
    packs.configure(tmp_path)
    yield "here"
    packs.configure(None)


def under(case, pack):
    Assignment.objects.filter(pk=case.assignment.pk).update(pack=pack, pack_version=0)
    return Assignment.objects.select_related("item__session", "unit").get(pk=case.assignment.pk)


def first(case):
    return case.item.signatures.get(order=0).submitter


def test_zhejiang_copies_the_congress_that_elected_the_deputy(case):
    submitter = first(case)
    submitter.group = "示例市代表团"
    submitter.save()
    assert "示例市人大常委会" in copied_to(under(case, "zhejiang"))


def test_an_electing_congress_nobody_knows_is_asked_for(case):
    submitter = first(case)
    submitter.group = "解放军代表团"
    assert electing_bodies([submitter]) == [f"（请写明选举{submitter.name}的人大常委会）"]
    reply = Reply.objects.for_letter().get(pk=case.drafted().pk)
    reply.assignment = under(case, "zhejiang")
    texts = [blocker.text for blocker in copies_blockers(reply, electing_bodies([submitter]))]
    assert texts == [f"抄送请写明选举{submitter.name}的人大常委会"]


def test_co_units_are_copied_where_the_place_says_so(case, cast, here):
    ask_opinion(case.assignment, cast.other, **case.by("wang"))
    assert cast.other.name in copied_to(under(case, here))
    assert cast.other.name not in copied_to(under(case, "wuhan"))


def test_a_co_unit_named_in_the_list_only_is_copied_too(case, cast, here):
    twin = Assignment.objects.get(pk=case.assignment.pk)
    twin.pk, twin.unit, twin.role = None, cast.other, Role.ASSIST
    twin.save()
    assert cast.other.name in copied_to(under(case, here))


def test_a_co_unit_left_out_holds_the_letter_up(case, cast, here):
    ask_opinion(case.assignment, cast.other, **case.by("wang"))
    under(case, here)
    reply = save_head(case.drafted(), copies=["市人大常委会代表工作机构"], **case.by("wang"))
    reply = Reply.objects.for_letter().get(pk=reply.pk)
    texts = [blocker.text for blocker in copies_blockers(reply, letter_of(reply).copies)]
    assert texts == [f"抄送里没有会办单位{cast.other.name}"]


def test_a_blank_the_pack_does_not_know_is_named(tmp_path):
    bad = GUANGDONG_LIKE.replace("{co_units}", "{nobody}")
    (tmp_path / "here.toml").write_text(bad, encoding="utf-8")
    (tmp_path / "national.toml").write_bytes((packs.FOLDER / "national.toml").read_bytes())
    with pytest.raises(packs.PackError, match=r"letter\.copies\.congress 中的 \{nobody\} 不认识"):
        packs.load("here", tmp_path)
