"""Offices, officers and further units on their pages."""

import datetime as dt

from huiyin.handling.actions import sign_for
from huiyin.handling.models import Assignment, State

WITH = {"dispatched_on": "2022-04-15", "rec_who": "市政府办公厅", "rec_on": "2022-04-15", "rec_way": "letter"}


def shares(cast, **fields):
    return {
        f"office-{office.pk}-{name}": value for office in (cast.renkou, cast.jiceng) for name, value in fields.items()
    }


def test_it_gives_each_office_its_part(press, assignment, cast):
    lead, assist = f"office-{cast.renkou.pk}-", f"office-{cast.jiceng.pk}-"
    facts = {lead + "role": "lead", lead + "officer": cast.people["wang"].pk, lead + "due_on": "2022-06-22"}
    press("lin", "allot", assignment, **facts, **{assist + "role": "assist"}, requirement="依据充分")
    child = Assignment.objects.get(parent=assignment, role="lead")
    assert (child.officer, child.notice_due_on) == (cast.people["wang"], dt.date(2022, 6, 22))
    assert child.requirement == "依据充分" and child.leader == cast.people["wu"]
    assert Assignment.objects.get(parent=assignment, role="assist").unit == cast.jiceng


def test_two_leading_offices_are_refused_and_stay_chosen(press, assignment, cast):
    response = press("lin", "allot", assignment, **shares(cast, role="lead"))
    assert response.status_code == 409 and "只能有一个牵头处室" in response.content.decode()
    assert response.content.decode().count('value="lead" selected') == 2


def test_it_is_allotted_again(press, shared, cast):
    press("lin", "allot", shared, **{f"office-{cast.jiceng.pk}-role": "lead"}, reason="职责调整")
    standing = shared.children.exclude(state=State.WITHDRAWN)
    assert [child.unit for child in standing] == [cast.jiceng]


def test_an_officer_does_not_allot(press, shared, cast):
    assert press("wang", "allot", shared, **shares(cast, role="lead")).status_code == 403


def test_the_head_hands_it_to_another_officer(press, shared, cast):
    child = shared.children.get(role="lead")
    press("qian", "name_officer", child, officer=cast.people["qian"].pk)
    child.refresh_from_db()
    assert child.officer == cast.people["qian"]


def test_nobody_from_another_office_can_be_named(press, shared, cast):
    child = shared.children.get(role="lead")
    assert press("qian", "name_officer", child, officer=cast.people["zhao"].pk).status_code == 200
    child.refresh_from_db()
    assert child.officer == cast.people["wang"]


def test_a_further_unit_is_recorded_for_the_dispatcher(press, assignment):
    press("lin", "dispatch_item", assignment.item, unit_name="示例市交通运输局", role="assist", **WITH)
    assert Assignment.objects.get(item=assignment.item, role="assist").unit.name == "示例市交通运输局"


def test_a_second_lead_is_refused(press, assignment):
    response = press("lin", "dispatch_item", assignment.item, unit_name="示例市交通运输局", role="lead", **WITH)
    assert response.status_code == 409 and "已有主办单位" in response.content.decode()


def test_each_part_has_a_page_of_what_may_be_done(browse, shared):
    child = shared.children.get(role="lead")
    page = browse("lin").get(f"/assignments/{child.pk}/").content.decode()
    assert f"/assignments/{child.pk}/sign_for/" in page and "王工" in page
    assert browse("zhao").get(f"/assignments/{child.pk}/").status_code == 403


def test_a_unit_at_home_here_is_left_to_who_dispatches(press, assignment):
    response = press("lin", "dispatch_item", assignment.item, unit_name="示例市教育局", role="assist", **WITH)
    assert response.status_code == 409 and "由交办单位交办" in response.content.decode()
    assert 'value="示例市教育局"' in response.content.decode()


def test_the_offices_that_hold_it_stand_first_with_where_they_are(browse, shared, person, now):
    sign_for(shared.children.get(role="lead"), by=person("wang"), now=now)
    page = browse("lin").get(f"/assignments/{shared.pk}/offices/").content.decode()
    assert "办理中" in page and "4月20日签收" in page and "待签收" in page
    assert page.index(">人口处<") < page.index("办理中")
