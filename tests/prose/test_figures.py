from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from huiyin.prose.figures import change, growth, percent, share, shares_summing_to_hundred


def test_r63_growth_is_rounded_half_up():
    assert percent(growth(157, 147)) == "6.8%"
    assert percent(growth(75, 71)) == "5.6%"
    assert change(growth(106, 88, 0)) == "增长20%"
    assert change(growth(95, 100)) == "下降5%"
    assert change(growth(5, 5)) == "持平"
    assert growth(5, 0) is None


def test_r60_a_share_keeps_the_places_asked_for():
    assert share(86, 93, 2) == Decimal("92.47")
    assert percent(share(93, 93, 2)) == "100%"
    assert share(1, 8, 0) == Decimal(13)
    assert share(0, 0) is None


def test_r61_shares_of_replies():
    assert [share(n, 665, 2) for n in (258, 302, 76, 29)] == [Decimal(s) for s in ("38.80", "45.41", "11.43", "4.36")]


@given(st.lists(st.integers(0, 500), min_size=1, max_size=8).filter(any))
def test_r68_shares_by_largest_remainder_sum_to_a_hundred(parts):
    assert sum(shares_summing_to_hundred(parts)) == 100
