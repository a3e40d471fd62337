"""议案、建议案 on their pages; marks with what was done because of them."""

import pytest

from huiyin.items.courses import course_of
from huiyin.items.models import Item, MarkRecord
from tests.answering import Case


@pytest.fixture
def motion(under_way: Case) -> Item:
    Item.objects.filter(pk=under_way.item.pk).update(kind="motion", official_no="1号")
    return Item.objects.get(pk=under_way.item.pk)


def test_a_step_is_recorded_and_shown(motion, walk_in):
    lin = walk_in("lin")
    assert "议案办理环节" in lin.get(f"/items/{motion.pk}/").content.decode()
    said = {"verb": "lay_plan", "on": "2022-04-19", "text": "主办单位印发了方案"}
    assert lin.post(f"/items/{motion.pk}/course/", said).status_code == 302
    assert course_of(motion).state == "planned"
    page = lin.get(f"/items/{motion.pk}/").content.decode()
    assert "已定方案" in page and "主办单位印发了方案" in page


def test_only_the_next_steps_are_offered(motion, walk_in):
    lin = walk_in("lin")
    page = lin.get(f"/items/{motion.pk}/course/").content.decode()
    assert "定办理方案" in page and 'value="conclude"' not in page
    assert lin.post(f"/items/{motion.pk}/course/", {"verb": "conclude", "on": "2022-04-19"}).status_code == 200


@pytest.mark.rule("R5")
def test_a_motion_is_turned_into_a_suggestion(motion, walk_in):
    lin = walk_in("lin")
    assert "议案转为建议" in lin.get(f"/items/{motion.pk}/").content.decode()
    lin.post(f"/items/{motion.pk}/suggestion/", {"official_no": "0312", "reason": "主席团决定"})
    motion.refresh_from_db()
    assert (motion.kind, motion.official_no) == ("suggestion", "0312")


def test_an_ordinary_item_has_no_course(under_way: Case, walk_in):
    page = walk_in("lin").get(f"/items/{under_way.item.pk}/").content.decode()
    assert "办理环节" not in page and "议案转为建议" not in page


@pytest.mark.rule("R37")
def test_what_was_done_for_a_mark_is_recorded_and_shown(under_way: Case, walk_in):
    lin, item = walk_in("lin"), under_way.item
    lin.post(f"/items/{item.pk}/marks/", {"kind": "leader_led", "by_whom": "市人大常委会", "leader": "某副主任"})
    mark = item.marks.get()
    for kind in ("plan", "discussion"):
        said = {"kind": kind, "on": "2022-04-19", "people": "某副主任", "text": "写明"}
        assert lin.post(f"/marks/{mark.pk}/records/", said).status_code == 302
    assert MarkRecord.objects.filter(mark=mark).count() == 2
    page = lin.get(f"/items/{item.pk}/").content.decode()
    assert "座谈 1" in page
    assert walk_in("wang").get(f"/marks/{mark.pk}/records/").status_code == 403


@pytest.mark.rule("R6")
def test_signers_are_let_off_with_a_reason(under_way: Case, walk_in):
    row = under_way.item.signatures.first()
    lin = walk_in("lin")
    assert "不再征询" in lin.get(f"/items/{under_way.item.pk}/signers/").content.decode()
    lin.post(f"/signatures/{row.pk}/excuse/", {"reason": "已离任，联系不上"})
    row.refresh_from_db()
    assert not row.wants_reply
    assert "不再征询：已离任" in lin.get(f"/items/{under_way.item.pk}/papers/").content.decode()
