"""Every sign of a letter has its glyph: by the fonts' maps, and on the rendered page."""

import re
from dataclasses import replace

import pytest

from huiyin.documents.letter import Paragraph
from huiyin.documents.letter_pdf import letter_pdf
from huiyin.documents.typefaces import FACES, NoGlyph
from huiyin.documents.typeset import own_typefaces
from tests.documents.measuring import lines_of, needs, told_by
from tests.documents.sample import LETTER

RARE = "㛃䶮𬭎𫖯𠙶喆堃槑昇珺玥赟犇淼堯祎㐂㭎㸆䥽𨭉𬬭𬭛𬬻𣗋𤧛𬀩𬞟𫍯𬍛𫟼𬘘𥔲頔翀彧晸曌囧邨镕瑢碁㵾㙍"
SIGNS = "，。、；：？！“”‘’（）《》〈〉【】〔〕—…·～％‰℃＋－×÷±≤≥①②③⑩ⅠⅡⅢ№□√〇々㎡￥0123456789ABCxyz,.-/%&@#"
DOTS = 100 / (225 / 22)  # a millimetre
NOBODY_DRAWS = "\U0010fffd"


def gb2312() -> str:
    pairs = (bytes([row, cell]) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    return b"".join(pairs).decode("gb2312", errors="ignore")


@pytest.mark.parametrize("signs", [gb2312(), RARE, SIGNS])
def test_every_sign_is_drawn(signs):
    assert own_typefaces().undrawn(signs) == ""


def test_each_face_has_a_font_of_its_own_and_all_others_behind_it():
    families = own_typefaces().families
    assert families.keys() == FACES.keys()
    assert len({frozenset(names) for names in families.values()}) == 1
    assert "Serif" in families["xiaobiaosong"][0] and "Sans" in families["heiti"][0]


def test_a_sign_without_a_glyph_is_named():
    with pytest.raises(NoGlyph, match=f"没有字体能排出“{NOBODY_DRAWS}”") as refused:
        letter_pdf(replace(LETTER, addressee=f"王{NOBODY_DRAWS}代表"))
    assert refused.value.signs == NOBODY_DRAWS


def test_what_nobody_sees_needs_no_glyph():
    assert own_typefaces().undrawn("\u200b\ufeff\u3000\n\t") == ""


@needs("pdftotext", "pdffonts")
def test_rare_signs_are_text_in_embedded_fonts(tmp_path):
    pdf = tmp_path / "rare.pdf"
    pdf.write_bytes(letter_pdf(replace(LETTER, addressee=RARE, title=f"关于{RARE[:9]}的答复")))
    assert RARE in re.sub(r"\s", "", told_by("pdftotext", pdf, "-"))
    fonts = told_by("pdffonts", pdf).splitlines()[2:]
    assert all(line.split()[-5] == "yes" for line in fonts)


@needs("pdftotext", "pdftoppm")
@pytest.mark.rule("R43")
def test_each_rare_sign_looks_like_itself(tmp_path):
    """One sign a line, each line 100 dots high: two signs alike would be two empty boxes."""
    pdf = tmp_path / "rare.pdf"
    pdf.write_bytes(letter_pdf(replace(LETTER, paragraphs=tuple(Paragraph("text", sign) for sign in RARE))))
    told_by("pdftoppm", "-r", str(DOTS * 25.4), "-gray", pdf, tmp_path / "page")
    pages = {number: picture(path) for number, path in enumerate(sorted(tmp_path.glob("page*.pgm")), start=1)}
    found = {line.text: cell(pages[line.page], line) for line in lines_of(pdf) if line.text in RARE}
    assert set(found) == set(RARE)
    assert len(set(found.values())) == len(RARE)
    assert all(0.02 < sum(dot < 128 for dot in dots) / len(dots) < 0.5 for dots in found.values())


def picture(path):
    """Rows of grey dots of a PGM file."""
    _, size, _, dots = path.read_bytes().split(b"\n", 3)
    width = int(size.split()[0])
    return [dots[at : at + width] for at in range(0, len(dots), width)]


def cell(rows, line):
    """A square of one character at the place of the line."""
    top, left, side = round(line.top * DOTS), round(line.left * DOTS), round(5.6 * DOTS)
    return b"".join(row[left : left + side] for row in rows[top : top + side])
