"""审签设置: anybody of the unit reads it, the coordinator sets it, without a script."""

import pytest
from django.urls import reverse

from huiyin.replies.chain.chains import own_chain, place_of
from huiyin.replies.models import ChainStep

CHAIN = reverse("clearing_chain", args=["reply", "ordinary"])


def rows(*steps, do="save") -> dict[str, str]:
    """One posted row a step: what, whose, beside the row above."""
    said = {"rows": str(len(steps)), "do": do}
    for number, (action, who, *beside) in enumerate(steps):
        said |= {f"action_{number}": action, f"who_{number}": who} | ({f"beside_{number}": "on"} if beside else {})
    return said


HEAD, SIGN = ("review", "role:office_head"), ("sign", "role:chief")


def test_everybody_reads_which_way_letters_take(case, browse):
    page = browse("wang").get(reverse("clearing_chains")).content.decode()
    assert "审签设置" in page and "单位内部审签的通常做法" in page and "吴主任" in page
    assert CHAIN not in page
    assert CHAIN in browse("lin").get(reverse("clearing_chains")).content.decode()


def test_only_the_coordinator_sets_it(case, browse):
    for login in ("wang", "qian", "wu", "feng"):
        assert browse(login).get(CHAIN).status_code == 403
        assert browse(login).post(CHAIN, rows(HEAD, SIGN)).status_code == 403
        place = browse(login).post(reverse("set_clearing_place", args=["reply"]), {"where": "oa"})
        assert place.status_code == 403
    assert not ChainStep.objects.exists()


def test_rows_are_saved_side_by_side(case, browse):
    gate = f"person:{case.cast.people['sun'].pk}"
    said = rows(HEAD, ("countersign", "offices"), ("secrecy", gate, True), SIGN)
    assert browse("lin").post(CHAIN, said).status_code == 302
    steps = own_chain(case.cast.unit, "reply", "ordinary").steps
    assert [(step.stage, step.action) for step in steps] == [
        (1, "review"),
        (2, "countersign"),
        (2, "secrecy"),
        (3, "sign"),
    ]
    assert steps[2].person == case.cast.people["sun"]


def test_what_is_wrong_stands_above_and_the_rows_stay(case, browse):
    page = browse("lin").post(CHAIN, rows(HEAD, ("secrecy", ""), SIGN))
    assert page.status_code == 409 and "保密审查要指定一个人" in page.content.decode()
    assert 'name="rows" value="3"' in page.content.decode()


@pytest.mark.parametrize(
    ("do", "wanted"),
    [
        ("preview", ["review", "check", "sign"]),
        ("up-1", ["check", "review", "sign"]),
        ("down-0", ["check", "review", "sign"]),
        ("remove-1", ["review", "sign"]),
        ("add", ["review", "check", "review", "sign"]),
        ("up-9", ["review", "check", "sign"]),
        ("nonsense", ["review", "check", "sign"]),
    ],
)
def test_rows_move_without_a_script(case, browse, do, wanted):
    page = browse("lin").post(CHAIN, rows(HEAD, ("check", "role:coordinator"), SIGN, do=do))
    assert [row.action for row in page.context["rows"]] == wanted
    assert not ChainStep.objects.exists()


def test_it_warns_of_a_post_nobody_holds(case, browse):
    case.cast.people["zhou"].posts.update(held_to=case.now.date())
    page = browse("lin").post(CHAIN, rows(HEAD, SIGN, do="preview")).content.decode()
    assert "还没有人任主要负责人" in page


def test_dropping_it_goes_back_to_the_rules(case, browse):
    clerk = browse("lin")
    clerk.post(CHAIN, rows(HEAD, SIGN))
    assert "改回本地规则" in clerk.get(CHAIN).content.decode()
    clerk.post(reverse("drop_chain", args=["reply", "ordinary"]))
    assert own_chain(case.cast.unit, "reply", "ordinary") is None


def test_where_it_is_cleared(case, browse):
    browse("lin").post(reverse("set_clearing_place", args=["opinion"]), {"where": "paper"})
    assert place_of(case.cast.unit, "opinion") == "paper"
    assert browse("lin").post(reverse("set_clearing_place", args=["opinion"]), {"where": "x"}).status_code == 404
    assert browse("lin").get(reverse("clearing_chain", args=["letter", "ordinary"])).status_code == 404
