"""The demo reproduces both published reports, figure by figure, from its items."""

import re

import pytest

from huiyin.cli.demo.places import plan_of
from huiyin.handling.models import Assignment, Contact, Duty, State
from huiyin.items.models import Item, Topic
from huiyin.replies.letter import content
from huiyin.replies.models import Reply
from huiyin.reports import statistics
from huiyin.reports.annual import annual_report
from huiyin.reports.figures import find
from huiyin.reports.scopes import scope_for

WUHAN = {
    "total": "157件",
    "dispatched_in_month_7": "5件",
    "provincial_suggestions": "3件",
    "municipal_suggestions": "47件",
    "provincial_proposals": "4件",
    "municipal_proposals": "103件",
    "lead": "75件",
    "assist": "82件",
    "leader_led": "1件",
    "motions": "1件",
    "recommendations": "3件",
    "total_last_year": "147件",
    "lead_last_year": "71件",
    "growth": "6.8%",
    "lead_growth": "5.6%",
    "in_time": "157件",
    "class_B": "1件",
    "class_C": "1件",
}
JILIN = {
    "total": "106件",
    "suggestions": "35件",
    "suggestions_lead": "15件",
    "suggestions_assist": "20件",
    "proposals": "71件",
    "proposals_lead": "45件",
    "proposals_assist": "20件",
    "proposals_refer": "6件",
    "total_last_year": "88件",
    "growth": "20%",
    "closed_rate": "100%",
    "content_rate": "100%",
    "offices": "15个",
    "topic_疫情防控": "30件",
    "contact_rate": "100%",
}


def report(place):
    return annual_report(place.unit, year=2022)


def value(place, name: str) -> int:
    return find(name).measure(scope_for(place.unit, 2022)).value


@pytest.mark.parametrize(("name", "figures"), [("wuhan", WUHAN), ("jilin", JILIN)])
def test_the_report_states_these_figures_and_no_other(past, name, figures):
    assert {figure.name: figure.text for figure in report(past[name]).figures} == figures


@pytest.mark.parametrize("name", ["wuhan", "jilin"])
def test_no_passage_types_a_figure(name):
    for row in plan_of(name)["passages"]:
        typed = re.sub(r"\{\{.*?\}\}", "", row["heading"] + row["text"] if "heading" in row else row["text"])
        assert not re.search(r"\d", typed), typed


def test_titles_read_as_published(past):
    assert report(past["wuhan"]).title == "市卫健委2022年度议提案办理工作总结"
    expected = "关于省十三届人大五次会议代表建议和省政协十二届五次会议委员提案办理工作情况的报告"
    assert report(past["jilin"]).title == expected


def test_what_the_report_does_not_state_is_not_said(past):
    said = "".join(row.text for row in report(past["wuhan"]).paragraphs)
    assert not re.search("满意率|面商率|沟通率|A类", said)


def test_named_matters_are_there(past):
    wuhan = "".join(row.text for row in report(past["wuhan"]).paragraphs)
    for words in ("20220305号", "市人大1号议案和市政协1号、2号、3号建议案", "陈光菊副主任领办", "4000台", "108.08亿元"):
        assert words in wuhan
    jilin = "".join(row.text for row in report(past["jilin"]).paragraphs)
    for words in ("任炳忠委员", "吕爱辉委员", "曹雪委员", "刘昱函委员", "台丽伟委员", "省工商联", "三个专题组"):
        assert words in jilin


@pytest.mark.parametrize("name", ["wuhan", "jilin"])
def test_the_statistics_foot(past, name):
    table = statistics.table(scope_for(past[name].unit, 2022), today=scope_for(past[name].unit, 2022).as_of)
    assert table.is_sound, [check.text for check in table.checks if not check.holds]


def test_scopes_matter(past):
    jilin = past["jilin"].unit
    outside = Assignment.objects.filter(unit=jilin, year=2022, parent=None).count()
    assert (outside, value(past["jilin"], "total")) == (108, 106)
    assert find("total").measure(scope_for(jilin, 2022, "全部来源")).value == 108
    assert find("total").measure(scope_for(past["wuhan"].unit, 2022, "含会办议案、建议案")).value == 161


def test_one_item_withdrawn_and_the_figures_follow(past):
    item = Item.objects.get(batch__unit=past["wuhan"].unit, official_no="20220305")
    item.left_on = item.dispatched_on
    item.save()
    names = ("total", "municipal_suggestions", "lead", "leader_led", "in_time")
    assert [value(past["wuhan"], name) for name in names] == [156, 46, 74, 0, 156]


def test_one_tag_taken_off_and_the_figure_follows(past):
    Topic.objects.get(name="疫情防控").items.remove(Item.objects.filter(topics__name="疫情防控", year=2022).first())
    assert value(past["jilin"], "topic_疫情防控") == 29


def test_the_strict_rate_is_not_the_customary_one(past):
    names = ("satisfied", "mostly_satisfied", "not_returned")
    assert [value(past["jilin"], name) for name in names] == [55, 2, 3]
    assert find("satisfied_rate").measure(scope_for(past["jilin"].unit, 2022)).text == "96.5%"


def test_living_persons_have_no_invented_contact_or_rating(past):
    real = {row["submitter"] for place in past.values() for row in place.plan["named"]} - {"省工商联"}
    real |= {"陈光菊"}
    assert not Contact.objects.filter(submitter__name__in=real).exists()
    signed = Item.objects.filter(signatures__submitter__name__in=real, year=2022)
    assert signed.count() == 7
    assert not signed.filter(assignments__replies__survey_round__invitations__rating__isnull=False).exists()
    assert not signed.exclude(signatures__submitter__phone="").exists()


def test_everything_past_is_closed_and_owes_nothing(past):
    assert not Assignment.objects.open().exists()
    assert not Duty.objects.owed().exists()
    assert not Item.objects.exclude(state="closed").exists()
    assert not Assignment.objects.exclude(state__in=(State.CLOSED, State.NOTED)).exists()


def test_what_was_signed_is_what_the_rows_say(past):
    for reply in Reply.objects.for_letter().order_by("id")[::40]:
        assert content.digest_of(content.content_of(reply)) == reply.frozen_hash


def test_the_open_promise_of_wuhan_was_carried_over(past):
    commitment = past["wuhan"].unit.commitments.get(year=2022, carried_from=None)
    assert (commitment.state, commitment.carried_to.year) == ("carried_over", 2023)
