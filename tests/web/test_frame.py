"""The frame around every page: what the person may open, the year, strict headers, pages for what went wrong."""

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse

from huiyin.flow.errors import Blocker, NotAllowed, NotReady, Stale
from huiyin.web.errors import broken, refusal
from huiyin.web.shell import GROUPS

STRICT = "default-src 'none'"


def text_of(answer) -> str:
    return answer.content.decode()


def test_every_place_of_the_sidebar_has_an_address():
    missing = [place.page for places in GROUPS.values() for place in places if not _reverses(place.page)]
    assert missing == []


def _reverses(name: str) -> bool:
    try:
        return bool(reverse(name))
    except Exception:
        return False


@pytest.mark.parametrize(
    ("login", "seen", "unseen"),
    [
        ("lin", ("台账", "操作记录", "收件"), ()),
        ("wang", ("台账", "答复"), ("操作记录", "收件")),
        ("feng", ("单位与人员", "规则与日历"), ("台账", "操作记录")),
        ("zheng", ("操作记录",), ("台账",)),
    ],
)
def test_the_sidebar_shows_what_one_may_open(walk_in, login, seen, unseen):
    side = text_of(walk_in(login).get("/")).split("<nav", 1)[1].split("</nav>")[0]
    assert all(word in side for word in seen)
    assert not any(word in side for word in unseen)


def test_the_headers_allow_no_inline_script_or_style(walk_in):
    answer = walk_in("lin").get("/")
    policy = answer["Content-Security-Policy"]
    assert STRICT in policy
    assert "unsafe" not in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_page_carries_no_inline_script_or_style(walk_in, under_way):
    for path in ("/", "/ledger/", f"/items/{under_way.item.pk}/", "/people/", "/rules/", "/calendar/", "/log/"):
        page = text_of(walk_in("lin").get(path))
        assert " style=" not in page, path
        assert "<style" not in page, path
        assert "<script>" not in page, path


def test_another_year_is_chosen_by_a_post(walk_in, under_way):
    lin = walk_in("lin")
    assert lin.get("/year/").status_code == 405
    answer = lin.post("/year/", {"year": "2022", "next": "/ledger/"})
    assert answer["Location"] == "/ledger/"


def test_the_year_chooser_leads_nowhere_else(walk_in):
    assert walk_in("lin").post("/year/", {"year": "2022", "next": "https://example.org/"})["Location"] == "/"


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (NotAllowed("您没有权限办结。"), 403, "您没有权限办结"),
        (NotReady([Blocker("还没有沟通", "contacts", "《代表法》")]), 409, '#contacts">还没有沟通'),
        (Stale("别人刚刚动过这一件。"), 409, "别人先了一步"),
    ],
)
def test_what_the_house_refuses_becomes_a_page(error, status, words, rf: RequestFactory):
    answer = refusal(rf.post("/", headers={"referer": "http://testserver/items/1/"}), error)
    assert answer.status_code == status
    assert words in text_of(answer)


def test_htmx_gets_the_notice_alone(rf: RequestFactory):
    request = rf.post("/")
    request.htmx = True
    page = text_of(refusal(request, NotAllowed("不行。")))
    assert "不行" in page
    assert "<html" not in page


def test_a_form_left_open_too_long_says_so(cast, at_ten):
    browser = Client(enforce_csrf_checks=True)
    answer = browser.post("/login/", {"login": "lin", "password": "x"})
    assert answer.status_code == 403
    assert "表单过期了" in text_of(answer)


def test_an_unknown_address_is_a_plain_page(walk_in, client, db):
    assert "没有这一页" in text_of(walk_in("lin").get("/nothing/"))
    assert client.get("/nothing/").status_code == 404


def test_the_page_of_last_resort_asks_the_database_nothing(rf: RequestFactory):
    answer = broken(rf.get("/"))
    assert answer.status_code == 500
    assert "系统出错了" in text_of(answer)


def test_the_gallery_shows_every_component(walk_in):
    page = text_of(walk_in("wang").get("/_components/"))
    for word in ("逾期", "还差 2 样", "审签路线", "部件一览", "撤销交办"):
        assert word in page


@pytest.mark.parametrize("name", ["400", "403", "404", "expired"])
def test_error_pages_render_without_anybody(name, db):
    assert "回工作台" in (page := render_to_string(f"errors/{name}.html", {"back": "/"})) or "回到刚才" in page
