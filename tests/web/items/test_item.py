"""件: the whole case on one page, only for who may see it."""

import pytest

from huiyin.events.actors import SYSTEM
from huiyin.followup.actions import open_commitments
from huiyin.handling.actions import rework
from huiyin.handling.duties import waive_duty
from huiyin.handling.models import Duty
from huiyin.replies.actions import save_answer, start_draft
from huiyin.surveys.actions import open_round
from huiyin.surveys.rating import transcribe
from tests.answering import Case, hand_over


def page_of(client, case: Case, rest: str = "") -> str:
    answer = client.get(f"/items/{case.item.pk}/{rest}")
    assert answer.status_code == 200
    return answer.content.decode()


def main_of(client, case: Case) -> str:
    act = client.get(f"/items/{case.item.pk}/").context["acts"].main
    return act.label if act else ""


def test_it_shows_the_case(under_way: Case, walk_in):
    page = page_of(walk_in("wang"), under_way)
    for words in (
        "关于加强0—3岁托育服务的建议",
        "示例代表001 领衔，附议 1 人",
        "培养托育专业人才",
        "人口处",
        "经办 王工",
    ):
        assert words in page


@pytest.mark.parametrize("rest", ["", "history/", "duties/", "papers/", "?explain=1"])
@pytest.mark.parametrize("login", ["stranger", "feng", "zheng"])
def test_what_is_not_yours_is_not_there(under_way: Case, walk_in, login, rest):
    assert walk_in(login).get(f"/items/{under_way.item.pk}/{rest}").status_code == 404


def test_each_is_offered_the_next_step_of_their_own(cast, now, walk_in):
    case = hand_over(cast, now, received=False)
    assert main_of(walk_in("lin"), case) == "分到处室"
    assert main_of(walk_in("wu"), case) == ""


def test_the_officer_signs_for_it_then_drafts(under_way: Case, walk_in):
    wang = walk_in("wang")
    assert main_of(wang, under_way) == "签收"
    wang.post(f"/assignments/{under_way.assignment.children.get(unit=under_way.cast.renkou).pk}/sign_for/")
    assert main_of(wang, under_way) == "开始拟稿"


def test_closing_is_greyed_with_what_is_missing(under_way: Case, walk_in):
    under_way.contacted()
    under_way.helped()
    under_way.delivered(under_way.issued())
    act = walk_in("lin").get(f"/items/{under_way.item.pk}/").context["acts"].main
    assert act.label == "办结"
    assert [blocker.where for blocker in act.blockers] == ["survey"]
    assert 'href="#survey"' in page_of(walk_in("lin"), under_way)


def test_a_date_is_explained_day_by_day(under_way: Case, walk_in):
    duty = Duty.objects.get(assignment=under_way.assignment, kind="reply")
    page = page_of(walk_in("wang"), under_way, f"?explain={duty.pk}")
    assert "为什么是 7月15日" in page
    assert "《代表法》第五十一条" in page
    assert "《民法典》" in page


def test_htmx_gets_the_panel_as_a_reload_would_show_it(under_way: Case, walk_in):
    duty = Duty.objects.get(assignment=under_way.assignment, kind="reply")
    lin, address = walk_in("lin"), f"/items/{under_way.item.pk}/?explain={duty.pk}"
    part = lin.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert part.strip() in lin.get(address).content.decode()


def test_only_dates_of_this_item_are_explained(under_way: Case, cast, now, walk_in):
    other = hand_over(cast, now, no="0032", title="关于养老的建议")
    duty = other.assignment.duties.first()
    assert walk_in("lin").get(f"/items/{under_way.item.pk}/?explain={duty.pk}").status_code == 404


def test_every_duty_is_listed_with_its_clause(under_way: Case, walk_in):
    page = page_of(walk_in("lin"), under_way, "duties/")
    assert "退办窗口" in page
    assert "《代表法》第五十一条" in page


def test_the_trail_tells_what_was_done(under_way: Case, walk_in):
    titles = [line.title for line in walk_in("wang").get(f"/items/{under_way.item.pk}/history/").context["trail"]]
    assert {"登记", "分到处室", "签收"} <= set(titles)


def test_a_paper_is_downloaded_and_never_shown(under_way: Case, walk_in):
    scan = under_way.scan("原文.pdf")
    under_way.item.file = scan
    under_way.item.save()
    wang = walk_in("wang")
    (paper,) = wang.get(f"/items/{under_way.item.pk}/papers/").context["files"]
    answer = wang.get(paper.url)
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert walk_in("stranger").get(paper.url).status_code == 404


def test_who_drafted_does_not_see_the_rating_form(under_way: Case, walk_in):
    under_way.contacted()
    invitation = open_round(under_way.issued(), by=SYSTEM, now=under_way.now).invitations.first()
    said = {"manner": "satisfied", "result": "satisfied", "rated_on": under_way.now.date(), "source": "paper"}
    transcribe(invitation, file=under_way.scan("征询表.pdf"), **said, **under_way.by("lin"))
    at = f"/items/{under_way.item.pk}/papers/"
    seen = {login: [paper.note for paper in walk_in(login).get(at).context["files"]] for login in ("lin", "wang", "wu")}
    assert "评价表" in seen["lin"]
    assert "评价表" not in seen["wang"] + seen["wu"]


def test_every_listed_paper_can_be_fetched(under_way: Case, walk_in):
    under_way.contacted()
    under_way.issued()
    for login in ("lin", "wang", "zhao", "wu"):
        client = walk_in(login)
        files = client.get(f"/items/{under_way.item.pk}/papers/").context["files"]
        assert files
        assert {client.get(paper.url).status_code for paper in files} == {200}


def test_the_coordinator_goes_on_to_the_ratings(under_way: Case, walk_in):
    reply = under_way.issued()
    open_round(reply, by=SYSTEM, now=under_way.now)
    assert f'href="/replies/{reply.pk}/survey/"' in page_of(walk_in("lin"), under_way)
    assert f'href="/replies/{reply.pk}/survey/"' not in page_of(walk_in("wang"), under_way)


def test_a_waived_duty_is_not_said_to_be_late(under_way: Case, walk_in):
    duty = Duty.objects.get(assignment=under_way.assignment, kind="reply")
    waive_duty(duty, reason="提出人撤回", **under_way.by("lin"))
    Duty.objects.filter(pk=duty.pk).update(due_on="2022-04-01")
    page = page_of(walk_in("lin"), under_way, "duties/")
    assert "不再计时" in page
    assert "逾期 " not in page


def test_the_item_asks_the_database_little(under_way: Case, walk_in, at_most):
    under_way.contacted()
    for login in ("lin", "wang", "wu"):
        client = walk_in(login)
        with at_most(12):
            client.get(f"/items/{under_way.item.pk}/")
    under_way.submitted()
    wu = walk_in("wu")
    with at_most(12):
        wu.get(f"/items/{under_way.item.pk}/")


def test_what_the_submitters_think_and_what_was_promised_stands_beside_it(under_way: Case, walk_in, at_most):
    under_way.contacted()
    under_way.helped()
    reply = under_way.issued("B")
    open_round(reply, by=SYSTEM, now=under_way.now)
    open_commitments(reply, by=SYSTEM, now=under_way.now)
    page = page_of(walk_in("wu"), under_way)
    assert "还没评" in page
    assert "印发托育服务示范标准" in page
    wu = walk_in("wu")
    with at_most(13):
        wu.get(f"/items/{under_way.item.pk}/")


def test_what_one_act_did_to_unit_and_office_stands_once(under_way, walk_in):
    under_way.issued("A")
    rework(under_way.assignment, reason="没有写明什么时候落实。", round=1, **under_way.by("lin"))
    page = page_of(walk_in("lin"), under_way)
    assert page.count("没有写明什么时候落实") == 1
    assert "落实。，" not in page


def test_an_opinion_that_says_something_has_answered(cast, now, at_ten, walk_in):
    case = hand_over(cast, now, role="assist", no="0035")
    reply = start_draft(case.assignment, **case.by("wang"))
    save_answer(reply, case.item.asks.first(), decision="", text="建议列入年度计划。", **case.by("wang"))
    page = page_of(walk_in("lin"), case)
    assert (page.count(">已写<"), page.count(">还没答<")) == (1, 2)


def test_so_does_the_item_that_waits_to_be_closed(under_way: Case, walk_in, at_most):
    under_way.contacted()
    under_way.helped()
    under_way.issued("B")
    lin = walk_in("lin")
    with at_most(13):  # one of them reads the co-unit's opinions
        page = lin.get(f"/items/{under_way.item.pk}/")
    assert "办结" in page.content.decode()
