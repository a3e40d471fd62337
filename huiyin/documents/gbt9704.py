"""The page of GB/T 9704-2012: paper, margins, grid of 22 lines × 28 characters, typefaces, page numbers."""

from datetime import date, datetime
from typing import Any, NamedTuple

from docx import Document
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from huiyin.documents.title_lines import title_lines
from huiyin.documents.word_xml import add_page_field, make, put, set_borders, set_fonts
from huiyin.documents.xml_text import xml_text

FANGSONG, XIAOBIAOSONG, HEITI, KAITI, SONGTI = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"
LATIN = "Times New Roman"
SIZE_2, SIZE_3, SIZE_4 = 22.0, 16.0, 14.0  # 2号, 3号, 4号 in points
PITCH = 579  # twentieths of a point: 225 mm / 22 lines
LINE = PITCH / 20
SQUEEZE = -5  # twentieths of a point: 28 characters of 16 pt fill 156 mm
CHARACTER = (320 + SQUEEZE) / 20  # points a character takes in a line
SIGN_INDENT = 4 * CHARACTER
INDENT = 632  # twips of two characters, for programs that ignore firstLineChars
RED = RGBColor(0xC0, 0x00, 0x00)
LEFT, RIGHT, CENTER, BOTH = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)
NO_DATE = "    年  月  日"
PROPERTY_LIMIT = 255
LONGEST_OF_THREE, LONGEST_OF_TWO = 9, 13  # characters of an organ's name where three or two sign in a row
RULE_GAP = 1.5  # points between the thick and the thin line
# Other names of the same faces, so that machines with only Windows' own or free fonts choose the right kind.
OTHER_NAMES = {
    FANGSONG: "仿宋,FangSong,STFangsong,FandolFang R,Noto Serif CJK SC",
    XIAOBIAOSONG: "方正小标宋_GBK,FZXiaoBiaoSong-B05S,华文中宋,STZhongsong,Noto Serif CJK SC",
    HEITI: "SimHei,Noto Sans CJK SC",
    KAITI: "楷体,KaiTi,STKaiti,AR PL UKai CN,Noto Serif CJK SC",
    SONGTI: "SimSun,Noto Serif CJK SC",
}


class Face(NamedTuple):
    """A typeface, its size in points, and the face of its digits and Latin letters."""

    font: str = FANGSONG
    size: float = SIZE_3
    latin: str = LATIN


BODY = Face()
TITLE = Face(XIAOBIAOSONG, SIZE_2, XIAOBIAOSONG)
TITLE_PITCH = 32.0
HEADING_FONTS = (HEITI, KAITI, FANGSONG)


def new_document(*, title: str, organ: str, on: date | None) -> Docx:
    """An empty A4 page with the standard's margins, grid and body type."""
    document = Document()
    _set_properties(document, title, organ, on)
    _set_page(document)
    _set_defaults(document)
    _name_fonts(document)
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


def add_title(document: Docx, title: str) -> None:
    """Centred in 2号; the blank line below is cut so that the text stays on the grid."""
    lines = title_lines(title)
    for text in lines:
        set_pitch(add_line(document, text, TITLE, align=CENTER), TITLE_PITCH)
    set_pitch(add_line(document, ""), LINE - (len(lines) * TITLE_PITCH) % LINE)


def add_heading(document: Docx, text: str, *, level: int = 0) -> None:
    """一、 in 黑体, （一） in 楷体, 1. in 仿宋; found by Word's navigation; never the last line of a page."""
    line = add_line(document, text, Face(HEADING_FONTS[level]), first_line=True)
    line.paragraph_format.keep_with_next = True
    put(line._p, "outlineLvl", val=str(level))


def add_run(paragraph: Paragraph, text: str, face: Face = BODY) -> Run:
    run = paragraph.add_run(xml_text(text))
    if face != BODY:
        run.font.size = Pt(face.size)
    set_fonts(run._r.get_or_add_rPr(), face.font, face.latin)
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
    put(paragraph._p, "snapToGrid", val="0")


def add_rule(place: Any, *, top: float, bottom: float, color: str) -> Paragraph:
    """A double line, in points: the borders of an empty paragraph, alike in every program."""
    paragraph: Paragraph = place.add_paragraph()
    set_pitch(paragraph, RULE_GAP)
    set_borders(paragraph, top=top, bottom=bottom, color=color)
    return paragraph


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
        add_page_field(add_run(paragraph, "", face))
        add_run(paragraph, " —", face)


def add_signature(document: Docx, organs: tuple[str, ...], on: date | None) -> None:
    """The organ stands centred above the date, the date four characters from the right; room for the seal above."""
    day = chinese_date(on) if on else NO_DATE
    if len(organs) > 1:
        _add_joint_signature(document, organs, day)
        return
    overhang = (text_width(day) - text_width(organs[0])) / 2
    for _ in range(2):
        add_line(document, "")
    add_line(document, organs[0], align=RIGHT, right=max(0, SIGN_INDENT + overhang))
    add_line(document, day, align=RIGHT, right=SIGN_INDENT)


def signing_rows(organs: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Joint letters: as many organs beside each other as leave room for their seals, in their order."""
    longest = max(len(organ) for organ in organs)
    across = 3 if longest <= LONGEST_OF_THREE else 2 if longest <= LONGEST_OF_TWO else 1
    return [organs[at : at + across] for at in range(0, len(organs), across)]


def _add_joint_signature(document: Docx, organs: tuple[str, ...], day: str) -> None:
    """Centred in columns by tab stops; the date below the last organ."""
    rows = signing_rows(organs)
    for row in rows:
        for _ in range(2 if row is rows[0] else 3):
            add_line(document, "")
        _add_columns(document, row)
        below = ("",) * (len(row) - 1) + (day if row is rows[-1] else "",)
        _add_columns(document, below)


def _add_columns(document: Docx, texts: tuple[str, ...]) -> None:
    line = add_line(document, "".join(f"\t{text}" for text in texts), align=LEFT)
    for number in range(len(texts)):
        line.paragraph_format.tab_stops.add_tab_stop(Mm(156 * (number + 0.5) / len(texts)), WD_TAB_ALIGNMENT.CENTER)


def keep_together(paragraphs: list[Paragraph]) -> None:
    """The end of a text stays on one page with what it ends: no page carries a seal alone."""
    for paragraph in paragraphs[:-1]:
        paragraph.paragraph_format.keep_with_next = True


def chinese_date(on: date) -> str:
    """2022年7月22日: Arabic digits, no leading zeros."""
    return f"{on.year}年{on.month}月{on.day}日"


def text_width(text: str, size: float = SIZE_3) -> float:
    """Points a text takes; Latin letters and digits are half as wide."""
    return sum(size / 2 if sign.isascii() else size for sign in text)


def _set_properties(document: Docx, title: str, organ: str, on: date | None) -> None:
    facts = document.core_properties
    facts.title, facts.comments = xml_text(title)[:PROPERTY_LIMIT], ""
    facts.author = facts.last_modified_by = xml_text(organ)[:PROPERTY_LIMIT]
    facts.language = "zh-CN"
    facts.created = facts.modified = datetime(on.year, on.month, on.day) if on else datetime(2000, 1, 1)


def _set_page(document: Docx) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(25.5)  # the number: 7 mm below the type area
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    section._sectPr.append(make("docGrid", type="lines", linePitch=str(PITCH)))


def _name_fonts(document: Docx) -> None:
    table = make("fonts")
    for name, others in OTHER_NAMES.items():
        font = make("font", name=name)
        for tag, value in (("altName", others), ("charset", "86"), ("family", "auto"), ("pitch", "variable")):
            font.append(make(tag, val=value))
        table.append(font)
    for relation in document.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.FONT_TABLE:
            relation.target_part._blob = serialize_part_xml(table)


def _set_defaults(document: Docx) -> None:
    """Replaces the template's theme fonts, which would win over ours in some programs."""
    normal = document.styles["Normal"]
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    defaults.clear()
    for properties in (defaults, normal.element.get_or_add_rPr()):
        set_fonts(properties, FANGSONG, LATIN)
        for tag, value in (("spacing", str(SQUEEZE)), ("sz", "32"), ("szCs", "32")):
            for old in properties.findall(qn(f"w:{tag}")):
                properties.remove(old)
            properties.append(make(tag, val=value))
        properties.append(make("lang", val="en-US", eastAsia="zh-CN"))
    form = normal.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule, form.line_spacing, form.widow_control = WD_LINE_SPACING.EXACTLY, Pt(LINE), False
    for tag in ("overflowPunct", "autoSpaceDE", "autoSpaceDN"):  # nothing widens a line or hangs over its end
        put(normal.element, tag, val="0")
    document.settings.element.find(qn("w:themeFontLang")).set(qn("w:eastAsia"), "zh-CN")
