"""提出人: found, corrected, joined, marked as gone — those of one's own items only."""

import pytest

from huiyin.directory.actions import find_or_add_submitters
from huiyin.directory.models import Submitter
from huiyin.directory.submitters import SubmitterName
from huiyin.items.models import Signature
from tests.answering import hand_over


@pytest.fixture
def case(cast, now, at_ten):
    return hand_over(cast, now)


@pytest.fixture
def first(case):
    return case.item.signatures.get(order=0).submitter


@pytest.fixture
def stranger(case):
    where = {"body": "cppcc", "level": "municipal", "place": "示例市"}
    return find_or_add_submitters([SubmitterName("别人")], **where)["别人"]


def text(answer):
    return answer.content.decode()


@pytest.mark.rule("R82")
def test_only_who_signed_what_one_may_see_is_listed(walk_in, first, stranger):
    page = text(walk_in("lin").get("/submitters/"))
    assert first.name in page
    assert stranger.name not in page
    assert walk_in("lin").get(f"/submitters/{stranger.pk}/").status_code == 404


@pytest.mark.rule("R81")
def test_the_administrators_see_none(walk_in, first):
    for login in ("feng", "wei", "zheng"):
        assert walk_in(login).get("/submitters/").status_code == 403


@pytest.mark.parametrize(("words", "found"), [("代表001", 1), ("shilidaibiao001", 1), ("没有的", 0)])
def test_they_are_found_by_name_and_sound(walk_in, first, words, found):
    page = text(walk_in("wang").get(f"/submitters/?q={words}"))
    assert ((first.name in page) == bool(found)) and (("没有符合" in page) == (not found))


def test_a_wrong_name_is_corrected_and_found_by_the_old_one(walk_in, first):
    fields = {"name": "示例代表一", "kind": "person", "phone": "1"}
    assert walk_in("lin").post(f"/submitters/{first.pk}/correct/", fields).status_code == 302
    assert "示例代表一" in text(walk_in("lin").get("/submitters/?q=代表001"))


def test_two_rows_are_joined_with_a_look_first(walk_in, case, first):
    second = case.item.signatures.get(order=1).submitter
    page = text(walk_in("lin").get(f"/submitters/{first.pk}/merge/?other={second.pk}"))
    assert "件上的签名" in page
    walk_in("lin").post(f"/submitters/{first.pk}/merge/", {"other": second.pk})
    assert Signature.objects.get(item=case.item).submitter == first


def test_somebody_gone_is_marked_with_a_reason(walk_in, first):
    address = f"/submitters/{first.pk}/gone/"
    assert "第0031号建议" in text(walk_in("lin").get(address))
    assert "必填" in text(walk_in("lin").post(address, {"reason": ""}))
    assert walk_in("lin").post(address, {"reason": "去世"}).status_code == 302
    assert Submitter.objects.get(pk=first.pk).gone_reason == "去世"
    assert "不再联系" in text(walk_in("wang").get(f"/submitters/{first.pk}/"))
