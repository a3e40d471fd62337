"""Units come, change and move; the tree keeps its paths."""

import pytest

from huiyin.directory.actions import add_unit, change_unit
from huiyin.directory.models import Unit
from huiyin.events.actors import SYSTEM
from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed


@pytest.fixture
def facts(now):
    return {"by": SYSTEM, "now": now}


def test_an_office_hangs_below_its_department(cast):
    assert cast.renkou.path == f"{cast.unit.path}{cast.renkou.pk}/"
    assert set(Unit.objects.inside(cast.unit)) == {cast.unit, cast.renkou, cast.jiceng}
    assert cast.renkou.sort_key == "renkouchu"


def test_a_moved_department_takes_its_offices_along(cast, facts):
    top = add_unit(code="zf", name="示例市人民政府办公厅", kind="government_office", level="municipal", **facts)
    change_unit(cast.unit, parent=top, **facts)
    cast.renkou.refresh_from_db()
    assert cast.renkou.path == f"{top.path}{cast.unit.pk}/{cast.renkou.pk}/"


def test_a_unit_never_moves_below_itself(cast, facts):
    with pytest.raises(NotAllowed):
        change_unit(cast.unit, parent=cast.renkou, **facts)


def test_no_change_is_no_event(cast, facts):
    before = Event.objects.count()
    change_unit(cast.unit, name=cast.unit.name, **facts)
    assert Event.objects.count() == before
    change_unit(cast.unit, name="示例市卫健委", **facts)
    assert Event.objects.latest("pk").facts["changes"]["name"] == ["示例市卫生健康委员会", "示例市卫健委"]


def test_the_administrator_and_the_coordinator_may_and_others_may_not(cast, person, now):
    wanted = {"code": "x", "name": "新处", "kind": "office", "level": "municipal", "parent": cast.unit, "now": now}
    for login in ("wang", "stranger", "zhou", "zheng"):
        with pytest.raises(NotAllowed):
            add_unit(by=person(login), **wanted)
    assert add_unit(by=person("lin"), **wanted).parent == cast.unit
    assert add_unit(by=person("feng"), **{**wanted, "code": "y"}).parent == cast.unit
