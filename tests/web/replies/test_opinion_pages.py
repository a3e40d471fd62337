"""The pages of opinions: ask by ask, pasted and split, used, listed, exported, reminded of; and our side of assisting."""

import datetime as dt
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from huiyin.events.actors import SYSTEM
from huiyin.events.models import Event
from huiyin.handling.dispatching import dispatch
from huiyin.replies.actions import ask_opinion, issue, override_opinion, receive_opinion, submit
from huiyin.replies.models import LeadLetter, Opinion

PASTED = "第1条：同意。\n第2条：部分同意，先试点。"


@pytest.fixture
def opinion(case):
    facts = {"role": "assist", "role_label": "会办", "dispatched_on": dt.date(2022, 4, 15)}
    dispatch(case.item, case.cast.other, by=SYSTEM, now=case.now, **facts)
    return ask_opinion(case.assignment, case.cast.other, due_on=dt.date(2022, 4, 18), **case.by("wang"))


def url(name, opinion) -> str:
    return reverse(name, args=[opinion.pk])


def text_of(answer) -> str:
    return answer.content.decode()


def test_it_is_asked_for_chosen_asks(case, browse):
    facts = {"role": "assist", "role_label": "会办", "dispatched_on": dt.date(2022, 4, 15)}
    dispatch(case.item, case.cast.other, by=SYSTEM, now=case.now, **facts)
    chosen = case.item.asks.get(number=2)
    to = reverse("ask_opinion", args=[case.assignment.pk])
    browse("wang").post(to, {"unit": case.cast.other.pk, "asks": [chosen.pk]})
    assert [point.ask for point in Opinion.objects.get().points.all()] == [chosen]


def test_a_pasted_letter_is_split_and_nothing_is_kept_yet(opinion, browse):
    said = {"text": PASTED, "text_3": "先前写的。", "do": "split"}
    form = browse("wang").post(url("receive_opinion", opinion), said).context["form"]
    assert form["text_3"].value() == "先前写的。"
    assert (form["stance_2"].value(), form["text_2"].value()) == ("partly", "部分同意，先试点。")
    opinion.refresh_from_db()
    assert opinion.state == "asked"


def test_each_ask_is_recorded_and_shown(opinion, browse):
    said = {
        "stance_1": "agrees",
        "stance_2": "partly",
        "text_2": "先试点。",
        "received_on": "2022-04-20",
        "seen": "asked",
    }
    page = text_of(browse("wang").post(url("receive_opinion", opinion), said, follow=True))
    assert "先试点。" in page and "部分同意" in page and "怎么用的" in page


def test_who_was_slower_is_told_and_overwrites_nothing(opinion, case, browse):
    receive_opinion(opinion, text="同意安排资金。", **case.by("lin"))
    late = browse("wang").post(url("receive_opinion", opinion), {"text": "无意见", "seen": "asked"})
    opinion.refresh_from_db()
    assert late.status_code == 409 and opinion.text == "同意安排资金。"


def test_what_was_taken_down_wrongly_is_put_right(opinion, case, browse):
    receive_opinion(opinion, text="同意安排资金。", **case.by("lin"))
    browse("wang").post(url("receive_opinion", opinion), {"text": "同意安排资金200万元。", "seen": "received"})
    opinion.refresh_from_db()
    assert opinion.text == "同意安排资金200万元。"


def test_each_point_says_whether_it_was_used(opinion, case, browse):
    receive_opinion(opinion, text=PASTED, stance="partly", **case.by("wang"))
    first, second, _ = opinion.points.all()
    said = {f"use_{first.pk}": "used", f"use_{second.pk}": "not_used"}
    assert "写明理由" in text_of(browse("wang").post(url("use_opinion", opinion), said))
    browse("wang").post(url("use_opinion", opinion), said | {f"reason_{second.pk}": "已有安排"})
    assert [point.use for point in opinion.points.all()] == ["used", "not_used", ""]


@pytest.mark.rule("R38")
def test_a_disagreement_and_its_result_stand_on_the_page_and_the_desk(opinion, case, browse):
    receive_opinion(opinion, text="不同意，没有列入预算。", **case.by("wang"))
    reply = case.drafted()
    for address in (url("opinion", opinion), reverse("reply", args=[reply.pk])):
        assert "有结果以前不得签发" in text_of(browse("lin").get(address))


@pytest.mark.rule("R24")
def test_empty_words_are_pointed_out(opinion, case, browse):
    receive_opinion(opinion, text="我局将积极配合做好相关工作。", **case.by("wang"))
    assert "看不出实质内容" in text_of(browse("wang").get(url("opinion", opinion)))


def test_the_list_puts_the_late_first_and_narrows(opinion, case, browse):
    lin = browse("lin")
    page = lin.get(reverse("opinions"))
    assert "逾期没有到" in text_of(page) and [row.is_late for row in page.context["rows"]] == [True]
    assert not lin.get(reverse("opinions"), {"show": "given"}).context["rows"]
    assert not lin.get(reverse("opinions"), {"q": "没有这样的件"}).context["rows"]
    assert lin.get(reverse("opinions"), {"show": "nonsense"}).status_code == 404


def test_it_is_exported_as_shown(opinion, browse):
    answer = browse("lin").get(reverse("export_opinions"), {"show": "late"})
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert [cell.value for cell in sheet[2]][:3] == ["案号", "标题", "会办单位"]
    assert sheet["C3"].value == "示例市教育局"


def test_the_ticked_ones_are_reminded_of(opinion, case, browse):
    answer = browse("wang").post(reverse("remind_opinions"), {"row": [opinion.pk], "way": "phone"}, follow=True)
    assert "提醒 1 件" in text_of(answer) and "提醒 1 次" in text_of(answer)
    assert Event.objects.get(verb="replies.opinion_reminded").facts["way"] == "电话"


def test_another_department_sees_none_of_it(opinion, browse):
    for name in ("opinion", "receive_opinion", "use_opinion"):
        assert browse("stranger").get(url(name, opinion)).status_code == 404


def test_the_pages_ask_the_database_little(opinion, case, browse, at_most):
    receive_opinion(opinion, text=PASTED, stance="partly", **case.by("wang"))
    lin = browse("lin")
    for address, most in ((url("opinion", opinion), 22), (reverse("opinions"), 24), ("/opinions/?side=ours", 24)):
        lin.get(address)
        with at_most(most):
            lin.get(address)


def test_no_opinion_is_one_press_from_the_item(assisting, browse):
    officer = browse("wang")
    assert "无意见，送审" in text_of(officer.get(reverse("item", args=[assisting.item.pk])))
    officer.post(reverse("say_no_opinion", args=[assisting.assignment.pk]))
    assert assisting.assignment.replies.get().state == "clearing"


def test_the_lead_letter_is_added_and_each_point_noted(assisting, browse):
    reply = assisting.through(submit(assisting.drafted(), **assisting.by("wang")))
    issue(assisting.sealed(reply), **assisting.by("lin"))
    said = {"text": "今年新建普惠托育机构22家，托位总数超过3万个。", "received_on": "2022-04-20"}
    page = browse("wang").post(reverse("add_lead_letter", args=[assisting.assignment.pk]), said, follow=True)
    assert LeadLetter.objects.count() == 1 and "字句相同" in text_of(page)
    first = reply.answers.order_by("ask__number").first()
    browse("wang").post(reverse("fates", args=[reply.pk]), {f"fate_{first.pk}": "used"})
    listed = text_of(browse("wang").get(reverse("opinions"), {"side": "ours"}))
    assert "采用 1" in listed and "没登记 2" in listed


def test_a_leader_s_decision_is_named_on_the_page(opinion, case, browse):
    override_opinion(opinion, reason="催两次未反馈", leader="吴主任", **case.by("lin"))
    assert "吴主任决定不等：催两次未反馈" in text_of(browse("wang").get(url("opinion", opinion)))


@pytest.mark.rule("R34")
def test_the_asks_put_to_us_come_first(assisting, browse):
    reply = assisting.drafted()
    type(assisting.assignment).objects.filter(pk=assisting.assignment.pk).update(share="请办理第3条。")
    page = browse("wang").get(reverse("reply", args=[reply.pk]))
    assert [row.ask.number for row in page.context["rows"]] == [3, 1, 2]
