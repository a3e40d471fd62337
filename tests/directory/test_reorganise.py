"""机构调整: units split, merge and are taken over; nothing of their past is lost."""

import datetime as dt
import itertools

import pytest

from huiyin.directory.actions import add_unit, change_unit
from huiyin.directory.models import Change, Succession, Unit
from huiyin.directory.names import UnitIndex
from huiyin.directory.reorganising import Reorganisation, heir_of, succeed
from huiyin.events.actors import SYSTEM
from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed, NotReady, Stale

ON = dt.date(2022, 4, 18)


@pytest.fixture
def department(cast, now):
    def added(name, **facts):
        wanted = {"kind": "department", "level": "municipal", "place": "示例市", "by": SYSTEM, "now": now, **facts}
        return add_unit(code=f"u{Unit.objects.count()}", name=name, **wanted)

    return added


def plan(change, olds, news, **facts):
    return Reorganisation(change, tuple(olds), tuple(news), **{"on": ON, "why": "机构改革方案", **facts})


def test_a_renamed_unit_keeps_its_old_name_until_that_day(cast, now):
    old = cast.unit.name
    change_unit(cast.unit, name="示例市卫生局", by=SYSTEM, now=now)
    assert cast.unit.name_on(now.date() - dt.timedelta(days=1)) == old
    assert cast.unit.name_on(now.date()) == "示例市卫生局"
    assert UnitIndex.load(cast.unit).find("市卫健委") == cast.unit


def test_a_merged_unit_is_found_in_its_heir(cast, department, now):
    health, family = department("示例市卫生局"), department("示例市人口局")
    heir = department("示例市卫生人口局")
    rows = succeed(plan(Change.MERGE, [health, family], [heir]), by=SYSTEM, now=now)
    assert [row.is_main for row in rows] == [True, True]
    assert UnitIndex.load(cast.unit).find("市人口局") == heir
    assert set(Unit.objects.on(ON)) & {health, family} == set()
    assert health in Unit.objects.on(ON - dt.timedelta(days=1))


def test_an_heir_of_an_heir_speaks_today(department, now):
    units = [department(f"示例市第{n}局") for n in "甲乙丙"]
    for old, new in itertools.pairwise(units):
        succeed(plan(Change.TAKE_OVER, [old], [new]), by=SYSTEM, now=now)
    assert heir_of(units[0]) == units[2]


def test_a_split_department_gives_each_office_a_home(department, now):
    old, one, two = (department(f"示例市{name}局") for name in ("文体", "文化", "体育"))
    offices = [department(name, kind="office", parent=old) for name in ("文化处", "体育处")]
    succeed(plan(Change.SPLIT, [old], [one, two], chosen={f"unit:{offices[1].pk}": two}), by=SYSTEM, now=now)
    for office, home in zip(offices, (one, two), strict=True):
        office.refresh_from_db()
        assert (office.parent, office.path) == (home, f"{home.path}{office.pk}/")
    assert Succession.objects.get(old=old, is_main=True).new == one


def test_it_records_one_event_a_unit_that_ends(department, now):
    one, two, heir = (department(f"示例市{name}局") for name in ("甲", "乙", "丙"))
    before = Event.objects.count()
    succeed(plan(Change.MERGE, [one, two], [heir]), by=SYSTEM, now=now)
    assert [e.verb for e in Event.objects.order_by("pk")[before:]] == ["directory.unit_succeeded"] * 2


@pytest.mark.parametrize(
    ("change", "olds", "news", "facts", "words"),
    [
        ("split", 1, 1, {}, "两个以上"),
        ("merge", 1, 1, {}, "两个以上"),
        ("take_over", 1, 2, {}, "拆分"),
        ("take_over", 1, 0, {}, "由哪些单位承接"),
        ("take_over", 1, 1, {"why": " "}, "依据"),
        ("take_over", 1, 1, {"on": dt.date(2022, 5, 1)}, "还没有到"),
    ],
)
def test_what_is_missing_is_said(department, now, change, olds, news, facts, words):
    units = [department(f"示例市{name}局") for name in "甲乙丙丁"]
    with pytest.raises(NotReady, match=words):
        succeed(plan(change, units[:olds], units[olds : olds + news], **facts), by=SYSTEM, now=now)


def test_an_office_is_not_taken_over_by_another_department(cast, department, now):
    outside = department("外处", kind="office", parent=cast.other)
    with pytest.raises(NotReady, match="不在同一个部门"):
        succeed(plan(Change.TAKE_OVER, [cast.renkou], [outside]), by=SYSTEM, now=now)


def test_an_ended_unit_ends_once(department, now):
    old, new = department("示例市甲局"), department("示例市乙局")
    twice = plan(Change.TAKE_OVER, [Unit.objects.get(pk=old.pk)], [new])
    succeed(plan(Change.TAKE_OVER, [old], [new]), by=SYSTEM, now=now)
    with pytest.raises(Stale):
        succeed(twice, by=SYSTEM, now=now)


def test_the_coordinator_reorganises_offices_and_not_the_department(cast, person, department, now):
    offices = plan(Change.TAKE_OVER, [cast.renkou], [cast.jiceng])
    for login in ("wang", "zhou", "stranger"):
        with pytest.raises(NotAllowed):
            succeed(offices, by=person(login), now=now)
    succeed(offices, by=person("lin"), now=now)
    heir = department("示例市健康局")
    with pytest.raises(NotAllowed):
        succeed(plan(Change.TAKE_OVER, [cast.unit], [heir]), by=person("lin"), now=now)
    with pytest.raises(NotAllowed):
        change_unit(cast.unit, name="别的名字", by=person("lin"), now=now)
    assert change_unit(cast.unit, phone="027-1", by=person("lin"), now=now).phone == "027-1"
