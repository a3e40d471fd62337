"""分办方案 on the pages: proposed from the desk, approved on a phone, given out item by item."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from huiyin.handling.allotting import Share, allot
from huiyin.handling.models import Assignment
from huiyin.planning.actions import submit_plan
from huiyin.planning.models import AllotmentPlan, ResponsibilityEdition
from tests.answering import PDF


@pytest.fixture
def propose(browse, cast):
    """propose(rows) ticks them for 人口处 and makes a plan of them."""

    def send(rows, **fields):
        chosen = {f"a{row.pk}-pick": "on" for row in rows} | {f"a{row.pk}-office": cast.renkou.pk for row in rows}
        browse("lin").post("/dispatch/plans/propose/", {**chosen, **fields})
        return AllotmentPlan.objects.latest("pk")

    return send


@pytest.fixture
def plan(propose, waiting):
    return propose(waiting[:2])


@pytest.fixture
def sent(plan, cast, person, now):
    return submit_plan(plan, approver=cast.people["wu"], by=person("lin"), now=now)


def at(plan, verb: str = "") -> str:
    return f"/dispatch/plans/{plan.pk}/{verb}"


def test_a_plan_is_made_of_what_is_ticked(plan, waiting, browse):
    assert (plan.name, plan.rows.count()) == ("4月20日分办方案", 2)
    assert not Assignment.objects.exclude(parent=None).exists()
    assert "已列入方案“4月20日分办方案”" in browse("lin").get("/dispatch/").content.decode()


def test_the_page_says_what_is_not_said_yet(plan, browse):
    page = browse("lin").get(at(plan)).content.decode()
    assert "2 件的责任清单没有写全" in page and "没有写：经办人、办理要求" in page and "按分管" in page


def test_one_item_is_rewritten_or_taken_out(plan, waiting, cast, browse):
    office = f"office-{cast.jiceng.pk}"
    browse("lin").post(at(plan, f"items/{waiting[0].pk}/"), {f"{office}-role": "lead", "requirement": "面商一次"})
    assert plan.rows.get(assignment=waiting[0]).office == cast.jiceng
    browse("lin").post(at(plan, f"items/{waiting[1].pk}/"), {})
    assert plan.rows.count() == 1


def test_a_leader_finds_it_and_approves_it(sent, browse):
    desk = browse("wu").get("/").content.decode()
    assert "1 个分办方案等您批准" in desk
    assert "批准这个方案" in browse("wu").get(at(sent)).content.decode()
    browse("wu").post(at(sent, "approve/"), {"remark": "同意"})
    sent.refresh_from_db()
    assert (sent.state, sent.approved_by) == ("approved", "吴主任")


def test_a_leader_returns_it_with_a_remark(sent, browse):
    assert browse("wu").post(at(sent, "return/"), {"remark": ""}).status_code == 409
    browse("wu").post(at(sent, "return/"), {"remark": "第二件由基层处牵头"})
    assert "退回意见：第二件由基层处牵头" in browse("lin").get(at(sent)).content.decode()


def test_it_is_sent_from_the_page(plan, cast, browse):
    browse("lin").post(at(plan, "submit/"), {"approver": cast.people["wu"].pk})
    plan.refresh_from_db()
    assert plan.approver == cast.people["wu"]


def test_a_meeting_is_recorded_with_its_minutes(plan, browse):
    facts = {"way": "meeting", "who": "委党组会", "on": "2022-04-20"}
    browse("lin").post(at(plan, "approval/"), facts)
    assert AllotmentPlan.objects.get().state == "drafting"
    file = SimpleUploadedFile("纪要.pdf", PDF, "application/pdf")
    browse("lin").post(at(plan, "approval/"), {**facts, "file": file})
    plan.refresh_from_db()
    assert (plan.state, plan.approved_by) == ("approved", "委党组会")


def test_it_is_given_out_and_says_row_by_row(sent, waiting, cast, browse, person, now):
    browse("wu").post(at(sent, "approve/"), {})
    waiting[1].refresh_from_db()
    allot(waiting[1], [Share(cast.jiceng)], by=person("lin"), now=now)
    page = browse("lin").post(at(sent, "give_out/"), follow=True).content.decode()
    assert "已分到处室 1 件，责任清单第 1 版" in page
    assert "没有分出：已经分到处室" in page and "4月20日分出" in page


@pytest.mark.parametrize(("login", "status"), [("wang", 403), ("stranger", 404)])
def test_others_have_nothing_to_do_with_our_plans(sent, browse, login, status):
    assert sent.name not in browse(login).get("/dispatch/plans/").content.decode()
    assert browse(login).post(at(sent, "approve/")).status_code == status


def test_editions_are_kept_and_compared(waiting, cast, browse, person, now):
    allot(waiting[0], [Share(cast.renkou)], by=person("lin"), now=now)
    browse("lin").post("/dispatch/editions/make/", {"why": "第一批"})
    waiting[1].refresh_from_db()
    allot(waiting[1], [Share(cast.jiceng)], by=person("lin"), now=now)
    assert "上一版以后变了 1 件" in browse("lin").get("/dispatch/editions/").content.decode()
    browse("lin").post("/dispatch/editions/make/", {"why": "补分一件"})
    second = ResponsibilityEdition.objects.get(number=2)
    page = browse("lin").get(f"/dispatch/editions/{second.pk}/?against=1").content.decode()
    assert "比第 1 版，1 件不同" in page and "新增" in page
    assert browse("lin").get(f"/dispatch/editions/{second.pk}/list.xlsx").status_code == 200
    assert browse("wang").get(f"/dispatch/editions/{second.pk}/").status_code == 404
