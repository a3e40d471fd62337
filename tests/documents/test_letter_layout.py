"""A letter measured on paper: LibreOffice sets it, pdftotext says where every character stands."""

import re
import shutil
import subprocess
from itertools import pairwise
from typing import NamedTuple

import pytest

from huiyin.documents.letter_docx import letter_docx
from tests.documents.sample import LETTER, TEN

MISSING = [tool for tool in ("soffice", "pdftotext", "pdfinfo") if not shutil.which(tool)]
pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)} to set and measure a letter")
LINE = re.compile(r'<line xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</line>', re.S)
MM = 25.4 / 72


class Line(NamedTuple):
    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str


@pytest.fixture(scope="module")
def pdf(tmp_path_factory):
    folder = tmp_path_factory.mktemp("letter")
    (folder / "letter.docx").write_bytes(letter_docx(LETTER))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, folder / "letter.docx"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / "letter.pdf"


@pytest.fixture(scope="module")
def lines(pdf):
    told = subprocess.run(["pdftotext", "-bbox-layout", pdf, "-"], check=True, capture_output=True, text=True).stdout
    return [
        Line(
            page, *(float(side) * MM for side in match.groups()[:4]), "".join(re.findall(r">([^<>]+)</word>", match[5]))
        )
        for page, part in enumerate(told.split("<page ")[1:], start=1)
        for match in LINE.finditer(part)
    ]


def full(lines):
    return [line for line in lines if len(line.text) == 28 and set(line.text) <= set(TEN)]


def middle(line):
    return (line.top + line.bottom) / 2


def test_it_is_three_pages_of_a4(pdf):
    told = subprocess.run(["pdfinfo", pdf], check=True, capture_output=True, text=True).stdout
    assert re.search(r"Pages:\s+3\b", told)
    assert "(A4)" in told


def test_a_full_line_has_28_characters_between_the_margins(lines):
    assert len(full(lines)) > 20
    assert all(27.5 <= line.left <= 28.5 and 183 <= line.right <= 184.5 for line in full(lines))


def test_a_full_page_has_22_lines_of_one_pitch(lines):
    middles = sorted({round(middle(line), 1) for line in lines if line.page == 2 and "—" not in line.text})
    assert len(middles) == 22
    assert all(10.0 <= below - above <= 10.4 for above, below in pairwise(middles))


def test_the_text_of_a_full_page_fills_the_type_area(lines):
    middles = [middle(line) for line in lines if line.page == 2 and "—" not in line.text]
    assert 37 <= min(middles) - 2.8 <= 41
    assert 258 <= max(middles) + 2.8 <= 262


def test_only_later_pages_are_numbered(lines):
    numbers = {line.page: line for line in lines if re.fullmatch(r"—\d—", line.text)}
    assert set(numbers) == {2, 3}
    assert numbers[2].left < 60 < 150 < numbers[3].left
    assert all(269 <= middle(line) <= 275 for line in numbers.values())


def test_the_head_stands_where_the_standard_puts_it(lines):
    first = [line for line in lines if line.page == 1]
    mark, organ, number = (next(line for line in first if text in line.text) for text in ("类别", "武汉市", "武卫函"))
    assert 34 <= middle(organ) <= 38.5
    assert abs((organ.left + organ.right) / 2 - 105) < 1.5
    assert middle(mark) < middle(organ) < middle(number)
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
        tops = sorted((line for line in lines if line.page == page), key=middle)
        for above, below in pairwise(tops):
            assert middle(below) - middle(above) < 0.6 or middle(below) - middle(above) > 5
