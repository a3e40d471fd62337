"""How a letter falls onto pages."""

import dataclasses
import datetime as dt

from huiyin.documents.letter import Letter, Paragraph, TableBlock
from huiyin.web.replies.paper import LINES, lines_of, measure, paper_of


def letter(paragraphs: int) -> Letter:
    text = "今年新建普惠托育机构22家，托位总数超过3万个，各区均有示范机构，年内全部建成投用，并公布名单。" * 2
    body = tuple(Paragraph("text", text) for _ in range(paragraphs))
    return Letter(
        "示例市卫生健康委员会", "", "类别：A", "关于第0031号建议的答复", "示例代表001等代表", body, (), "示例市卫生健康委员会",
        dt.date(2022, 7, 22), "联系人：王工；电话：000", ("市人大",),
    )  # fmt: skip


def test_a_short_letter_is_one_page():
    assert len(paper_of(letter(1)).pages) == 1


def test_no_word_is_lost_on_the_way():
    long = letter(12)
    said = "".join(line for page in paper_of(long).pages for piece in page.pieces for line in piece.lines)
    assert said.count("并公布名单") == 24


def test_no_page_holds_more_lines_than_the_standard_allows():
    pages = paper_of(letter(12)).pages
    assert len(pages) > 2 and all(sum(len(piece.lines) for piece in page.pieces) <= LINES for page in pages)


def test_no_page_bears_a_signature_alone():
    for count in range(1, 14):
        last = paper_of(letter(count)).pages[-1]
        assert last.pieces[0].look in ("to", "text")


def test_no_line_begins_with_a_comma_or_is_too_wide():
    for line in lines_of("一二三四五六七八九十" * 2 + "一二三四五六七八，九十。" + "（甲）" * 9):
        assert line[0] not in "，。）" and measure(line) <= 29


def test_a_number_stays_whole():
    assert any(line.startswith("2022") for line in lines_of("一" * 27 + "2022年"))


def test_rows_of_a_table_stay_whole_and_none_is_lost():
    rows = (("区", "托位"), *((f"第{number}区", "长" * (40 if number % 5 == 0 else 2)) for number in range(40)))
    pages = paper_of(dataclasses.replace(letter(1), paragraphs=(TableBlock(rows, ask=1, title="表1"),))).pages
    drawn = [row.cells for page in pages for piece in page.pieces for row in piece.rows]
    assert drawn == list(rows) and len(pages) > 2
    assert all(sum(len(piece.lines) for piece in page.pieces) <= LINES for page in pages)
