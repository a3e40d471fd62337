"""Letters of all shapes keep the rules of the page, and Word and PDF agree."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from huiyin.documents.docx_text import read_docx_text
from huiyin.documents.letter_docx import letter_docx
from huiyin.documents.letter_pdf import letter_pdf
from tests.documents.measuring import lines_of, needs, page_count, told_by
from tests.documents.shapes import JOINT, JOINT_OF_FIVE, LONG, SHAPES, SHORT

pytestmark = needs("pdftotext", "pdfinfo")
OPENING, CLOSING = "（《〔“", "，。、；：！）》〕”"  # at a line's end their empty half lies outside
NUMBER = re.compile(r"—\d+—")


@pytest.fixture(scope="module", params=SHAPES)
def shape(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("shape") / "letter.pdf"
    path.write_bytes(letter_pdf(SHAPES[request.param]))
    return SHAPES[request.param], path


def text_of(path):
    return NUMBER.sub("", re.sub(r"\s", "", told_by("pdftotext", path, "-")))


def texts_of(paragraph):
    """Of a table the beginning of each cell: the rest may stand in a second line of it."""
    if paragraph.kind == "table":
        return [paragraph.title, *(cell[:4] for row in paragraph.rows for cell in row)]
    return [paragraph.text]


@pytest.mark.rule("R39", "R40", "R42", "R44", "R45")
def test_every_element_is_on_the_page(shape):
    letter, path = shape
    text = text_of(path)
    parts = [letter.doc_no, letter.class_mark, letter.addressee, letter.organ, *letter.signatures, *letter.annexes]
    parts += [letter.contact, *letter.copies, *(text for each in letter.paragraphs for text in texts_of(each))]
    assert not [part for part in parts if re.sub(r"\s", "", part) not in text]
    assert re.search(r"(?<!0)\d{4}年[1-9]\d?月[1-9]\d?日", text)


@pytest.mark.rule("R43")
def test_nothing_leaves_the_type_area(shape):
    _, path = shape
    body = [line for line in lines_of(path) if not NUMBER.fullmatch(line.text) and "类别" not in line.text]
    assert all(line.left >= 27.8 - 2.9 * (line.text[0] in OPENING) for line in body)
    assert all(line.right <= 184.4 + 2.9 * (line.text[-1] in CLOSING) for line in body)
    assert all(line.bottom <= 262.2 for line in body)
    assert all(line.top >= 36.9 for line in body if line.page > 1)


@pytest.mark.rule("R43")
def test_page_1_has_no_number_and_every_other_one_has(shape):
    _, path = shape
    numbered = [line for line in lines_of(path) if NUMBER.fullmatch(line.text)]
    assert [line.page for line in numbered] == list(range(2, page_count(path) + 1))
    assert all((line.left > 150) == bool(line.page % 2) for line in numbered)


def test_no_page_carries_a_seal_alone(shape):
    letter, path = shape
    found = lines_of(path)
    signed = next(line for line in reversed(found) if letter.signatures[-1] in line.text)
    before = [line for line in found if line.page == signed.page and line.top < signed.top]
    assert any(line.text[-3:] in re.sub(r"\s", "", letter.paragraphs[-1].text) for line in before)


@pytest.mark.rule("R42")
def test_the_class_stands_at_the_top_right_of_page_1(shape):
    letter, path = shape
    marks = [line for line in lines_of(path) if line.text == letter.class_mark]
    assert len(marks) == bool(letter.class_mark)
    assert all(line.page == 1 and line.bottom < 30 and abs(line.right - 184) < 0.5 for line in marks)


@pytest.mark.parametrize("name", SHAPES)
def test_the_word_file_says_the_same(name):
    letter = SHAPES[name]
    text = re.sub(r"\s", "", read_docx_text(letter_docx(letter)))
    parts = (letter.doc_no, letter.addressee, *letter.signatures, *letter.annexes, *letter.copies)
    assert not [part for part in parts if re.sub(r"\s", "", part) not in text]


@pytest.mark.parametrize("letter", [JOINT, JOINT_OF_FIVE])
def test_joint_organs_stand_apart_with_the_date_below_the_last(tmp_path, letter):
    (tmp_path / "joint.pdf").write_bytes(letter_pdf(letter))
    found = lines_of(tmp_path / "joint.pdf")
    last = [line for line in found if line.page == found[-1].page]
    organs = [next(line for line in last if line.text.endswith(name)) for name in letter.signatures]
    day = next(line for line in last if line.text == "2022年7月22日")
    assert abs((day.left + day.right) / 2 - (organs[-1].left + organs[-1].right) / 2) < 1
    assert day.top > max(organ.top for organ in organs)
    rows = sorted({round(organ.top) for organ in organs})
    assert all(below - above > 45 for above, below in pairwise(rows))


@pytest.mark.parametrize("length", [1, 2, 3, 5])
def test_a_long_last_paragraph_goes_with_the_seal(tmp_path, length):
    letter = replace(SHORT, paragraphs=(*SHORT.paragraphs[:2], replace(SHORT.paragraphs[2], text=LONG * length)))
    (tmp_path / "long.pdf").write_bytes(letter_pdf(letter))
    found = lines_of(tmp_path / "long.pdf")
    seal_page = max(line.page for line in found if line.text == letter.signed_by)
    assert "达到4.6个。" in "".join(line.text for line in found if line.page == seal_page)


def test_no_number_is_torn_where_the_last_paragraph_parts(tmp_path):
    for shift in range(12):
        last = replace(SHORT.paragraphs[2], text="一" * shift + "共有12345678人，" * 16)
        (tmp_path / "torn.pdf").write_bytes(letter_pdf(replace(SHORT, paragraphs=(*SHORT.paragraphs[:2], last))))
        assert not [line for line in lines_of(tmp_path / "torn.pdf") if re.match("，|[2-8]+人", line.text)]


def test_the_same_letter_gives_the_same_bytes():
    assert letter_pdf(SHORT) == letter_pdf(SHORT)


def test_signs_of_typst_in_the_text_are_text(tmp_path):
    odd = "#set page(fill: red) $x^2$ *粗* _斜_ @引 <标> \\n `码` // 注"
    (tmp_path / "odd.pdf").write_bytes(letter_pdf(replace(SHORT, addressee=odd)))
    assert re.sub(r"\s", "", odd) in text_of(tmp_path / "odd.pdf")
