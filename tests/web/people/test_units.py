"""单位与处室: the tree, what a unit sets, and a reorganisation shown before it is done."""

import pytest

from huiyin.accounts.actions import appoint
from huiyin.cli.demo.cast import office_of
from huiyin.directory.models import Unit, UnitKind
from huiyin.events.actors import SYSTEM
from tests.answering import hand_over


@pytest.fixture
def case(cast, now, at_ten):
    return hand_over(cast, now)


@pytest.fixture
def office(cast, now):
    return office_of(cast.unit, "tuoyu", "托育处", {"by": SYSTEM, "now": now})


def said(cast, main, **facts):
    return {"change": "take_over", "main": main.pk, "on": "2022-04-20", "why": "局长办公会", **facts}


def text(answer):
    return answer.content.decode()


def test_the_tree_shows_the_offices_and_not_another_department(walk_in, cast):
    page = text(walk_in("wang").get("/units/"))
    assert "人口处" in page
    assert "示例市教育局" not in page
    assert walk_in("wang").get(f"/units/{cast.other.pk}/").status_code == 404


def test_an_outside_unit_that_gives_material_says_so(walk_in, cast):
    Unit.objects.create(
        code="cdc", name="示例市疾控中心", kind=UnitKind.INSTITUTION, level="municipal", short_names=["市疾控"]
    )
    page = text(walk_in("wang").get("/units/?q=市疾控"))
    assert "只提供材料，不答复" in page
    assert "没有名称里有" in text(walk_in("wang").get("/units/?q=没有的"))


def test_a_unit_sets_its_short_names_and_phone(walk_in, cast):
    fields = {
        "short_names": "市卫健委、卫健委",
        "phone": "027-1",
        "doc_prefix": "示卫函",
        "pack": "wuhan",
        "position": 0,
    }
    assert walk_in("lin").post(f"/units/{cast.unit.pk}/change/", fields).status_code == 302
    cast.unit.refresh_from_db()
    assert (cast.unit.short_names, cast.unit.phone) == (["市卫健委", "卫健委"], "027-1")


def test_a_renamed_office_shows_its_old_name(walk_in, cast):
    walk_in("lin").post(f"/units/{cast.renkou.pk}/rename/", {"name": "人口家庭处"})
    page = text(walk_in("wang").get(f"/units/{cast.renkou.pk}/"))
    assert "人口家庭处" in page
    assert "以前叫“人口处”" in page


def test_everything_that_moves_is_shown_before_it_is_done(walk_in, cast, case, office):
    page = text(walk_in("lin").get(f"/units/{cast.renkou.pk}/reorganise/", said(cast, office)))
    for words in ("第0031号建议", case.item.title, "王工 经办", "吴主任"):
        assert words in page
    assert case.assignment.children.filter(unit=cast.renkou).exists()


def test_it_is_done_and_the_old_office_says_who_took_over(walk_in, cast, case, office):
    answer = walk_in("lin").post(f"/units/{cast.renkou.pk}/reorganise/", said(cast, office), follow=True)
    assert "已撤销" in text(answer)
    assert "托育处" in text(answer)
    assert case.assignment.children.filter(unit=office).exists()
    assert walk_in("lin").get(f"/units/{cast.renkou.pk}/rename/").status_code == 409


def test_a_split_takes_what_was_chosen_for_each(walk_in, cast, case, office):
    share = case.assignment.children.get(unit=cast.renkou)
    second = Unit.objects.create(
        code="jt", name="家庭处", kind="office", level="municipal", parent=cast.unit, path=f"{cast.unit.path}999/"
    )
    chosen = {"change": "split", "further": [second.pk], f"to-assignment:{share.pk}": second.pk}
    walk_in("lin").post(f"/units/{cast.renkou.pk}/reorganise/", said(cast, office, **chosen))
    share.refresh_from_db()
    assert share.unit == second


@pytest.mark.parametrize(
    ("facts", "words"), [({"change": "split"}, "两个以上"), ({"on": "2022-05-01"}, "还没有到"), ({"why": ""}, "必填")]
)
def test_what_is_wrong_is_said_and_nothing_happens(walk_in, cast, case, office, facts, words):
    answer = walk_in("lin").post(f"/units/{cast.renkou.pk}/reorganise/", said(cast, office, **facts))
    assert words in text(answer)
    assert not Unit.objects.filter(valid_to__isnull=False).exists()


@pytest.mark.rule("R81")
def test_the_administrator_sees_numbers_and_no_title(walk_in, cast, case, office, now):
    page = text(walk_in("feng").get(f"/units/{cast.renkou.pk}/reorganise/", said(cast, office)))
    assert "第0031号建议" in page
    assert case.item.title not in page


def test_an_office_with_open_items_stays_in_its_department(walk_in, cast, case, now):
    other = Unit.objects.create(
        code="sub", name="示例市卫健委二局", kind="department", level="municipal", managed_here=True, path="/0/"
    )
    Unit.objects.filter(pk=other.pk).update(path=f"{cast.unit.path}{other.pk}/", parent=cast.unit)
    appoint(cast.people["lin"], other, "coordinator", by=SYSTEM, now=now)
    answer = walk_in("lin").post(f"/units/{cast.renkou.pk}/move/", {"parent": other.pk})
    assert answer.status_code == 409
    assert "1 件在办" in text(answer)
