"""重复件、成组: found, linked, grouped, listed; every item still stands by itself."""

import pytest

from huiyin.items.models import Group, Item
from huiyin.items.recurring import chain_of
from tests.answering import Case, hand_over


@pytest.fixture
def alike(cast, now, at_ten, under_way) -> tuple[Item, Item]:
    """Two items of nearly the same title."""
    other = hand_over(cast, now, no="0032", title=f"{under_way.item.title}（再提）")
    return under_way.item, other.item


@pytest.fixture
def group(walk_in, alike) -> Group:
    for item in alike:
        known = Group.objects.first()
        walk_in("wang").post(f"/items/{item.pk}/groups/", {"group": known.pk if known else "", "name": "托育一组"})
    return Group.objects.get()


@pytest.mark.rule("R92")
def test_what_is_alike_is_found_linked_and_shown(alike, walk_in):
    item, other = alike
    lin = walk_in("lin")
    assert other.title in lin.get(f"/items/{item.pk}/recurrences/").content.decode()
    lin.post(f"/items/{item.pk}/recurrences/{other.pk}/link/")
    assert len(chain_of(item)) == 2
    page = lin.get(f"/items/{item.pk}/").content.decode()
    assert "当年重复" in page and f'href="/items/{other.pk}/"' in page


@pytest.mark.rule("R92")
def test_a_wrong_link_is_taken_out(alike, walk_in):
    item, other = alike
    lin = walk_in("lin")
    lin.post(f"/items/{item.pk}/recurrences/{other.pk}/link/")
    lin.post(f"/items/{item.pk}/recurrences/unlink/", {"reason": "不是一回事"})
    assert "当年重复" not in lin.get(f"/items/{item.pk}/").content.decode()


def test_an_officer_looks_and_does_not_link(alike, walk_in):
    item, other = alike
    wang = walk_in("wang")
    assert "认定为重复件" not in wang.get(f"/items/{item.pk}/recurrences/").content.decode()
    assert wang.post(f"/items/{item.pk}/recurrences/{other.pk}/link/").status_code == 403


@pytest.mark.rule("R10")
def test_a_group_lists_its_items_each_where_it_stands(group, alike, walk_in):
    page = walk_in("lin").get(f"/groups/{group.pk}/").content.decode()
    assert all(f'href="/items/{item.pk}/"' in page for item in alike)
    assert "办理中" in page and "托育一组" in walk_in("lin").get("/groups/").content.decode()
    assert f'href="/groups/{group.pk}/"' in walk_in("wang").get(f"/items/{alike[0].pk}/").content.decode()


def test_facts_are_shared_and_an_item_leaves(group, alike, walk_in):
    wang = walk_in("wang")
    wang.post(f"/groups/{group.pk}/notes/", {"text": "普惠托位3万个", "source": "统计公报"})
    wang.post(f"/groups/{group.pk}/entry/", {"name": "托育组", "research": "走访五区"})
    wang.post(f"/groups/{group.pk}/items/{alike[0].pk}/remove/")
    page = wang.get(f"/groups/{group.pk}/").content.decode()
    assert all(word in page for word in ("普惠托位3万个", "统计公报", "走访五区", "托育组"))
    assert group.members.count() == 1


def test_a_group_without_a_name_says_so(under_way: Case, walk_in):
    response = walk_in("wang").post(f"/items/{under_way.item.pk}/groups/", {"group": "", "name": ""})
    assert response.status_code == 409 and "起个名称" in response.content.decode()


def test_strangers_see_no_group(group, walk_in):
    assert walk_in("stranger").get(f"/groups/{group.pk}/").status_code == 404
    assert "还没有成组的件" in walk_in("stranger").get("/groups/").content.decode()


def test_the_pages_ask_the_database_little(group, walk_in, at_most):
    lin = walk_in("lin")
    with at_most(12):
        lin.get(f"/groups/{group.pk}/")


@pytest.mark.rule("R92")
def test_recurring_items_are_listed_separately(alike, walk_in, at_most):
    item, other = alike
    lin = walk_in("lin")
    assert "今年还没有认定重复件" in lin.get("/items/recurring/").content.decode()
    lin.post(f"/items/{item.pk}/recurrences/{other.pk}/link/")
    with at_most(10):
        page = lin.get("/items/recurring/").content.decode()
    assert page.count("当年重复") == 2 and "2 件" in page


@pytest.mark.rule("R48")
def test_an_offline_item_shows_its_number_and_nothing_to_write(under_way: Case, walk_in):
    bare = {"offline": True, "title": "", "text": "", "file": None}
    under_way.item.asks.all().delete()
    type(under_way.item).objects.filter(pk=under_way.item.pk).update(**bare)
    page = walk_in("lin").get(f"/items/{under_way.item.pk}/").content.decode()
    assert "线下办理" in page and under_way.item.number_label in page
    assert "拆分、改写" not in page and "开始拟稿" not in page
    assert "登记已办" in page
