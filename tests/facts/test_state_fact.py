"""登记口径."""

import datetime as dt
from decimal import Decimal

import pytest

from huiyin.events.models import Event
from huiyin.facts.actions import FactDraft, state_facts
from huiyin.facts.models import Fact
from huiyin.flow.errors import NotAllowed, NotReady
from tests.conftest import NOW
from tests.facts.conftest import SAID


def test_an_office_states_what_it_answers_for(state, cast):
    fact = Fact.objects.of(cast.unit).whole().get(pk=state().pk)
    assert (fact.latest.number, fact.latest.said, fact.latest.stated_by_name) == (1, "超过3万个", "王工")


def test_it_records_one_event(state):
    fact = state()
    event = Event.objects.get(verb="facts.stated")
    assert (event.subject, event.facts["sentence"]) == (f"fact:{fact.pk}", "全市托位总数超过3万个。")


def test_the_coordinator_states_for_any_office_and_others_only_for_theirs(state, cast):
    state("lin", owner=cast.jiceng)
    with pytest.raises(NotAllowed):
        state("wang", owner=cast.jiceng, subject="床位数")


def test_one_name_is_stated_once(state):
    state()
    with pytest.raises(NotReady, match="已有口径“托位总数”"):
        state()


@pytest.mark.parametrize(
    ("facts", "wrong"),
    [
        ({"sentence": " ", "figure": None}, "写成一句"),
        ({"source": ""}, "来源"),
        ({"as_of": dt.date(2022, 5, 1)}, "不能晚于今天"),
        ({"valid_until": dt.date(2022, 1, 1)}, "有效期"),
        ({"sentence": "全市托位总数超过4万个。"}, "没有“超过3万个”这个数"),
        ({"sentence": "全市托位总数3万个。"}, "没有写成“超过3万个”"),
        ({"sentence": "已建成托位超过3万个。", "standing": "target"}, "目标"),
        ({"subject": ""}, "说的是什么"),
    ],
)
def test_what_is_missing_is_said(state, facts, wrong):
    with pytest.raises(NotReady, match=wrong):
        state(**facts)
    assert not Fact.objects.exists()


def test_an_owner_outside_the_unit_is_refused(state, cast):
    with pytest.raises(NotAllowed):
        state(owner=cast.other)


def test_a_figure_is_spoken_with_its_qualifier(state):
    more = state(
        subject="日检测能力", sentence="日检测能力160余万管。", figure=Decimal(1600000), counter="管", qualifier="more"
    )
    money = state(
        subject="国债", sentence="申请国债108.08亿元。", figure=Decimal("10808000000"), counter="元", qualifier=""
    )
    share = state(subject="签约率", sentence="签约率78.3%。", figure=Decimal("78.3"), counter="%", qualifier="")
    assert [fact.latest.said for fact in (more, money, share)] == ["160万余管", "108.08亿元", "78.3%"]


def test_of_a_list_all_are_stated_or_none(cast, person):
    said = {key: value for key, value in SAID.items() if key != "subject"}
    good, bad = FactDraft(cast.renkou, "托位总数", said), FactDraft(cast.renkou, "床位数", {**said, "source": ""})
    with pytest.raises(NotReady, match="第 2 行：口径要写明来源"):
        state_facts(cast.unit, [good, bad], by=person("lin"), now=NOW)
    assert not Fact.objects.exists()
    assert len(state_facts(cast.unit, [good], by=person("lin"), now=NOW)) == 1
