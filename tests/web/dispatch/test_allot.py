"""分办: many at once, one by one, and what is refused stays in the table."""

import datetime as dt

from huiyin.events.models import Event
from huiyin.handling.models import Assignment, Role, State


def test_it_gives_what_is_ticked(give, waiting, cast):
    response = give(waiting[:2], cast.renkou)
    assert response.status_code == 302
    assert [child.unit for child in Assignment.objects.exclude(parent=None)] == [cast.renkou, cast.renkou]
    assert Event.objects.filter(verb="handling.allotted").count() == 2


def test_what_is_not_ticked_stays(give, browse, waiting, cast):
    give(waiting[:1], cast.renkou, **{f"a{waiting[2].pk}-office": cast.jiceng.pk})
    page = browse("lin").get("/dispatch/").content.decode()
    assert "2 件要分到处室" in page and not waiting[2].children.exists()


def test_what_holds_for_all_fills_what_a_row_leaves_open(give, waiting, cast):
    common = {
        "common-due_on": "2022-06-22",
        "common-requirement": "依据充分",
        f"a{waiting[0].pk}-requirement": "当面答复",
    }
    give(waiting[:2], cast.renkou, **common)
    first, second = Assignment.objects.exclude(parent=None).order_by("id")
    assert (first.requirement, second.requirement) == ("当面答复", "依据充分")
    assert first.notice_due_on == second.notice_due_on == dt.date(2022, 6, 22)


def test_the_open_row_says_all_five(give, waiting, cast):
    row = f"a{waiting[0].pk}-"
    facts = {row + "assist": [cast.jiceng.pk], row + "officer": cast.people["wang"].pk, row + "task": "答复 3 项诉求"}
    give(waiting[:1], cast.renkou, **facts)
    lead = Assignment.objects.get(parent=waiting[0], role=Role.LEAD)
    assert (lead.officer, lead.task, lead.leader) == (cast.people["wang"], "答复 3 项诉求", cast.people["wu"])
    assert Assignment.objects.get(parent=waiting[0], role=Role.ASSIST).unit == cast.jiceng


def test_only_one_is_given_by_its_own_button(give, waiting, cast):
    row = waiting[1]
    give(waiting, cast.renkou, only=row.pk)
    assert [child.parent for child in Assignment.objects.exclude(parent=None)] == [row]


def test_a_refused_row_says_why_and_the_others_are_given(give, waiting, cast):
    late = {f"a{waiting[1].pk}-due_on": "2023-01-01"}
    response = give(waiting[:2], cast.renkou, **late)
    page = response.content.decode()
    assert response.status_code == 409
    assert "分出 1 件" in page and "晚于本单位的时限" in page
    assert not waiting[1].children.exists() and waiting[0].children.exists()


def test_without_an_office_it_asks_for_one(give, waiting):
    page = give(waiting[:1]).content.decode()
    assert "还没有选牵头处室。" in page


def test_an_officer_of_another_office_is_refused(give, waiting, cast):
    response = give(waiting[:1], cast.renkou, **{f"a{waiting[0].pk}-officer": cast.people["zhao"].pk})
    assert "赵工不在人口处。" in response.content.decode()
    assert not waiting[0].children.exists()


def test_an_office_of_another_unit_is_no_choice(give, waiting, cast):
    assert give(waiting[:1], cast.other).status_code == 409


def test_only_the_coordinator_comes_here(browse, give, waiting, cast):
    assert browse("wang").get("/dispatch/").status_code == 403
    assert give(waiting, cast.renkou, login="wang").status_code == 403
    assert not Assignment.objects.exclude(parent=None).exists()


def test_a_stranger_gives_nothing_of_ours(give, waiting, cast):
    give(waiting, cast.renkou, login="stranger")
    assert not Assignment.objects.exclude(parent=None).exists()


def test_looking_asks_few_questions(browse, waiting, django_assert_max_num_queries):
    page = browse("lin")
    with django_assert_max_num_queries(32):
        page.get("/dispatch/")


def test_what_was_given_no_longer_waits(give, browse, waiting, cast):
    give(waiting, cast.renkou)
    assert "没有等着分到处室的件" in browse("lin").get("/dispatch/").content.decode()
    assert all(row.state == State.HANDLING for row in Assignment.objects.filter(parent=None))


def test_the_year_one_looks_at_stays(browse, waiting, cast):
    page = browse("lin").get("/dispatch/?year=2022").content.decode()
    assert 'action="/dispatch/allot/?year=2022"' in page and 'href="/dispatch/receipts/?year=2022"' in page
    row = f"a{waiting[0].pk}"
    sent = {f"{row}-pick": "on", f"{row}-office": cast.renkou.pk}
    assert browse("lin").post("/dispatch/allot/?year=2021", sent)["Location"] == "/dispatch/?year=2021"
    assert not waiting[0].children.exists()
