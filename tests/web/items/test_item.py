"""件: the whole case on one page, only for who may see it."""

import pytest

from huiyin.handling.models import Duty
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


@pytest.mark.parametrize("rest", ["", "history/", "duties/", "papers/", "papers/1/", "?explain=1"])
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
    under_way.issued()
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
    under_way.contacted()
    scan = under_way.scan("原文.pdf")
    under_way.item.file = scan
    under_way.item.save()
    answer = walk_in("wang").get(f"/items/{under_way.item.pk}/papers/{scan.pk}/")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/octet-stream"
    assert walk_in("wang").get(f"/items/{under_way.item.pk}/papers/{scan.pk + 99}/").status_code == 404


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
