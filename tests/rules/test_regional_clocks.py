"""What the regional packs say, as published (R17, R20–R24, R26–R28)."""

import pytest

from huiyin.rules import packs

CLOCKS = {
    "beijing": {"rating": (15, "workdays"), "rework": (2, "months"), "decline": None},
    "shanghai": {
        "dispatch": (7, "workdays"),
        "decline": (7, "workdays"),
        "opinion": (1, "months"),
        "rework": (1, "months"),
    },
    "chongqing": {
        "decline": (10, "workdays"),
        "redispatch": (10, "workdays"),
        "contact": (20, "workdays"),
        "opinion": (30, "workdays"),
        "opinion_retry": (5, "workdays"),
        "rating": (20, "workdays"),
        "rework": (2, "months"),
    },
    "shandong": {"decline": (5, "days"), "opinion": (1, "months"), "rework": (1, "months")},
    "qingdao": {"decline": (5, "workdays"), "opinion": (1, "months"), "side_opinion": (1, "months"), "rework": None},
    "henan": {
        "decline": (10, "workdays"),
        "opinion": (2, "months"),
        "rating": (10, "workdays"),
        "rework": (1, "months"),
    },
    "zhejiang": {"decline": (10, "days"), "opinion": (2, "months"), "redispatch": None},
    "fujian": {"opinion": (1, "months"), "decline": None},
    "sichuan": {"rework": (3, "months"), "opinion": None},
}


@pytest.mark.parametrize(("name", "duty"), [(name, duty) for name, duties in CLOCKS.items() for duty in duties])
def test_a_region_has_the_clock_it_published(name, duty):
    clock = packs.get(name).clock(duty)
    assert (clock and (clock.amount, clock.unit)) == CLOCKS[name][duty]


@pytest.mark.parametrize("name", [name for name in packs.names() if name != "guizhou"])
def test_r17_everywhere_a_suggestion_is_answered_in_three_months_or_six(name):
    pack = packs.get(name)
    assert (pack.clock("reply", kind="suggestion").amount, pack.clock("extended_reply").amount) == (3, 6)


def test_the_narrower_clock_wins():
    sichuan = packs.get("sichuan")
    assert sichuan.clock("reply", kind="proposal", in_session=True).amount == 5
    assert sichuan.clock("reply", kind="proposal", in_session=False).amount == 3
    assert sichuan.clock("reply", kind="suggestion").amount == 3


@pytest.mark.rule("R17", "R19")
@pytest.mark.parametrize("name", ["beijing", "shanghai", "shandong", "qingdao", "zhejiang", "fujian", "sichuan"])
def test_r17_some_regions_want_an_extension_approved(name):
    assert packs.get(name).switches.extension_needs_approval
    assert not packs.get("national").switches.extension_needs_approval
