"""A reply letter as .docx in the letter form (信函格式) of GB/T 9704-2012."""

from docx.document import Document as Docx
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as Line

from huiyin.documents import gbt9704 as page
from huiyin.documents.gbt9704 import Face, add_line, add_rule
from huiyin.documents.letter import Letter, Paragraph, TableBlock
from huiyin.documents.letter_docx_table import add_table
from huiyin.documents.word_xml import set_frame, space_out, to_bytes

HEADINGS = ("h1", "h2", "h3")
RED = "C00000"
DRAFT_MARK = "（稿，未签发）"
POINTS_PER_MM = 72 / 25.4
HEADER_TOP, CLASS_TOP, NAME_TOP, FOOT = 12, 17, 30, 262  # millimetres from the upper edge
THICK, THIN = 3, 1  # points
NUMBER_BELOW = 6.3  # millimetres from the top of the double line: 7/8 of a character below it
NAME_PITCH, NUMBER_PITCH = 1.2, 18.0
NUMERAL_END = 7.25  # points of the full stop and space behind the number of an annex, squeezed like all
FIRST_PAGE_LINES = 19  # of 22: the others make room for the head
ORGAN_SIZE, ORGAN_WIDTH = 36.0, 440.0  # points: the size of a short name, the width a long one is fitted into
NAME_SPACING = 2.0
COPIES = Face(page.FANGSONG, page.SIZE_4)
COPIES_PITCH = 21.5
COPIES_CHARACTER = page.SIZE_4 + page.SQUEEZE / 20


def letter_docx(letter: Letter, *, draft: bool = False) -> bytes:
    """The letter as an editable Word file; the same letter gives the same bytes. A draft says so on each page."""
    document = page.new_document(title=letter.title.replace("\n", ""), organ=letter.organ, on=letter.signed_on)
    page.number_pages(document, skip_first=True)
    _add_head(document, letter)
    if draft:
        _mark_draft(document)
    _add_foot_rule(document)
    _add_title(document, letter)
    for paragraph in letter.paragraphs:
        _add_paragraph(document, paragraph)
    end = len(document.paragraphs) - 1
    _add_annexes(document, letter.annexes)
    page.add_signature(document, letter.signatures, letter.signed_on)
    for text in letter.notes:
        add_line(document, text, first_line=True)
    _add_copies(document, letter.copied_to)
    page.keep_together(document.paragraphs[end:])
    return to_bytes(document)


def _add_head(document: Docx, letter: Letter) -> None:
    """Class mark at the top right; name 30 mm from the edge; number below the double line: all fixed to the paper."""
    size = organ_size(letter.organ)
    rule_top = NAME_TOP + size / POINTS_PER_MM + 4
    if letter.class_mark:
        mark = add_line(document, letter.class_mark, Face(page.HEITI), align=page.RIGHT)
        _place(mark, y=CLASS_TOP, pitch=NUMBER_PITCH)
    name = add_line(document, "", align=page.CENTER)
    run = page.add_run(name, letter.organ, Face(page.XIAOBIAOSONG, size, page.XIAOBIAOSONG))
    run.font.color.rgb = page.RED
    space_out(run, NAME_SPACING)
    _place(name, y=NAME_TOP - size * (NAME_PITCH - 1) / 2 / POINTS_PER_MM, pitch=size * NAME_PITCH, left=20, right=20)
    number = add_line(document, letter.doc_no, align=page.RIGHT)
    _place(number, y=rule_top + NUMBER_BELOW, pitch=NUMBER_PITCH)
    _add_head_rule(document, top=rule_top)


def _add_head_rule(document: Docx, *, top: float) -> None:
    """In the header of page 1, whose height also starts the text a whole number of lines above its end."""
    section = document.sections[0]
    section.header_distance = Mm(HEADER_TOP)
    header = section.first_page_header
    page.set_pitch(header.paragraphs[0], (top - HEADER_TOP) * POINTS_PER_MM)
    _stretch(add_rule(header, top=THICK, bottom=THIN, color=RED))
    above = top * POINTS_PER_MM + THICK + page.RULE_GAP + THIN
    page.set_pitch(header.add_paragraph(), FOOT * POINTS_PER_MM - FIRST_PAGE_LINES * page.LINE - above)
    for other in (section.header, section.even_page_header):
        page.set_pitch(other.paragraphs[0], 1)


def _mark_draft(document: Docx) -> None:
    """At the top left of every page: what is not signed must not be taken for a letter."""
    section = document.sections[0]
    for header in (section.first_page_header, section.header, section.even_page_header):
        mark = header.paragraphs[0].insert_paragraph_before()
        page.add_run(mark, DRAFT_MARK, Face(page.HEITI))
        _place(mark, y=CLASS_TOP, pitch=NUMBER_PITCH, right=100)


def organ_size(organ: str) -> float:
    """36 pt, smaller for a name that would not fit in one line."""
    return min(ORGAN_SIZE, int(ORGAN_WIDTH * 2 / max(len(organ), 1)) / 2)


def _place(line: Line, *, y: float, pitch: float, left: float = 28, right: float = 26) -> None:
    """Fixes a line to the paper, in millimetres from its upper, left and right edges."""
    page.set_pitch(line, pitch)
    places = {"x": left, "y": y, "w": 210 - left - right}
    twips = {name: str(round(value * POINTS_PER_MM * 20)) for name, value in places.items()}
    set_frame(line, hAnchor="page", vAnchor="page", wrap="notBeside", **twips)


def _add_foot_rule(document: Docx) -> None:
    """Page 1 has the double line 20 mm from the lower edge in place of a page number."""
    footer = document.sections[0].first_page_footer
    rule = add_rule(footer, top=THIN, bottom=THICK, color=RED)
    footer._element.remove(footer.paragraphs[0]._p)
    _stretch(rule)


def _stretch(rule: Line) -> None:
    """170 mm, in the middle of the paper."""
    rule.paragraph_format.left_indent = Mm(-8)
    rule.paragraph_format.right_indent = Mm(-6)


def _add_title(document: Docx, letter: Letter) -> None:
    add_line(document, "")
    page.add_title(document, letter.title)
    if letter.addressee:
        add_line(document, letter.salutation, align=page.LEFT)


def _add_paragraph(document: Docx, paragraph: Paragraph | TableBlock) -> None:
    if isinstance(paragraph, TableBlock):
        add_table(document, paragraph)
        return
    if paragraph.kind == "text":
        for text in paragraph.text.split("\n"):
            add_line(document, text, first_line=True)
        return
    page.add_heading(document, paragraph.text, level=HEADINGS.index(paragraph.kind))


def _add_annexes(document: Docx, annexes: tuple[str, ...]) -> None:
    """附件说明: a line below the text, numbered when there are several, continued below the name."""
    if annexes:
        add_line(document, "")
    for number, name in enumerate(annexes, start=1):
        lead = "附件：" if number == 1 else ""
        numeral = f"{number}. " if len(annexes) > 1 else ""
        line = add_line(document, lead + numeral + name)
        wide = page.text_width(f"{number}") + NUMERAL_END if numeral else 0
        line.paragraph_format.left_indent = Pt(5 * page.CHARACTER + wide)
        line.paragraph_format.first_line_indent = Pt(-len(lead) * page.CHARACTER - wide)


def _add_copies(document: Docx, copies: str) -> None:
    """版记 of a letter: copies only, at the foot of the last page's type area, without lines (GB/T 9704: 10.1)."""
    if not copies:
        return
    line = add_line(document, f"抄送：{copies}", COPIES)
    page.set_pitch(line, COPIES_PITCH)
    line.paragraph_format.left_indent = Pt(4 * COPIES_CHARACTER)
    line.paragraph_format.right_indent = Pt(COPIES_CHARACTER)
    line.paragraph_format.first_line_indent = Pt(-3 * COPIES_CHARACTER)
    width = str(round(156 * POINTS_PER_MM * 20))
    set_frame(line, w=width, hAnchor="margin", vAnchor="margin", xAlign="left", yAlign="bottom", wrap="notBeside")
    page.set_pitch(document.add_paragraph(), 1)  # a frame hangs on the paragraph after it
