"""Bulk acts on the desk: told row by row, undone until signed for, filter and ticks kept."""

from huiyin.events.models import Event
from huiyin.handling.actions import sign_for
from huiyin.handling.bulk import ALLOTTED
from huiyin.handling.models import Assignment, State


def key() -> str:
    return Event.objects.get(verb=ALLOTTED).topic.removeprefix("bulk:")


def test_the_next_page_tells_and_offers_to_undo(give, browse, waiting, cast):
    give(waiting[:2], cast.renkou)
    page = browse("lin").get("/dispatch/").content.decode()
    assert "办成的 2 件" in page and f"/dispatch/undo/{key()}/" in page
    assert "办成的 2 件" not in browse("lin").get("/dispatch/").content.decode()
    assert "最近的批量操作" in browse("lin").get("/dispatch/").content.decode()


def test_it_is_undone(give, browse, waiting, cast):
    give(waiting[:2], cast.renkou)
    browse("lin").post(f"/dispatch/undo/{key()}/", {"next": "/dispatch/?q=0001"})
    assert not Assignment.objects.exclude(parent=None).exclude(state=State.WITHDRAWN).exists()
    assert "3 件要分到处室" in browse("lin").get("/dispatch/").content.decode()


def test_what_was_signed_for_stays_and_is_said(give, browse, waiting, cast, person, now):
    give(waiting[:2], cast.renkou)
    sign_for(waiting[0].children.get(), by=person("wang"), now=now)
    page = browse("lin").post(f"/dispatch/undo/{key()}/", follow=True).content.decode()
    assert "收回 1 件，1 件没有收回" in page and "人口处已经签收" in page


def test_others_undo_nothing(give, browse, waiting, cast):
    give(waiting[:1], cast.renkou)
    assert browse("stranger").post(f"/dispatch/undo/{key()}/").status_code == 403


def test_the_filter_stays_after_the_act(give, browse, waiting, cast):
    page = browse("lin").get("/dispatch/?q=0002").content.decode()
    assert page.count("data-row ") == 1
    assert give(waiting[1:2], cast.renkou, q="0002")["Location"].endswith("&q=0002")


def test_receipts_are_told_row_by_row(browse, waiting):
    sent = {"pick": [row.pk for row in waiting], "next": "/dispatch/receipts/"}
    page = browse("lin").post("/dispatch/receipts/sign_for/", sent, follow=True).content.decode()
    assert "签收 3 件" in page and "办成的 3 件" in page
