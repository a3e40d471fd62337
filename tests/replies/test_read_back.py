"""A draft written on in Word, read back."""

import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from huiyin.documents.letter_docx import letter_docx
from huiyin.documents.letter_reading import UnreadableLetter, marked
from huiyin.flow.errors import NotReady, Stale
from huiyin.replies.actions import save_answer
from huiyin.replies.letter.letters import letter_of
from huiyin.replies.writing.matching import Placed
from huiyin.replies.writing.reading_back import mark_of, propose, propose_text, whole_text
from huiyin.replies.writing.rewriting import Said, parts_of
from huiyin.replies.writing.taking_back import Choices, accept

SAID = (
    "已把托育服务纳入卫生健康事业发展规划。\n规划期内每年新建普惠托育机构二十家。",
    "市级财政今年安排托育补助资金一千万元。\n区|托位\n东区|120\n西区|80",
    "市属高职院校新设婴幼儿托育专业，每年招收三百人。",
)


@pytest.fixture
def reply(case):
    drafted = case.drafted("B")
    for ask, text in zip(case.item.asks.all(), SAID, strict=True):
        said = {"decision": "partly", "text": text, "lead_in": "第二个问题答复如下：" if ask.number == 2 else ""}
        save_answer(drafted, ask, **said, **case.by("wang"))
    drafted.refresh_from_db()
    return drafted


def download(reply) -> bytes:
    return marked(letter_docx(letter_of(reply)), mark_of(reply))


def edited(content: bytes, change) -> bytes:
    document, out = Document(BytesIO(content)), BytesIO()
    change(document)
    document.save(out)
    return out.getvalue()


def line(document, words: str):
    return next(one for one in document.paragraphs if words in one.text)


def section(proposal, key):
    return next(one for one in proposal.sections if one.key == key)


def through_libreoffice(content: bytes, folder: Path) -> bytes:
    (folder / "in").mkdir()
    (folder / "in" / "letter.docx").write_bytes(content)
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to"]
    command += ["docx:MS Word 2007 XML", "--outdir", str(folder), str(folder / "in" / "letter.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / "letter.docx").read_bytes()


def test_untouched_it_is_the_same(reply):
    found = propose(reply, download(reply))
    assert found.is_same and found.is_marked and not found.is_stale


def test_another_writer_changes_nothing(reply, tmp_path):
    found = propose(reply, through_libreoffice(download(reply), tmp_path))
    assert found.is_same and found.is_marked and not found.is_stale


def test_changed_words_are_shown_and_taken(case, reply):
    def change(document):
        words = line(document, "三百人")
        words.runs[0].text = words.text.replace("三百人", "五百人")
        document.tables[0].rows[1].cells[1].text = "150"
        words.insert_paragraph_before("这是今年的新专业。")

    found = propose(reply, edited(download(reply), change))
    assert [one.key for one in found.changed] == ["ask:2", "ask:3"] and not found.loose and not found.lost
    accept(reply, found, Choices(take=frozenset({"ask:3"})), came_as="docx", **case.by("wang"))
    answers = {row.ask.number: row for row in reply.answers.select_related("ask")}
    assert answers[3].text == "这是今年的新专业。\n市属高职院校新设婴幼儿托育专业，每年招收五百人。"
    assert (answers[2].text, answers[2].lead_in) == (SAID[1], "第二个问题答复如下：")


def test_a_table_comes_back_as_lines(case, reply):
    def change(document):
        document.tables[0].rows[1].cells[1].text = "150"

    found = propose(reply, edited(download(reply), change))
    accept(reply, found, Choices(take=frozenset({"ask:2"})), came_as="docx", **case.by("wang"))
    assert reply.answers.get(ask__number=2).text == SAID[1].split("\n")[0] + "\n区\t托位\n东区\t150\n西区\t80"


@pytest.mark.rule("R46")
def test_a_lost_ask_is_named_and_asked_about(case, reply):
    def change(document):
        for words in ("三、关于培养", "三百人"):
            line(document, words)._p.getparent().remove(line(document, words)._p)

    found = propose(reply, edited(download(reply), change))
    assert [part.key for part in found.lost] == ["ask:3"]
    with pytest.raises(NotReady, match="第 3 项在新的文本里没有了"):
        accept(reply, found, Choices(), came_as="docx", **case.by("wang"))
    accept(reply, found, Choices(lost={"ask:3": "join:1"}), came_as="docx", **case.by("wang"))
    joined = reply.answers.get(ask__number=3)
    assert (joined.text, joined.together_with.ask.number) == ("", 1)


def test_a_loose_paragraph_needs_a_place(case, reply):
    def change(document):
        line(document, "以上答复").insert_paragraph_before("天气转凉，请多保重。")

    found = propose(reply, edited(download(reply), change))
    (loose,) = found.loose
    with pytest.raises(NotReady, match="还没有说放到哪里"):
        accept(reply, found, Choices(), came_as="docx", **case.by("wang"))
    accept(reply, found, Choices(loose={loose.at: "closing"}), came_as="docx", **case.by("wang"))
    reply.refresh_from_db()
    assert reply.closing.endswith("天气转凉，请多保重。")


def test_sections_in_another_order_are_taken_as_such(case, reply):
    text = whole_text(reply).split("\n")
    cut = [at for at, words in enumerate(text) if words[:2] in ("一、", "二、")]
    new = [*text[: cut[0]], *text[cut[1] : text.index("三、关于培养托育专业人才")], *text[cut[0] : cut[1]]]
    new += text[text.index("三、关于培养托育专业人才") :]
    found = propose_text(reply, "\n".join(new))
    assert (found.order, found.is_reordered, found.changed) == ((2, 1, 3), True, [])
    accept(reply, found, Choices(order=True), came_as="paste", **case.by("wang"))
    assert [part.ask for part in parts_of(reply) if part.ask] == [2, 1, 3]


def test_head_fields_changed_in_word_are_shown(case, reply):
    def change(document):
        words = line(document, "联系人")
        words.runs[0].text = "（联系人：王小工；电话：000-1）"

    found = propose(reply, edited(download(reply), change))
    assert {change.name: change.new for change in found.head} == {"contact_name": "王小工", "contact_phone": "000-1"}
    accept(reply, found, Choices(head=frozenset({"contact_phone"})), came_as="docx", **case.by("wang"))
    reply.refresh_from_db()
    assert (reply.contact_name, reply.contact_phone) == ("人口处 王工", "000-1")


def test_what_both_sides_changed_is_a_conflict(case, reply):
    def change(document):
        words = line(document, "三百人")
        words.runs[0].text = words.text.replace("三百人", "五百人")

    file = edited(download(reply), change)
    for number, text in ((1, "已纳入规划，另有安排。"), (3, "每年招收四百人。")):
        save_answer(reply, case.item.asks.get(number=number), decision="partly", text=text, **case.by("zhao"))
    found = propose(reply, file)
    assert found.is_stale
    assert {one.key: one.state for one in found.sections if one.state != "same"} == {
        "ask:1": "ours",
        "ask:3": "conflict",
    }


def test_a_file_of_another_draft_is_told(case, reply):
    file = marked(letter_docx(letter_of(reply)), mark_of(reply).replace(f" {reply.pk} ", " 999 "))
    assert propose(reply, file).is_foreign
    assert not propose(reply, letter_docx(letter_of(reply))).is_marked


def test_what_changed_after_the_comparison_is_not_overwritten(case, reply):
    found = propose(reply, download(reply))
    save_answer(reply, case.item.asks.first(), decision="partly", text="又改了。", **case.by("zhao"))
    with pytest.raises(Stale, match="重新比对"):
        accept(reply, found, Choices(), came_as="docx", **case.by("wang"))


def test_a_bad_file_is_one_sentence(reply):
    for bad in (b"", b"PK\x03\x04 broken", b"%PDF-1.4"):
        with pytest.raises(UnreadableLetter, match="读不出来"):
            propose(reply, bad)


def test_choices_put_loose_paragraphs_where_they_stood(case, reply):
    found = propose_text(reply, whole_text(reply).replace("以上答复", "补一句。\n以上答复"))
    assert [(one.text, one.guess) for one in found.loose] == [("补一句。", "promises")]
    assert isinstance(found.loose[0], Placed) and section(found, "ask:1").new == Said(SAID[0], "关于把托育服务纳入规划")
