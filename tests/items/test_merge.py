"""并案: one number disappears and its proposers move — quite another thing than working on items together (R10)."""

import pytest

from huiyin.directory.submitters import SubmitterName
from huiyin.events.models import Event
from huiyin.flow.errors import NotReady
from huiyin.items import screening as acts
from huiyin.items.actions import register
from huiyin.items.models import Item, Kind, Outcome, State
from tests.items.conftest import TOLD, draft, opened


@pytest.fixture
def told(facts):
    return {**facts, "recorded_for": TOLD}


@pytest.fixture
def staying(proposals, facts):
    names = {"lead_submitter": SubmitterName("王五"), "cosigners": (SubmitterName("李四"),)}
    return register(draft("0032", kind=Kind.PROPOSAL, **names), batch=proposals, **facts)


@pytest.mark.rule("R9", "R10")
def test_the_number_disappears_and_its_proposers_move(waiting, staying, told):
    acts.merge(waiting, into=staying, **told)
    gone = Item.objects.get(pk=waiting.item_id)
    assert (waiting.state, gone.state, bool(gone.left_on)) == (Outcome.MERGED, State.NOT_ADMITTED, True)
    assert [row.submitter.name for row in staying.signatures.all()] == ["王五", "李四", "张三"]
    assert staying.signatures.filter(order=0).get().submitter.name == "王五"
    assert "与第0032号提案内容相同，并入该件办理" in waiting.notice
    assert Event.objects.get(verb="items.joined_by").facts["signers"] == ["张三"]


@pytest.mark.rule("R10")
def test_it_is_undone_by_what_was_kept(waiting, staying, told):
    acts.merge(waiting, into=staying, **told)
    acts.screen_again(waiting, reason="并错了", **told)
    assert [row.submitter.name for row in staying.signatures.all()] == ["王五", "李四"]
    assert [row.submitter.name for row in waiting.item.signatures.all()] == ["张三", "李四"]
    assert (waiting.merged_into, Item.objects.get(pk=waiting.item_id).state) == (None, State.REGISTERED)


@pytest.mark.rule("R10")
def test_only_into_an_item_of_the_same_session_and_kind_that_stands(cast, waiting, item, told, facts):
    other = register(
        draft("0033", kind=Kind.PROPOSAL), batch=opened(cast.unit, facts, body="cppcc", sitting=2, year=2023), **facts
    )
    for wrong in (waiting.item, item, other):
        with pytest.raises(NotReady, match="同一届次"):
            acts.merge(waiting, into=wrong, **told)


def test_not_into_one_that_left(waiting, staying, told):
    Item.objects.filter(pk=staying.pk).update(state=State.MOVED_AWAY)
    staying.refresh_from_db()
    with pytest.raises(NotReady, match="已转出"):
        acts.merge(waiting, into=staying, **told)
