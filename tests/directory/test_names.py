"""Which unit a list means."""

import pytest

from huiyin.directory.actions import find_or_add_outside_unit, find_or_add_outside_units
from huiyin.directory.models import Unit
from huiyin.directory.names import UnitIndex, full_form
from huiyin.directory.places import place_at, province_of

WUHAN = Unit(
    pk=1, name="武汉市卫生健康委员会", short_names=["市卫健委"], level="municipal", place="武汉市", kind="department"
)


@pytest.mark.parametrize(
    "name",
    ["市卫健委", "市卫生健康委", "武汉市卫健委", "武汉市卫生健康委员会", "卫健委", " 市 卫健委 ", "市卫生健康委员会"],
)
def test_every_way_of_writing_it_means_the_unit(name):
    index = UnitIndex.of([WUHAN], near=WUHAN)
    assert index.find(name) is WUHAN
    assert index.is_same(name, WUHAN)


@pytest.mark.parametrize("name", ["省卫健委", "市教育局", "长沙市卫健委", "国家卫健委", "江岸区卫健局", ""])
def test_another_name_means_another_unit(name):
    assert UnitIndex.of([WUHAN], near=WUHAN).find(name) is None


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("市发改委", "市发展和改革委员会"),
        ("市发展改革委", "市发展和改革委员会"),
        ("省人社厅", "省人力资源和社会保障厅"),
        ("市医保局", "市医疗保障局"),
        ("市财政局", "市财政局"),
        ("市委", "市委"),
    ],
)
def test_customary_abbreviations(short, full):
    assert full_form(short) == full


def test_the_province_of_a_city_is_its_own():
    hubei = Unit(name="湖北省财政厅", level="provincial", place="湖北省")
    jilin = Unit(name="吉林省财政厅", level="provincial", place="吉林省")
    assert UnitIndex.of([jilin, hubei], near=WUHAN).find("省财政厅") is hubei
    assert (province_of("武汉市"), place_at(WUHAN, "provincial"), place_at(WUHAN, "national")) == (
        "湖北省",
        "湖北省",
        "",
    )


def test_an_outside_unit_is_added_once(cast):
    one = find_or_add_outside_unit("市发改委", level="municipal", place="示例市")
    two = find_or_add_outside_unit("市发展和改革委员会", level="municipal", place="示例市")
    assert (one.pk, one.managed_here, one.path) == (two.pk, False, f"/{one.pk}/")


def test_a_unit_at_home_here_is_not_added_again(cast):
    found = find_or_add_outside_units(["市教育局", "省教育厅"], near=cast.unit)
    assert found["市教育局"] == cast.other
    assert found["省教育厅"].level == "provincial"
