"""A letter measured on paper, the PDF and the Word file as LibreOffice sets it: where does every character stand?"""

import re
from itertools import pairwise
from operator import attrgetter

import pytest

from huiyin.documents.letter_docx import letter_docx
from huiyin.documents.letter_pdf import letter_pdf
from tests.documents.measuring import Line, lines_of, needs, page_count, through_office, told_by
from tests.documents.sample import LETTER, TEN

pytestmark = [needs("soffice", "pdftotext", "pdfinfo"), pytest.mark.rule("R43")]


@pytest.fixture(scope="module", params=["pdf", "docx"])
def pdf(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("letter")
    if request.param == "docx":
        return through_office(letter_docx(LETTER), folder)
    (folder / "letter.pdf").write_bytes(letter_pdf(LETTER))
    return folder / "letter.pdf"


@pytest.fixture(scope="module")
def lines(pdf) -> list[Line]:
    return lines_of(pdf)


def full(lines):
    return [line for line in lines if len(line.text) == 28 and set(line.text) <= set(TEN)]


def test_it_is_three_pages_of_a4(pdf):
    assert page_count(pdf) == 3
    assert "(A4)" in told_by("pdfinfo", pdf)


def test_a_full_line_has_28_characters_between_the_margins(lines):
    assert len(full(lines)) > 20
    assert all(27.5 <= line.left <= 28.5 and 183 <= line.right <= 184.5 for line in full(lines))


def test_a_full_page_has_22_lines_of_one_pitch(lines):
    middles = sorted({round(line.middle, 1) for line in lines if line.page == 2 and "—" not in line.text})
    assert len(middles) == 22
    assert all(10.0 <= below - above <= 10.4 for above, below in pairwise(middles))


def test_the_text_of_a_full_page_fills_the_type_area(lines):
    middles = [line.middle for line in lines if line.page == 2 and "—" not in line.text]
    assert 37 <= min(middles) - 2.8 <= 41
    assert 258 <= max(middles) + 2.8 <= 262


def test_only_later_pages_are_numbered(lines):
    numbers = {line.page: line for line in lines if re.fullmatch(r"—\d—", line.text)}
    assert set(numbers) == {2, 3}
    assert numbers[2].left < 60 < 150 < numbers[3].left
    assert all(268 <= line.middle <= 270 for line in numbers.values())


def test_the_head_stands_where_the_standard_puts_it(lines):
    first = [line for line in lines if line.page == 1]
    mark, organ, number = (next(line for line in first if text in line.text) for text in ("类别", "武汉市", "武卫函"))
    assert 34 <= organ.middle <= 38.5
    assert abs((organ.left + organ.right) / 2 - 105) < 1.5
    assert mark.middle < organ.middle < number.middle
    assert all(183 <= line.right <= 184.5 for line in (mark, number))


def test_the_date_ends_four_characters_from_the_edge(lines):
    day = next(line for line in lines if "月2日" in line.text)
    assert 184 - day.right == pytest.approx(22.2, abs=1)


def test_the_copies_stand_at_the_foot_of_the_last_page(lines):
    copies = next(line for line in lines if "抄送" in line.text)
    assert copies.page == 3
    assert copies.bottom == max(line.bottom for line in lines if line.page == 3 and "—" not in line.text)
    assert 252 <= copies.bottom <= 263


def test_no_line_covers_another(lines):
    for page in (1, 2, 3):
        tops = sorted((line for line in lines if line.page == page), key=attrgetter("middle"))
        for above, below in pairwise(tops):
            assert below.middle - above.middle < 0.6 or below.middle - above.middle > 5
