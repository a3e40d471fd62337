"""配正文: a zip of texts named by number goes to its items; doubtful files wait for a person, bad zips stay out."""

import io
import stat
import zipfile

import pytest

from huiyin.events.actors import SYSTEM
from huiyin.exchange.bundles import AMBIGUOUS, MATCHED, REFUSED, UNMATCHED
from huiyin.exchange.bundling import choose, finish_bundle, stage_bundle
from huiyin.exchange.models import Bundle, BundleState
from huiyin.files.gate import Refused
from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.items.models import Item
from tests.exchange.making import HEAD, NOW, TITLE, line, taken, workbook
from tests.exchange.shapes import word

DO = {"by": SYSTEM, "now": NOW}
TEXT = "为此建议：一、增加社区医生编制。二、提高乡村医生补贴。"
PROPOSALS = ["提案号", "案由", "提案人", "主办单位"]


def packed(*files, encoding="", **how):
    """A zip of (name, content); with an encoding, names as old Windows packs them, without saying so."""
    buffer = io.BytesIO()
    names = {name: "n" * len(name.encode(encoding)) if encoding else name for name, _ in files}
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            info = zipfile.ZipInfo(names[name])
            info.external_attr = how.get("mode", 0o644) << 16
            archive.writestr(info, content, zipfile.ZIP_DEFLATED)
    content = buffer.getvalue()
    for name, said in names.items() if encoding else ():
        content = content.replace(said.encode(), name.encode(encoding))
    return content


@pytest.fixture
def ledger(unit):
    """Suggestions 0031 and 0032, proposal 31, and one that is handled offline."""
    rows = [line(1, "0031", "关于甲的建议"), line(2, "0032", "关于加强乙方面工作的建议"), line(3, "0033", "（涉密）")]
    proposals = [["市政协十四届一次会议提案"], PROPOSALS, ["31", "关于丙的提案", "示例委员001", "市卫健委"]]
    taken(workbook(("人大", [TITLE, HEAD, *rows]), ("政协", proposals)), unit)
    return unit


def staged(unit, *files, **how):
    return stage_bundle(packed(*files, **how), "正文.zip", unit, year=2022, **DO)


def told(row):
    return {one["member"]: one["status"] for one in row.report["files"]}


def test_texts_go_to_their_items_and_asks_are_split(ledger):
    row = staged(ledger, ("0032.docx", word("关于乙的建议", TEXT)), ("政协提案/第31号.txt", TEXT.encode("gb18030")))
    assert set(told(row).values()) == {MATCHED} and not Item.objects.exclude(text="").exists()
    finish_bundle(row, **DO)
    item = Item.objects.get(official_no="0032")
    assert TEXT in item.text and item.file.name == "0032.docx"
    assert [ask.text for ask in item.asks.all()] == ["增加社区医生编制。", "提高乡村医生补贴。"]
    assert Item.objects.get(official_no="31").text == TEXT
    assert row.state == BundleState.DONE


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("第0032号.docx", MATCHED),
        ("32 关于加强乙方面工作的建议.docx", MATCHED),
        ("32、关于加强乙方面工作的….docx", MATCHED),
        ("关于加强乙方面工作的建议.docx", MATCHED),
        ("建议31号.docx", MATCHED),
        ("31.docx", AMBIGUOUS),
        ("32 关于丁的建议.docx", AMBIGUOUS),
        ("999.docx", UNMATCHED),
        ("说明.docx", UNMATCHED),
        ("33.docx", REFUSED),
    ],
)
@pytest.mark.rule("R48")
def test_names_are_understood_as_people_write_them(ledger, name, status):
    assert told(staged(ledger, (name, word(TEXT)))) == {name: status}


def test_names_packed_by_windows_are_read(ledger):
    assert told(staged(ledger, ("第32号提案正文.docx", word(TEXT)), encoding="gbk")) == {"第32号提案正文.docx": MATCHED}


def test_two_files_for_one_item_wait_for_a_person(ledger):
    row = staged(ledger, ("32.docx", word(TEXT)), ("32 附件.docx", word("附件内容")))
    assert set(told(row).values()) == {AMBIGUOUS}
    with pytest.raises(NotReady):
        finish_bundle(row, **DO)
    pk = Item.objects.get(official_no="0032").pk
    choose(row, {"32.docx": str(pk), "32 附件.docx": "skip"}, **DO)
    finish_bundle(row, **DO)
    assert Item.objects.get(pk=pk).text == TEXT


def test_a_text_that_is_there_stays(ledger):
    Item.objects.filter(official_no="0032").update(text="原来的正文")
    row = finish_bundle(staged(ledger, ("32.docx", word(TEXT))), **DO)
    assert Item.objects.get(official_no="0032").text == "原来的正文"
    assert row.report["files"][0]["done"].startswith("已有正文")


def locked():
    """A zip whose only member says it is encrypted."""
    content = bytearray(packed(("1.txt", b"x" * 40)))
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(magic) + at] |= 1
    return bytes(content)


BAD = {
    "bomb": lambda: packed(("1.txt", b"\0" * 60_000_000)),
    "climbing": lambda: packed(("../../etc/1.txt", b"x")),
    "absolute": lambda: packed(("/etc/1.txt", b"x")),
    "linked": lambda: packed(("1.txt", b"/etc/passwd"), mode=stat.S_IFLNK | 0o777),
    "locked": locked,
    "damaged": lambda: packed(("1.txt", b"x" * 400))[:-40],
    "empty": lambda: packed(("__MACOSX/1.txt", b"x")),
    "no zip": lambda: b"x",
}


@pytest.mark.parametrize("name", BAD)
def test_bad_zips_are_refused_in_one_sentence(ledger, name):
    with pytest.raises(Refused) as refused:
        stage_bundle(BAD[name](), "正文.zip", ledger, year=2022, **DO)
    assert str(refused.value).endswith("。") and not Bundle.objects.exists()


def test_a_bad_file_inside_is_told_and_the_others_go_on(ledger):
    row = staged(
        ledger,
        ("32.docx", word(TEXT)),
        ("31.docx", b"MZ program"),
        ("33.pdf", b"%PDF-1.4 broken"),
        ("8.png", b"\x89PNG\r\n\x1a\n"),
    )
    assert told(row) == {"32.docx": MATCHED, "31.docx": REFUSED, "33.pdf": REFUSED, "8.png": REFUSED}


def test_strangers_cannot(ledger, person):
    with pytest.raises(NotAllowed):
        stage_bundle(packed(("1.txt", b"x")), "a.zip", ledger, year=2022, by=person("stranger"), now=NOW)
