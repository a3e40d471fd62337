"""单位与人员: everybody reads, the system administrator changes, the coordinator arranges who stands in."""

import pytest

from huiyin.accounts.models import Portfolio, Post, StandIn, User
from huiyin.directory.models import Unit


def test_everybody_reads_who_works_where(walk_in, cast):
    page = walk_in("wang").get("/people/").content.decode()
    for words in ("林科", "人口处", "吴主任", "审计员"):
        assert words in page
    assert "新增人员" not in page


def test_another_units_people_are_not_there(walk_in, cast):
    stranger = cast.people["stranger"]
    assert "孙某" not in walk_in("lin").get("/people/").content.decode()
    assert walk_in("lin").get(f"/people/{stranger.pk}/").status_code == 404


def test_the_system_administrator_adds_a_person(walk_in, cast):
    fields = {
        "username": "xin",
        "name": "新人",
        "password": "eine-lange-nacht-22",
        "unit": cast.renkou.pk,
        "role": "officer",
    }
    answer = walk_in("feng").post("/people/new/", fields)
    assert answer.status_code == 302
    assert Post.objects.get(user__username="xin").unit == cast.renkou


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [("username", "wang", "已经有人用了"), ("password", "12345", "密码"), ("name", "", "必填")],
)
def test_a_wrong_entry_is_told_and_nothing_is_lost(walk_in, cast, field, value, words):
    fields = {"username": "xin", "name": "新人", "unit": cast.renkou.pk, "role": "officer", field: value}
    answer = walk_in("feng").post("/people/new/", fields)
    assert words in answer.content.decode()
    assert not User.objects.filter(username="xin").exists()


def test_an_administrator_takes_no_other_post(walk_in, cast):
    zheng = cast.people["zheng"]
    answer = walk_in("feng").post(f"/people/{zheng.pk}/posts/", {"unit": cast.unit.pk, "role": "officer"})
    assert answer.status_code == 409
    assert "三员" in answer.content.decode()


@pytest.mark.parametrize(
    "path", ["people/new/", "people/{wang}/change/", "people/{wang}/password/", "people/{wang}/posts/"]
)
def test_others_cannot_change_people(walk_in, cast, path):
    address = "/" + path.format(wang=cast.people["wang"].pk)
    assert walk_in("lin").get(address).status_code == 403
    assert walk_in("lin").post(address).status_code == 403


def test_a_post_ends(walk_in, cast):
    post = Post.objects.get(user=cast.people["zhao"])
    walk_in("feng").post(f"/posts/{post.pk}/end/", {"held_to": "2022-05-01"})
    post.refresh_from_db()
    assert post.held_to.isoformat() == "2022-05-01"


def test_the_coordinator_arranges_a_stand_in(walk_in, cast):
    fields = {"principal": cast.people["qian"].pk, "deputy": cast.people["wang"].pk, "unit": cast.renkou.pk}
    fields |= {"role": "office_head", "starts_on": "2022-04-20", "ends_on": "2022-04-30", "reason": "休假"}
    assert walk_in("lin").post("/stand-ins/new/", fields).status_code == 302
    assert "代 钱处" in walk_in("wang").get("/people/").content.decode()
    row = StandIn.objects.get()
    walk_in("lin").post(f"/stand-ins/{row.pk}/end/", {"last_on": "2022-04-21"})
    row.refresh_from_db()
    assert row.ends_on.isoformat() == "2022-04-21"


def test_an_officer_arranges_none_for_others(walk_in, cast):
    fields = {"principal": cast.people["qian"].pk, "deputy": cast.people["zhao"].pk, "unit": cast.renkou.pk}
    fields |= {"role": "office_head", "starts_on": "2022-04-20", "ends_on": "2022-04-30"}
    assert walk_in("zhao").post("/stand-ins/new/", fields).status_code == 403
    assert not StandIn.objects.exists()


def test_the_coordinator_names_the_leader_in_charge(walk_in, cast):
    walk_in("lin").post(f"/offices/{cast.renkou.pk}/portfolio/", {"leader": cast.people["zhou"].pk, "follow": "all"})
    assert Portfolio.objects.get(office=cast.renkou).leader == cast.people["zhou"]


def test_an_office_is_added(walk_in, cast):
    fields = {
        "name": "老龄健康处",
        "code": "shili-wjw-laoling",
        "parent": cast.unit.pk,
        "kind": "office",
        "position": "3",
    }
    walk_in("lin").post("/units/new/", fields)
    office = Unit.objects.get(code="shili-wjw-laoling")
    assert (office.parent, office.pack, office.managed_here) == (cast.unit, "wuhan", True)


def test_a_password_is_set_anew(walk_in, cast, client):
    wang = cast.people["wang"]
    walk_in("feng").post(f"/people/{wang.pk}/password/", {"password": "ein-neuer-anfang-22"})
    wang.refresh_from_db()
    assert wang.check_password("ein-neuer-anfang-22")
