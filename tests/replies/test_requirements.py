"""五项要求: each remark names the sentence at fault; binding only where the pack says so."""

from dataclasses import replace

import pytest

from huiyin.replies import advice as requirements
from huiyin.replies import checks
from huiyin.replies.actions import save_answer, save_head
from huiyin.replies.advice import advice, binding_blockers
from huiyin.rules import packs
from huiyin.rules.terms import Cited

REPORT = "高度重视，积极推进建设、切实加强领导。不断健全机制、全面落实责任。深入推进管理、持续加强宣传。"


@pytest.fixture
def said(case):
    """said(text) is what is remarked, (requirement, sentence), of a draft whose last ask is answered so."""
    case.contacted()
    reply = case.drafted()

    def remarked(text: str, basis: str = "《示例市托育条例》第八条", decision: str = "adopted"):
        facts = {"decision": decision, "basis": basis, "evidence": "表"}
        save_answer(reply, case.item.asks.last(), text=text, **facts, **case.by("wang"))
        return [(one.name, one.sentence) for one in advice(reply, on=case.now.date()) if not one.ok]

    return remarked


def test_a_basis_without_number_or_clause_is_named(said):
    assert said("今年新建3家。", basis="《关于发展托育的意见》") == [("依据充分", "《关于发展托育的意见》")]
    assert said("今年新建3家。", basis="") == [("依据充分", "今年新建3家。")]
    assert said("依据《示例市托育条例》，今年新建3家。", basis="") == []


def test_a_work_report_is_named(said):
    found = dict(said(REPORT + "全力抓好3项任务落实。"))
    assert found["用语真诚"] == "高度重视，积极推进建设、切实加强领导。"


def test_figures_that_do_not_add_up_are_named(said):
    assert said("已采纳。办理35件（主办15件、协办21件）。") == [("内容详准", "办理35件（主办15件、协办21件）。")]


def test_an_abbreviation_nobody_explained_is_named(said):
    assert said("已采纳。配置除颤仪（AED）4台，用PPP模式。") == [("表述清晰", "配置除颤仪（AED）4台，用PPP模式。")]


def test_an_annex_that_is_not_there_is_named(said):
    assert said("已采纳。今年新建3家，名单见附件。") == [("程序规范", "今年新建3家，名单见附件。")]


@pytest.mark.rule("R46")
def test_fewer_points_listed_than_the_text_makes_is_noticed(case):
    case.contacted()
    reply = case.drafted()
    case.item.text = (
        "现建议：一、把托育纳入规划布局。二、加大财政投入力度。三、培养专业人才队伍。四、加强日常监督管理。"
    )
    case.item.save()
    reply.assignment.item.refresh_from_db()
    texts = [one.text for one in advice(reply) if one.name == "程序规范" and not one.ok]
    assert texts == ["原文像是提了 4 条建议，只列出 3 项诉求"]


@pytest.mark.rule("R41")
def test_a_letter_without_copies_is_noticed(case):
    case.contacted()
    reply = case.drafted()
    save_head(reply, copies=[], **case.by("wang"))
    assert "还没有写抄送哪些单位" in [one.text for one in advice(reply)]


def test_advice_binds_only_where_the_pack_says_so(case, monkeypatch):
    reply = case.drafted()
    save_answer(
        reply, case.item.asks.last(), decision="adopted", text="今年新建3家。", evidence="表", **case.by("wang")
    )
    assert binding_blockers(reply) == []
    pack = packs.get(case.cast.unit.pack)
    bound = replace(pack.switches, binding_requirements=Cited(("依据充分",), "某市规定第九条"))
    monkeypatch.setattr(requirements.route, "pack_of", lambda assignment: replace(pack, switches=bound))
    (blocker,) = binding_blockers(reply)
    assert (blocker.text, blocker.rule) == ("依据充分：第 3 项采纳了，没有写依据", "某市规定第九条")
    assert blocker in checks.submit_blockers(reply)
