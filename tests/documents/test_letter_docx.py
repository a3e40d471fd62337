"""What the Word file of a letter says, without opening a word processor."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn

from huiyin.documents.docx_text import read_docx_text
from huiyin.documents.letter_docx import letter_docx, organ_size
from tests.documents.sample import LETTER


@pytest.fixture(scope="module")
def content():
    return letter_docx(LETTER)


def paragraph(content, text):
    return next(line for line in Document(BytesIO(content)).paragraphs if text in line.text)


def east_asian_font(line):
    return line.runs[0]._r.rPr.rFonts.get(qn("w:eastAsia"))


def test_it_reads_in_the_order_of_a_letter(content):
    text = read_docx_text(content)
    parts = ["类别：A", "武汉市卫生健康委员会", "武卫函〔2022〕128号", "第20220305号建议的答复", "示例代表001等代表："]
    parts += ["一、关于将", "附件：1. 办理", "2. 托育", "2022年7月2日", "（联系人：", "抄送：市人大"]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_its_page_is_a4_with_the_margins_of_the_standard(content):
    section = Document(BytesIO(content)).sections[0]
    sizes = (section.page_width, section.page_height, section.top_margin, section.left_margin)
    assert [round(size.mm) for size in sizes] == [210, 297, 37, 28]
    assert [round(size.mm) for size in (section.right_margin, section.bottom_margin)] == [26, 35]


def test_its_grid_has_22_lines(content):
    grid = Document(BytesIO(content)).sections[0]._sectPr.find(qn("w:docGrid"))
    assert grid.get(qn("w:type")) == "lines"
    assert grid.get(qn("w:linePitch")) == "579"


@pytest.mark.parametrize(
    ("text", "font"),
    [
        ("收悉", "仿宋_GB2312"),
        ("一、关于将", "黑体"),
        ("（一）关于", "楷体_GB2312"),
        ("1. 关于人才", "仿宋_GB2312"),
        ("号建议的答复", "方正小标宋简体"),
        ("武汉市卫生健康委员会", "方正小标宋简体"),
        ("类别：A", "黑体"),
    ],
)
def test_its_typefaces_are_those_of_the_standard(content, text, font):
    assert east_asian_font(paragraph(content, text)) == font


def test_its_organ_is_red_and_its_text_is_not(content):
    assert str(paragraph(content, "武汉市卫生健康委员会").runs[0].font.color.rgb) == "C00000"
    assert paragraph(content, "收悉").runs[0].font.color.rgb is None


def test_its_paragraphs_begin_two_characters_in(content):
    ind = paragraph(content, "收悉")._p.pPr.ind
    assert (ind.get(qn("w:firstLineChars")), ind.get(qn("w:firstLine"))) == ("200", "632")


def test_its_headings_can_be_found_by_navigation(content):
    levels = [paragraph(content, text)._p.pPr.find(qn("w:outlineLvl")) for text in ("一、关于将", "（一）关", "1. 关")]
    assert [level.get(qn("w:val")) for level in levels] == ["0", "1", "2"]


def test_its_first_page_has_a_red_double_line_in_place_of_a_number(content):
    section = Document(BytesIO(content)).sections[0]
    assert section.different_first_page_header_footer
    first, later = section.first_page_footer._element.xml, section.footer._element.xml
    assert "C00000" in first and "PAGE" not in first
    assert "PAGE" in later and "— " in later


def test_what_is_absent_leaves_no_trace():
    bare = replace(LETTER, class_mark="", annexes=(), contact="", copies=(), signed_on=None, paragraphs=())
    text = read_docx_text(letter_docx(bare))
    assert not any(word in text for word in ("类别", "附件", "联系人", "抄送", "None"))


def test_one_annex_is_not_numbered():
    assert "附件：意见表" in read_docx_text(letter_docx(replace(LETTER, annexes=("意见表",))))


def test_brackets_and_colons_are_not_doubled():
    text = read_docx_text(
        letter_docx(replace(LETTER, contact="（联系人：甲）", addressee="甲代表：", copies=("乙。",)))
    )
    assert "（（" not in text and "：：" not in text and "。。" not in text


def test_the_same_letter_gives_the_same_bytes(content):
    assert letter_docx(LETTER) == content


def test_it_names_the_organ_as_author_and_nobody_else(content):
    facts = Document(BytesIO(content)).core_properties
    assert (facts.author, facts.created.date()) == (LETTER.organ, LETTER.signed_on)
    assert "python-docx" not in ZipFile(BytesIO(content)).read("docProps/core.xml").decode()


def test_signs_of_xml_in_the_text_are_text():
    odd = replace(LETTER, addressee="<w:p>&甲", note="此件公开\x0b发布")
    text = read_docx_text(letter_docx(odd))
    assert "<w:p>&甲：" in text and "此件公开发布" in text


def test_a_long_name_is_set_smaller():
    assert organ_size("武汉市卫生健康委员会") == 36
    assert organ_size("武" * 22) == 20
