"""The page of GB/T 9704-2012: paper, margins, grid of 22 lines × 28 characters, typefaces, page numbers."""

from datetime import date, datetime
from io import BytesIO
from typing import Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

FANGSONG, XIAOBIAOSONG, HEITI, KAITI, SONGTI = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"
LATIN = "Times New Roman"
SIZE_2, SIZE_3, SIZE_4 = 22.0, 16.0, 14.0  # 2号, 3号, 4号 in points
PITCH = 579  # twentieths of a point: 225 mm / 22 lines
LINE = PITCH / 20
SQUEEZE = -5  # twentieths of a point: 28 characters of 16 pt fill 156 mm
CHARACTER = (320 + SQUEEZE) / 20  # points a character takes in a line
INDENT = 632  # twips of two characters, for programs that ignore firstLineChars
RED = RGBColor(0xC0, 0x00, 0x00)
LEFT, RIGHT, CENTER, BOTH = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)
FIXED_TIME = (1980, 1, 1, 0, 0, 0)
# The order the schema asks of the children of w:pPr and w:rPr that we add; Word refuses some files that break it.
PARAGRAPH_ORDER = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers"),
    *("pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct"),
    *("autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing"),
    *("mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment", "outlineLvl", "rPr", "sectPr"),
)


class Face(NamedTuple):
    """A typeface and its size in points."""

    font: str = FANGSONG
    size: float = SIZE_3


BODY = Face()


def new_document(*, title: str, organ: str, on: date | None) -> Docx:
    """An empty A4 page with the standard's margins, grid and body type."""
    document = Document()
    _set_properties(document, title, organ, on)
    _set_page(document)
    _set_defaults(document)
    return document


def add_line(
    place: Any, text: str, face: Face = BODY, *, align: Any = BOTH, first_line: bool = False, right: float = 0
) -> Paragraph:
    """One paragraph on the grid; `right` is an indent in points."""
    paragraph: Paragraph = place.add_paragraph()
    if text:
        add_run(paragraph, text, face)
    paragraph.alignment = align
    if first_line:
        indent_first_line(paragraph)
    if right:
        paragraph.paragraph_format.right_indent = Pt(right)
    return paragraph


def add_run(paragraph: Paragraph, text: str, face: Face = BODY) -> Run:
    run = paragraph.add_run(text)
    if face != BODY:
        run.font.size = Pt(face.size)
    _set_fonts(run._r.get_or_add_rPr(), face.font)
    return run


def indent_first_line(paragraph: Paragraph, size: float = SIZE_3) -> None:
    """Two characters: counted for Word, measured for everybody else."""
    ind = paragraph._p.get_or_add_pPr().get_or_add_ind()
    ind.set(qn("w:firstLineChars"), "200")
    ind.set(qn("w:firstLine"), str(round(INDENT * size / SIZE_3)))


def set_pitch(paragraph: Paragraph, points: float) -> None:
    """An exact line height of its own, off the grid."""
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    paragraph.paragraph_format.line_spacing = Pt(points)
    put(paragraph, "snapToGrid", val="0")


def set_borders(paragraph: Paragraph, **borders: tuple[int, str]) -> None:
    """Single lines by side: (eighths of a point, colour)."""
    element = put(paragraph, "pBdr")
    for side in ("top", "left", "bottom", "right"):
        if side in borders:
            size, color = borders[side]
            element.append(make(side, val="single", sz=str(size), space="0", color=color))


def set_frame(paragraph: Paragraph, **place: str) -> None:
    """Takes the paragraph out of the flow; neighbours with equal frames share one."""
    put(paragraph, "framePr", **place)


def put(paragraph: Paragraph, tag: str, **attributes: str) -> Any:
    """Adds a paragraph property where the schema wants it."""
    properties = paragraph._p.get_or_add_pPr()
    for old in properties.findall(qn(f"w:{tag}")):
        properties.remove(old)
    element = make(tag, **attributes)
    later = {qn(f"w:{name}") for name in PARAGRAPH_ORDER[PARAGRAPH_ORDER.index(tag) + 1 :]}
    follower = next((child for child in properties if child.tag in later), None)
    if follower is None:
        properties.append(element)
    else:
        follower.addprevious(element)
    return element


def make(tag: str, **attributes: str) -> Any:
    element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def number_pages(document: Docx, *, skip_first: bool) -> None:
    """“— 2 —” in 4号: odd pages at the right, even pages at the left, one character in."""
    section = document.sections[0]
    section.different_first_page_header_footer = skip_first
    document.settings.odd_and_even_pages_header_footer = True
    for footer, align in ((section.footer, RIGHT), (section.even_page_footer, LEFT)):
        paragraph = footer.paragraphs[0]
        paragraph.alignment = align
        set_pitch(paragraph, SIZE_4)
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(SIZE_4)
        face = Face(SONGTI, SIZE_4)
        add_run(paragraph, "— ", face)
        _add_page_field(add_run(paragraph, "", face))
        add_run(paragraph, " —", face)


def chinese_date(on: date) -> str:
    """2022年7月22日: Arabic digits, no leading zeros."""
    return f"{on.year}年{on.month}月{on.day}日"


def text_width(text: str, size: float = SIZE_3) -> float:
    """Points a text takes; Latin letters and digits are half as wide."""
    return sum(size / 2 if sign.isascii() else size for sign in text)


def to_bytes(document: Docx) -> bytes:
    """The same document gives the same bytes: no member carries the hour it was packed."""
    draft, final = BytesIO(), BytesIO()
    document.save(draft)
    with ZipFile(draft) as source, ZipFile(final, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name, FIXED_TIME), source.read(name), ZIP_DEFLATED)
    return final.getvalue()


def _set_properties(document: Docx, title: str, organ: str, on: date | None) -> None:
    facts = document.core_properties
    facts.title, facts.author, facts.last_modified_by, facts.comments = title, organ, organ, ""
    facts.language = "zh-CN"
    facts.created = facts.modified = datetime(on.year, on.month, on.day) if on else datetime(2000, 1, 1)


def _set_page(document: Docx) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(23)
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    section._sectPr.append(make("docGrid", type="lines", linePitch=str(PITCH)))


def _set_defaults(document: Docx) -> None:
    """Replaces the template's theme fonts, which would win over ours in some programs."""
    normal = document.styles["Normal"]
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    defaults.clear()
    for properties in (defaults, normal.element.get_or_add_rPr()):
        _set_fonts(properties, FANGSONG)
        for tag, value in (("spacing", str(SQUEEZE)), ("sz", "32"), ("szCs", "32")):
            for old in properties.findall(qn(f"w:{tag}")):
                properties.remove(old)
            properties.append(make(tag, val=value))
        properties.append(make("lang", val="en-US", eastAsia="zh-CN"))
    form = normal.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule, form.line_spacing, form.widow_control = WD_LINE_SPACING.EXACTLY, Pt(LINE), False
    for tag in ("autoSpaceDE", "autoSpaceDN"):
        put(normal, tag, val="0")  # type: ignore[arg-type]
    document.settings.element.append(make("characterSpacingControl", val="doNotCompress"))


def _set_fonts(properties: Any, font: str) -> None:
    """The hint keeps “ ” — … in the Chinese face, full width."""
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    properties.insert(
        0, make("rFonts", hint="eastAsia", ascii=LATIN, hAnsi=LATIN, cs=LATIN, eastAsia=font)
    )


def _add_page_field(run: Run) -> None:
    run._r.append(make("fldChar", fldCharType="begin"))
    instruction = make("instrText")
    instruction.text = "PAGE"
    run._r.append(instruction)
    run._r.append(make("fldChar", fldCharType="end"))
