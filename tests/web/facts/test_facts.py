"""口径: listed, stated, stated anew, withdrawn, taken in from a table, offered beside an ask."""

import io

import openpyxl
from django.urls import reverse

from huiyin.facts.models import Fact
from huiyin.replies.actions import save_answer

SAID = {"subject": "床位数", "sentence": "全市托育床位2.8万张。", "standing": "achieved", "as_of": "2022-04-01"}
TABLE = "说的是什么\t口径\t截至\t来源\t责任处室\n床位数\t全市托育床位2.8万张。\t2022年4月1日\t年报\t人口家庭处\n"


def test_the_list_shows_what_is_stale_and_filters(fact, browse):
    page = browse("zhao").get(reverse("facts"))
    assert (page.context["rows"][0].light[1], page.context["may_state"]) == ("已过期，请核对", True)
    assert browse("zhao").get(reverse("facts") + "?q=床位").context["rows"] == []
    assert len(browse("zhao").get(reverse("facts") + "?tab=stale&of=2022").context["rows"]) == 1


def test_stating_reads_the_figure_from_the_sentence(case, browse, cast):
    browse("wang").post(reverse("state_fact"), {**SAID, "owner": cast.renkou.pk, "source": "年报"})
    fact = Fact.objects.whole().get()
    assert (fact.owner, fact.latest.said) == (cast.renkou, "2.8万张")


def test_what_is_wrong_stands_above_the_form(case, browse, cast):
    page = browse("wang").post(
        reverse("state_fact"), {**SAID, "owner": cast.renkou.pk, "source": "年报", "said": "3万张"}
    )
    assert (page.status_code, "没有“3万张”这个数" in page.content.decode()) == (409, True)


def test_changing_it_lists_the_drafts_that_cite_the_old_one(case, fact, browse):
    reply = case.drafted()
    save_answer(reply, case.item.asks.first(), decision="adopted", text="全市托位总数超过3万个。", **case.by("wang"))
    said = {"sentence": "全市托位总数3.4万个。", "standing": "achieved", "as_of": "2022-04-10", "source": "备案数"}
    page = browse("wang").post(reverse("restate_fact", args=[fact.pk]), said, follow=True)
    assert [answer.reply for answer in page.context["to_change"]] == [reply]
    assert browse("lin").get(reverse("facts") + "?tab=changed").context["rows"][0].drafts == 1


def test_another_office_does_not_change_it(fact, browse):
    assert browse("zhao").get(reverse("restate_fact", args=[fact.pk])).status_code == 403
    assert browse("zhao").get(reverse("fact", args=[fact.pk])).context["may_change"] is False


def test_withdrawn_it_is_offered_no_more(case, fact, browse):
    browse("wang").post(reverse("withdraw_fact", args=[fact.pk]), {"reason": "不再统计"})
    assert browse("wang").get(reverse("facts") + "?tab=withdrawn").context["rows"][0].fact == fact
    desk = browse("wang").get(reverse("reply", args=[case.drafted().pk]))
    assert desk.context["facts"] == []


def test_a_table_is_taken_in_whole_or_not_at_all(case, browse, cast):
    browse("wang").post(reverse("state_facts"), {"table": TABLE.replace("人口家庭处", cast.renkou.name)})
    assert Fact.objects.get().subject == "床位数"
    two = TABLE.replace("人口家庭处", cast.renkou.name) + "医师数\t医师5人。\t某日\t年报\t" + cast.renkou.name
    page = browse("wang").post(reverse("state_facts"), {"table": two})
    assert "第 2 行：日期“某日”看不懂" in page.content.decode()
    assert Fact.objects.count() == 1


def test_the_list_goes_out_as_a_spreadsheet(fact, browse):
    sheet = openpyxl.load_workbook(io.BytesIO(browse("zhao").get(reverse("export_facts")).content)).active
    assert [cell.value for cell in sheet[3]][:3] == ["托位总数", "全市托位总数超过3万个。", "超过3万个"]


def test_beside_an_ask_the_fitting_fact_comes_first_and_is_put_behind_the_text(case, fact, browse):
    reply = case.drafted()
    desk = browse("wang").get(reverse("reply", args=[reply.pk]) + f"?ask=2&fact={fact.editions.get().pk}")
    offered = desk.context["facts"][0]
    assert (offered.fact, offered.is_stale) == (fact, True)
    assert desk.context["answer_form"]["text"].value().endswith("\n全市托位总数超过3万个。")
    assert "请核对" in desk.content.decode()


def test_it_is_cited_by_hand_and_not_any_more(case, fact, browse):
    reply = case.drafted()
    edition = fact.editions.get()
    client, address = browse("wang"), reverse("cite_fact", args=[reply.pk, 1])
    client.post(address, {"edition": edition.pk})
    assert reply.answers.first().cites.get() == edition
    client.post(address, {"edition": edition.pk, "not": "1"})
    assert not reply.answers.first().cites.exists()


def test_somebody_of_another_department_does_not_see_it(fact, browse):
    assert browse("feng").get(reverse("fact", args=[fact.pk])).status_code in (403, 404)
