import shutil
from pathlib import Path

import pytest

from huiyin.rules import packs
from huiyin.rules.pack import CANONICAL, DUTIES, EXTRA_DUTIES
from huiyin.rules.packs import FOLDER, PackError, load

MINIMAL = 'name = "here"\ntitle = "此地"\nversion = 1\nextends = "national"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the national pack, to put others beside it."""
    shutil.copy(FOLDER / "national.toml", tmp_path)
    return tmp_path


def read(folder: Path, content: str):
    (folder / "here.toml").write_text(MINIMAL + content, encoding="utf-8")
    return load("here", folder)


@pytest.mark.parametrize("name", packs.names())
def test_every_pack_loads_and_every_value_has_its_clause(name):
    pack = packs.get(name)
    assert pack.name == name
    assert all(clock.clause and clock.duty in {**DUTIES, **EXTRA_DUTIES} for clock in pack.clocks)
    assert all(item.canonical in CANONICAL for item in pack.scheme.classes)
    for group in (pack.switches, pack.labels):
        assert all(getattr(group, field).clause for field in group.__slots__)
    assert pack.clock("reply").clause
    assert len(pack.refusal_reasons) >= 10


def test_a_local_pack_inherits_and_replaces():
    wuhan, national = packs.get("wuhan"), packs.get("national")
    assert wuhan.clock("reply") == national.clock("reply")
    assert wuhan.clock("decline").unit == "workdays"
    assert national.clock("decline") is None
    assert national.clock("decline", kind="proposal").amount == 7


def test_r33_the_labels_counted_as_lead_differ_by_place():
    wuhan, jilin = packs.get("wuhan"), packs.get("jilin")
    assert all(wuhan.counts_as_lead(label) for label in ("主办", "承办", "分办"))
    assert not jilin.counts_as_lead("承办")
    assert (wuhan.labels.assist.value, jilin.labels.assist.value) == ("会办", "协办")
    assert (wuhan.labels.collective.value, jilin.labels.collective.value) == ("议提案", "建议提案")


def test_the_word_of_a_list_becomes_a_role():
    wuhan = packs.get("wuhan")
    words = {
        "承办": "lead",
        "分办": "separate",
        "共同主办": "joint_lead",
        "会办": "assist",
        "参阅": "refer",
        "代办": "",
    }
    assert {word: wuhan.role_of(word) for word in words} == words


def test_r50_a_letter_means_what_its_scheme_says():
    assert packs.get("wuhan").reply_class("C").canonical == "not_feasible"
    assert packs.get("jilin").reply_class("C").canonical == "deferred"
    assert packs.get("wuhan").reply_class("D") is None
    assert packs.scheme("jilin_ABCD").get("B").needs_commitment
    assert packs.scheme("nothing") is None


def test_r85_key_items_go_to_the_chief():
    pack = packs.get("wuhan")
    assert pack.chain("reply").steps == ("office_head", "coordinator", "leader_in_charge")
    assert pack.chain("reply", key=True).steps[-1] == "chief"
    assert pack.chain("opinion", key=True).steps == ("office_head", "coordinator")


def test_a_letter_is_titled_by_kind_and_document():
    letter = packs.get("wuhan").letter
    reply = letter.title("reply", "suggestion", session="市十五届人大一次会议", no="20220305")
    opinion = letter.title("opinion", "proposal", session="市政协", no="平时第1号")
    assert reply == "关于市十五届人大一次会议第20220305号建议的答复"
    assert opinion == "关于市政协平时第1号提案的会办意见"
    assert letter.copies_for("cppcc", "市") == ("市政协提案委员会", "市政府督查室")


def test_a_switch_is_as_true_as_its_value():
    assert packs.get("jilin").switches.upload_required
    assert not packs.get("wuhan").switches.upload_required


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ('[[clocks.reply]]\nbase = "dispatched"\namount = 3\nunit = "months"', "clocks.reply\\[1\\].clause 缺少"),
        (
            '[[clocks.reply]]\nbase = "someday"\namount = 3\nunit = "days"\nclause = "x"',
            "clocks.reply\\[1\\].base 应为",
        ),
        ('[[clocks.reply]]\nbase = "asked"\namount = "3"\nunit = "days"\nclause = "x"', "amount 应为 int"),
        ('[[clocks.reply]]\nbase = "asked"\namount = 0\nunit = "days"\nclause = "x"', "amount 应大于 0"),
        ('[[clocks.reply]]\nbase = "asked"\nunit = "date"\nfixed = "02-30"\nclause = "x"', "fixed 应为“月-日”"),
        ('[[clocks.dance]]\nbase = "asked"\namount = 1\nunit = "days"\nclause = "x"', "clocks.dance 不是"),
        ('[switches]\nrate_by = { value = "nobody", clause = "x" }', "switches.rate_by.value 应为"),
        ('[switches]\nupload_requird = { value = true, clause = "x" }', "switches.upload_requird 不认识的字段"),
        ('[switches]\nupload_required = { value = "yes", clause = "x" }', "switches.upload_required.value 应为 bool"),
        ('[chains]\nreply = { value = ["janitor"], clause = "x" }', "chains.reply.value 中的 'janitor' 不可用"),
        ("[scheme\n", "不是有效的 TOML"),
    ],
)
def test_a_bad_pack_is_named_with_its_field(folder, content, complaint):
    with pytest.raises(PackError, match=rf"here\.toml 第 \d+ 行：.*{complaint}"):
        read(folder, content)


def test_a_pack_that_extends_nothing_known_is_refused(folder):
    (folder / "here.toml").write_text(MINIMAL.replace("national", "nowhere"), encoding="utf-8")
    with pytest.raises(PackError, match=r"here\.toml：extends 没有名为“nowhere”的规则包"):
        load("here", folder)


def test_packs_may_not_extend_in_a_circle(folder):
    (folder / "there.toml").write_text('name = "there"\nextends = "here"\n', encoding="utf-8")
    (folder / "here.toml").write_text('name = "here"\nextends = "there"\n', encoding="utf-8")
    with pytest.raises(PackError, match="绕成了圈（here → there → here）"):
        load("here", folder)
