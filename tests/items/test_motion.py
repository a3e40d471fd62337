"""议案: how many must sign, what it must say, and how it becomes a suggestion (R5)."""

import pytest

from huiyin.directory.submitters import SubmitterName
from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.items.actions import register, turn_into_suggestion
from huiyin.items.customs import signers_needed
from huiyin.items.models import Kind
from tests.items.conftest import draft, opened

WHOLE = {"kind": Kind.MOTION, "text": "全文", "grounds": "案据", "measures": "方案"}


def signed_by(count):
    return tuple(SubmitterName(f"示例代表{number:03}") for number in range(1, count))


@pytest.mark.rule("R5")
@pytest.mark.parametrize(("level", "least"), [("national", 30), ("provincial", 10), ("county", 10), ("township", 5)])
def test_each_level_has_its_minimum_of_signers(cast, facts, level, least):
    assert signers_needed(level).least == least
    batch = opened(cast.unit, facts, level=level)
    with pytest.raises(NotReady, match=f"{least} 名以上代表提出.*可作为建议登记"):
        register(draft("1", **WHOLE, cosigners=signed_by(least - 1)), batch=batch, **facts)
    assert register(draft("1", **WHOLE, cosigners=signed_by(least)), batch=batch, **facts).kind == Kind.MOTION


@pytest.mark.rule("R5")
@pytest.mark.parametrize(("absent", "word"), [("grounds", "案据"), ("measures", "方案")])
def test_it_says_why_and_how(batch, facts, absent, word):
    with pytest.raises(NotReady, match=f"还缺{word}"):
        register(draft("1", **{**WHOLE, absent: " "}, stated_signers=12), batch=batch, **facts)


@pytest.mark.rule("R5")
def test_a_delegation_needs_no_number(batch, facts):
    delegation = SubmitterName("某区代表团", kind="delegation")
    item = register(draft("1", **WHOLE, lead_submitter=delegation, cosigners=()), batch=batch, **facts)
    assert (item.course.grounds, item.course.measures) == ("案据", "方案")


@pytest.mark.rule("R5", "R6")
def test_unconfirmed_cosigners_do_not_make_a_motion(batch, facts):
    with pytest.raises(NotReady, match="现有 1 名"):
        register(draft("1", **WHOLE, cosigners=signed_by(20), cosigners_confirmed=False), batch=batch, **facts)


@pytest.mark.rule("R5")
def test_else_it_is_a_suggestion(batch, facts):
    assert register(draft("1", text="全文"), batch=batch, **facts).kind == Kind.SUGGESTION


def test_a_motion_of_an_official_list_is_taken_as_it_is(batch, facts):
    assert register(draft("1号", kind=Kind.MOTION), batch=batch, **facts).kind == Kind.MOTION


@pytest.mark.rule("R5")
def test_it_is_turned_into_a_suggestion(batch, facts):
    motion = register(draft("1号", kind=Kind.MOTION), batch=batch, **facts)
    with pytest.raises(NotReady, match="理由"):
        turn_into_suggestion(motion, reason="", official_no="", **facts)
    turned = turn_into_suggestion(motion, reason="主席团决定", official_no="0312", **facts)
    turned.refresh_from_db()
    assert (turned.kind, turned.seq) == (Kind.SUGGESTION, 312)
    event = Event.objects.get(verb="items.turned_into_suggestion")
    assert event.facts == {"reason": "主席团决定", "before": "1号议案", "after": "第0312号建议"}
    with pytest.raises(NotReady, match="只有议案"):
        turn_into_suggestion(turned, reason="再", official_no="", **facts)


def test_its_new_number_is_not_another_items(item, batch, facts):
    motion = register(draft("1号", kind=Kind.MOTION), batch=batch, **facts)
    with pytest.raises(NotReady, match="案号重复"):
        turn_into_suggestion(motion, reason="主席团决定", official_no=item.official_no, **facts)


def test_outsider_cannot(batch, facts, person, now):
    motion = register(draft("1号", kind=Kind.MOTION), batch=batch, **facts)
    with pytest.raises(NotAllowed):
        turn_into_suggestion(motion, reason="某", official_no="", by=person("stranger"), now=now)
