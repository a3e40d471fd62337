"""责任清单: editions that stay as they were, and what changed between them."""

import datetime as dt

import pytest

from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.handling.allotting import Share, allot, name_officer, reallot
from huiyin.planning.editions import changed_since, differences, make_edition
from huiyin.planning.figures import digest_of, responsibility, unsaid


@pytest.fixture
def first(allotted, cast, person, now):
    return make_edition(cast.unit, 2022, why="第一批", by=person("lin"), now=now)


def test_it_keeps_the_five_facts(first, allotted):
    row = first.rows[0]
    assert (row["item"], row["office"], row["leader"]) == (allotted.item_id, "人口处", "吴主任")
    assert first.digest == digest_of(first.rows)
    assert "办理要求" in unsaid(row)


def test_without_a_change_there_is_no_new_one(first, cast, person, now):
    assert changed_since(cast.unit, 2022) == []
    with pytest.raises(NotReady):
        make_edition(cast.unit, 2022, why="再出一版", by=person("lin"), now=now)


def test_the_next_one_says_what_changed(first, allotted, rows, cast, person, now):
    allot(rows[0], [Share(cast.jiceng)], by=person("lin"), now=now)
    name_officer(allotted.children.get(), cast.people["wang"], by=person("lin"), now=now)
    second = make_edition(cast.unit, 2022, why="补分一件", by=person("lin"), now=now)
    found = {difference.word: difference for difference in differences(second, first)}
    assert found["新增"].row["item"] == rows[0].item_id
    assert [(cell.label, cell.before, cell.after) for cell in found["改动"].cells] == [
        ("责任处室", "人口处", "人口处 · 王工")
    ]
    first.refresh_from_db()
    assert (second.number, first.rows[0]["office"]) == (2, "人口处")


def test_what_is_gone_is_said_too(first, allotted, cast, person, now):
    backwards = differences(first, first.__class__(rows=[]))
    assert [difference.word for difference in backwards] == ["新增"]
    assert [d.word for d in differences(first.__class__(rows=[]), first)] == ["去掉"]


def test_an_inner_day_and_a_co_office_stand_in_it(first, allotted, cast, person, now):
    shares = [Share(cast.renkou, due_on=dt.date(2022, 6, 1), requirement="面商一次"), Share(cast.jiceng, "assist")]
    reallot(allotted, shares, by=person("lin"), now=now)
    row = responsibility(cast.unit, 2022)[0]
    assert (row["due"], row["assist"], row["requirement"]) == ("2022-06-01", ["基层卫生处"], "面商一次")


@pytest.mark.parametrize("login", ["wang", "wu", "stranger"])
def test_only_the_coordinator_publishes_it(allotted, cast, person, now, login):
    with pytest.raises(NotAllowed):
        make_edition(cast.unit, 2022, why="第一批", by=person(login), now=now)


def test_it_leaves_one_event(first):
    assert Event.objects.get(verb="planning.edition_made").facts["digest"] == first.digest
