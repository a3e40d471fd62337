"""How a reply reads as a letter."""

from huiyin.replies.actions import save_answer, save_head, start_draft
from huiyin.replies.letter.body import heading_of
from huiyin.replies.letter.letters import letter_of
from tests.answering import PLAN, TEXT, hand_over


def test_one_section_for_each_ask(case):
    letter = letter_of(case.drafted())
    headings = [(paragraph.text, paragraph.ask) for paragraph in letter.paragraphs if paragraph.kind == "h1"]
    assert headings == [
        ("一、关于把托育服务纳入规划", 1),
        ("二、关于加大普惠托育机构投入", 2),
        ("三、关于培养托育专业人才", 3),
    ]


def test_it_begins_and_ends_with_the_formulas(case):
    texts = [paragraph.text for paragraph in letter_of(case.drafted()).paragraphs]
    assert texts[0].startswith("您提出的《关于加强0—3岁托育服务的建议》（第0031号）收悉。")
    assert texts[-1] == "以上答复，请您审阅。如有意见，敬请反馈。"


def test_its_head_and_foot(case):
    letter = letter_of(case.drafted())
    assert (letter.class_mark, letter.addressee) == ("类别：A", "示例代表001等代表")
    assert letter.organ == letter.signed_by == "示例市卫生健康委员会"
    assert letter.contact == "联系人：人口处 王工；电话：000-00000000"
    assert (letter.doc_no, letter.signed_on) == ("", None)


def test_one_signer_is_addressed_alone(cast, now):
    assert letter_of(hand_over(cast, now, cosigners=()).drafted()).addressee == "示例代表001代表"


def test_one_ask_needs_no_numbered_heading(cast, now):
    case = hand_over(cast, now, asks=("关于加强托育服务的建议",))
    assert all(paragraph.kind == "text" for paragraph in letter_of(case.drafted()).paragraphs)


def test_promises_are_said_with_owner_and_day(case):
    texts = [paragraph.text for paragraph in letter_of(case.drafted("B")).paragraphs]
    said = f"我们承诺：印发托育服务示范标准（人口处负责，{PLAN}，2022年9月17日前完成）。"
    assert texts[-2].startswith(said)


def test_a_long_ask_gives_a_short_heading():
    asked = "建议加强婴幼儿照护服务体系建设，把普惠托育机构的建设用地、运营补贴和人才培养统筹纳入国民经济规划。"
    assert heading_of({"heading": "", "asked": asked}) == "关于加强婴幼儿照护服务体系建设"
    assert heading_of({"heading": "规划", "asked": asked}) == "规划"


def test_no_opinion_is_said_too(assisting):
    reply = save_head(
        start_draft(assisting.assignment, **assisting.by("wang")), no_opinion=True, **assisting.by("wang")
    )
    letter = letter_of(reply)
    assert letter.class_mark == ""
    assert "经研究，我单位无意见。" in [paragraph.text for paragraph in letter.paragraphs]


def test_lines_of_an_answer_are_paragraphs(case):
    reply = case.drafted()
    save_answer(reply, case.item.asks.first(), decision="adopted", text=f"{TEXT}\n\n另起一段。", **case.by("wang"))
    assert "另起一段。" in [paragraph.text for paragraph in letter_of(reply).paragraphs]
