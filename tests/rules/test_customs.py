"""Everything else a pack says: classes, labels, chains, reasons, numbers — and how a broken one is named."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from huiyin.rules import packs
from huiyin.rules.clocks import due
from huiyin.rules.packs import FOLDER, PackError, load

HEAD = 'name = "here"\ntitle = "此地"\nversion = 1\nextends = "national"\n'
BY_LEVEL = """
[counting]
roll_forward = { value = false, clause = "x" }
[[clocks.reply]]
base = "dispatched"
amount = 3
unit = "months"
clause = "x"
[[clocks.reply]]
levels = ["provincial"]
roles = ["lead"]
in_session = true
base = "dispatched"
unit = "date"
fixed = "04-16"
clause = "省件"
[[clocks.reply]]
levels = ["municipal"]
base = "closed_session"
amount = 4
unit = "months"
clause = "市件"
[[clocks.opinion]]
in_session = false
base = "signed_for"
amount = 1
unit = "months"
roll = true
clause = "闭会件"
[[chains.opinion]]
value = ["office_head", "coordinator"]
clause = "x"
[[chains.opinion]]
value = ["office_head", "coordinator", "leader_in_charge"]
kinds = ["motion"]
clause = "x"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(FOLDER / "national.toml", tmp_path)
    return tmp_path


def read(folder: Path, content: str):
    (folder / "here.toml").write_text(HEAD + content, encoding="utf-8")
    return load("here", folder)


@pytest.mark.rule("R13")
def test_dates_differ_by_level_role_and_session(folder):
    pack = read(folder, BY_LEVEL)
    provincial = {"level": "provincial", "role": "lead"}
    assert due(pack, "reply", date(2024, 3, 1), **provincial).due_on == date(2024, 4, 16)
    assert due(pack, "reply", date(2024, 3, 1), **provincial, in_session=False).due_on == date(2024, 6, 1)
    assert due(pack, "reply", date(2024, 1, 31), level="municipal").due_on == date(2024, 5, 31)
    assert pack.clock("reply", level="municipal").base == "closed_session"
    assert pack.clock("opinion", in_session=False).base == "signed_for"
    assert pack.clock("opinion", in_session=True) is None


@pytest.mark.rule("R15")
def test_roll_forward_is_a_switch_of_the_place_and_of_one_clock(folder):
    pack = read(folder, BY_LEVEL)
    assert due(pack, "reply", date(2022, 3, 18)).due_on == date(2022, 6, 18)
    assert due(pack, "opinion", date(2022, 5, 18), in_session=False).due_on == date(2022, 6, 20)


def test_a_chain_may_differ_by_kind(folder):
    pack = read(folder, BY_LEVEL)
    assert pack.chain("opinion", kind="motion").steps[-1] == "leader_in_charge"
    assert pack.chain("opinion", kind="proposal").steps == ("office_head", "coordinator")


def test_a_date_of_one_years_notice_holds_for_that_year(folder):
    wuhan = packs.get("wuhan")
    facts = {"role": "assist", "level": "municipal"}
    assert due(wuhan, "opinion", date(2021, 3, 10), **facts).due_on == date(2021, 5, 31)
    assert due(wuhan, "opinion", date(2022, 3, 10), **facts).due_on is None


@pytest.mark.rule("R50")
@pytest.mark.parametrize(
    ("name", "meanings"),
    [
        ("shanghai", "solved in_progress planned reference_only"),
        ("chongqing", "solved in_progress not_feasible superior_authority"),
        ("shandong", "solved planned deferred not_feasible"),
        ("qingdao", "solved in_progress planned not_feasible"),
        ("henan", "solved planned not_feasible superior_authority"),
        ("jilin", "solved planned deferred reference_only"),
        ("zhejiang", "solved planned reference_only"),
        ("wuhan", "solved planned not_feasible"),
    ],
)
def test_each_place_has_its_classes_and_they_mean_what_is_written(name, meanings):
    scheme = packs.get(name).scheme
    assert [one.canonical for one in scheme.classes] == meanings.split()
    assert packs.scheme(scheme.id) == scheme


def test_classes_may_be_written_otherwise(folder):
    marks = '[labels]\nclass_marks = { value = { A = "甲", B = "乙", C = "丙" }, clause = "沁阳市2023年" }'
    assert [read(folder, marks).labels.class_mark(letter) for letter in "ABCD"] == ["甲", "乙", "丙", "D"]


def test_items_between_sessions_have_their_own_name():
    labels = packs.get("wuhan").labels
    assert labels.of_item("suggestion", in_session=False) == "闭会建议"
    assert labels.of_item("proposal", in_session=False) == "平时提案"
    assert labels.of_item("motion", in_session=False) == ""


def test_work_is_sorted_as_the_place_sorts_it():
    assert [one.label for one in packs.get("wuhan").handling_classes] == ["立即办理", "分步推进", "条件受限"]
    assert [one.code for one in packs.get("jilin").handling_classes] == ["carry_out", "improve", "push_on"]


@pytest.mark.rule("R9")
def test_reasons_for_refusal_are_ten_for_proposals_and_local_for_suggestions():
    assert len(packs.get("national").refusals("proposal")) == 10
    local = {name: {reason.code for reason in packs.get(name).refusals("suggestion")} for name in packs.names()}
    assert {"bid_result", "pending_case"} <= local["beijing"]
    assert {"unit_internal", "not_ours"} <= local["shanghai"]
    assert "supervision_case" in local["qingdao"]
    assert "accusation_appeal" in local["chongqing"]
    assert "out_of_province" in local["wuhan"]


@pytest.mark.rule("R5")
def test_a_motion_needs_signers_by_level():
    needed = [
        packs.get("wuhan").signers_needed(level).least for level in ("national", "provincial", "county", "township")
    ]
    assert needed == [30, 10, 10, 5]


@pytest.mark.rule("R8", "R7", "R36", "R19", "R26", "R24")
def test_the_switches_that_differ_are_told_by_place():
    said = {name: packs.get(name).switches for name in packs.names()}
    assert (said["shanghai"].withdraw_rule.value, said["beijing"].withdraw_rule.value) == (
        "all_signers",
        "before_dispatch",
    )
    assert [name for name in said if said[name].delegation_needs_head] == ["chongqing"]
    assert [name for name in said if said[name].key_needs_chief] == ["qingdao", "shandong"]
    assert [name for name in said if said[name].opinion_retry] == ["chongqing"]
    assert said["fujian"].extension_tell_submitter
    assert said["henan"].second_dissatisfaction.value == "experts"
    assert said["sichuan"].second_dissatisfaction.value == "face_to_face"


@pytest.mark.parametrize("name", packs.names())
def test_numbers_look_as_their_example(name):
    for row in packs.get(name).number_patterns:
        assert row.fits(row.example)


@pytest.mark.parametrize(
    ("content", "line", "complaint"),
    [
        ("\n[[clocks.reply]]\nbase = 'asked'\namount = 0\nunit = 'days'\nclause = 'x'", 8, "clocks.reply[1].amount 应大于 0"),
        ("\n[[clocks.reply]]\nbase = 'asked'\namount = 1\nunit = 'days'", 6, "clocks.reply[1].clause 缺少"),
        ("[switches]\nsatisfaction = { value = 'x', clause = 'x' }", 6, "switches.satisfaction.value 应为"),
        ("[switches]\ncontact_ways = { value = ['smoke'], clause = 'x' }", 6, "中的 'smoke' 不可用"),
        ("[switches]\ndisclosure_default = { value = '看情况', clause = 'x' }", 6, "不在 disclosure 之中"),
        ("[letter]\nopening = { value = '{who}好', clause = 'x' }", 6, "{who} 不认识"),
        ("[letter]\nopening = { value = '{', clause = 'x' }", 6, "花括号不成对"),
        ("[number_patterns.x]\npattern = '('\nexample = 'x'\nclause = 'x'", 6, "不是有效的正则式"),
        ("[labels]\nin_session = { value = { letter = '来信' }, clause = 'x' }", 6, "labels.in_session.value.letter 不可用"),
        ("[refusal_reasons.x]\nlabel = 'x'\nkinds = ['letter']\nclause = 'x'", 7, "kinds 中的 'letter' 不可用"),
        ("[[chains.reply]]\nvalue = ['chief']\nkinds = ['motion']\nclause = 'x'", 5, "chains.reply 缺少不带条件的一条"),
        ("[[clocks.reply]]\nbase = 'asked'\namount = 1\nunit = 'days'\nclause = 'x'\nyears = ['2021']", 10, "years 应为整数"),
        ("[scheme]\nid = 'x'\ntitle = 'x'\nclause = 'x'\nclasses = [\n{ letter = 'A', canonical = 'x', label = 'x' },\n]", 10, "canonical 应为"),
        ("[switches]\nx = [\n", 6, "不是有效的 TOML"),
    ],
)  # fmt: skip
def test_a_broken_pack_is_named_with_file_line_and_field(folder, content, line, complaint):
    with pytest.raises(PackError) as broken:
        read(folder, content)
    assert str(broken.value).startswith(f"here.toml 第 {line} 行：")
    assert complaint in str(broken.value)
