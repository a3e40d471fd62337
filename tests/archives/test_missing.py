"""归档前缺什么."""

import pytest

from huiyin.archives.actions import make_set
from huiyin.archives.checks import missing
from huiyin.replies.models import Reply
from tests.answering import hand_over

pytestmark = pytest.mark.rule("R78")


def texts(case):
    return [blocker.text for blocker in missing(case.item, case.cast.unit)]


def test_a_fresh_item_lacks_nearly_all(cast, now):
    assert texts(hand_over(cast, now))[:2] == ["还没有办结", "没有印发的答复或会办意见"]


def test_what_is_only_lacking_is_noted_and_forbids_nothing(case):
    assert "没有盖章的答复件（扫描件）" in texts(case)
    made = make_set(case.item, case.cast.unit, **case.by("lin"))
    assert made.lacking == texts(case) == made.manifest["缺件说明"]


def test_a_full_case_lacks_nothing(case):
    Reply.objects.update(sealed_letter=case.scan("盖章件.pdf"))
    case.item.text = "一、把托育服务纳入规划。"
    case.item.save()
    assert texts(case) == []


def test_a_unit_that_does_not_handle_it_has_nothing_to_archive(case, cast):
    assert [blocker.text for blocker in missing(case.item, cast.other)] == ["本单位不办这一件"]
