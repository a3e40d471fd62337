"""重复件: found by title and first signer, linked by hand, counted in years (R92)."""

import pytest

from huiyin.directory.submitters import SubmitterName
from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.items.actions import register
from huiyin.items.likeness import likeness
from huiyin.items.models import Item
from huiyin.items.recurring import candidates, chain_of, link_recurrence, span_of, unlink_recurrence
from tests.items.conftest import draft, opened


@pytest.fixture
def over_years(cast, facts):
    """The same matter in 2020, 2021 and 2022, and something else."""
    titles = {2020: "关于加强社区托育服务的建议", 2021: "关于进一步加强社区托育服务建设的建议"}
    titles[2022] = "关于加快发展社区托育服务的建议"
    made = {}
    for sitting, (year, title) in enumerate(titles.items(), start=1):
        batch = opened(cast.unit, facts, year=year, sitting=sitting, name=f"{year}年")
        made[year] = register(draft("1", title=title), batch=batch, **facts)
        register(draft("2", title="关于规范电动自行车停放的建议"), batch=batch, **facts)
    return made


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("关于加强社区托育服务的建议", "关于加强社区托育服务的提案", 1, 1),
        ("关于加强社区托育服务的建议", "关于进一步加快发展社区托育服务的建议", 0.5, 0.99),
        ("关于加强社区托育服务的建议", "关于规范电动自行车停放的建议", 0, 0.1),
        ("", "关于托育的建议", 0, 0),
    ],
)
def test_likeness_is_of_the_matter_not_of_the_formula(one, other, least, most):
    assert least <= likeness(one, other) <= most


@pytest.mark.rule("R92")
def test_earlier_items_of_the_matter_are_found(over_years):
    found = candidates(over_years[2022], Item.objects.all())
    assert {row.item for row in found} == {over_years[2020], over_years[2021]}
    assert all(row.same_signer for row in found)


def test_another_signer_counts_less(over_years, cast, facts):
    batch = opened(cast.unit, facts, year=2019, sitting=9)
    said = {"title": "关于加快发展社区托育服务的建议", "lead_submitter": SubmitterName("王五"), "cosigners": ()}
    other = register(draft("1", **said), batch=batch, **facts)
    found = {row.item: row for row in candidates(over_years[2022], Item.objects.all())}
    assert not found[other].same_signer and found[other].percent == 100


@pytest.mark.rule("R92")
def test_the_chain_is_counted_in_years(over_years, batch, facts):
    last, before, first = over_years[2022], over_years[2021], over_years[2020]
    assert span_of(chain_of(last)) == ""
    link_recurrence(last, before, **facts)
    assert span_of(chain_of(before)) == "两年重复"
    link_recurrence(first, last, **facts)
    assert chain_of(before) == [first, before, last]
    assert span_of(chain_of(last)) == "三年以上重复"
    twin = register(draft("9"), batch=batch, **facts)
    assert span_of([twin, last]) == "当年重复"


@pytest.mark.rule("R92")
def test_linked_items_are_listed_separately(over_years, facts):
    link_recurrence(over_years[2022], over_years[2020], **facts)
    assert set(Item.objects.recurring()) == {over_years[2022], over_years[2020]}


@pytest.mark.rule("R92")
def test_a_wrong_link_is_taken_out_with_a_reason(over_years, facts):
    last, before, first = over_years[2022], over_years[2021], over_years[2020]
    link_recurrence(last, before, **facts)
    link_recurrence(last, first, **facts)
    with pytest.raises(NotReady, match="理由"):
        unlink_recurrence(first, reason="", **facts)
    unlink_recurrence(first, reason="不是一回事", **facts)
    assert (chain_of(last), chain_of(first)) == ([before, last], [first])
    verbs = ["items.recurrence_linked", "items.recurrence_linked", "items.recurrence_unlinked"]
    assert list(Event.objects.filter(verb__startswith="items.recurrence").values_list("verb", flat=True)) == verbs


def test_nothing_is_linked_twice_or_with_itself(over_years, facts):
    last, before = over_years[2022], over_years[2021]
    link_recurrence(last, before, **facts)
    for wrong in (last, before):
        with pytest.raises(NotReady):
            link_recurrence(last, wrong, **facts)


def test_outsider_cannot(over_years, person, now):
    with pytest.raises(NotAllowed):
        link_recurrence(over_years[2022], over_years[2021], by=person("stranger"), now=now)
