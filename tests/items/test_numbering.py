"""Official numbers are text, and sorted as numbers (R2)."""

import pytest

from huiyin.items.actions import register
from huiyin.items.models import Item
from huiyin.items.numbering import clean_number, sort_number
from tests.items.conftest import draft


@pytest.mark.parametrize(
    ("said", "clean"),
    [
        ("第００３１号", "0031"),
        ("20220305号", "20220305"),
        (" 第 12 号 ", "12"),
        ("平时第1号", "平时第1号"),
        ("第十号", "第十号"),
        ("号", "号"),
    ],
)
def test_a_number_is_cleaned_and_never_counted(said, clean):
    assert clean_number(said) == clean
    assert clean_number(clean) == clean


@pytest.mark.parametrize(
    ("said", "order"),
    [
        ("20220305", (2022, 305)),
        ("0031", (None, 31)),
        ("HG-201901287", (2019, 1287)),
        ("第十号", (None, 10)),
        ("甲", (None, None)),
    ],
)
def test_it_sorts_by_year_and_sequence(said, order):
    assert sort_number(said) == order


@pytest.mark.rule("R2")
def test_ten_comes_after_nine(batch, facts):
    for number in ("第10号", "9", "第2号"):
        register(draft(number), batch=batch, **facts)
    assert [item.seq for item in Item.objects.in_official_order()] == [2, 9, 10]
