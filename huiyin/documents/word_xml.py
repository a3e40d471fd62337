"""What python-docx has no words for: properties written in the order Word's schema wants, and steady bytes."""

from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document as Docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

FIXED_TIME = (1980, 1, 1, 0, 0, 0)
# The order the schema asks of the children of w:pPr and w:rPr that we add; Word refuses some files that break it.
PARAGRAPH_ORDER = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers"),
    *("pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct"),
    *("autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing"),
    *("mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment", "outlineLvl", "rPr", "sectPr"),
)


def put(owner: Any, tag: str, **attributes: str) -> Any:
    """Gives a w:p or w:style element a paragraph property, where the schema wants it."""
    properties = owner.get_or_add_pPr()
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


def set_fonts(properties: Any, font: str, latin: str) -> None:
    """The hint keeps “ ” — … in the Chinese face, full width."""
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    properties.insert(0, make("rFonts", hint="eastAsia", ascii=latin, hAnsi=latin, cs=latin, eastAsia=font))


def space_out(run: Run, points: float) -> None:
    """Space between the characters; it stands before the size, as the schema wants."""
    properties = run._r.get_or_add_rPr()
    properties.find(qn("w:sz")).addprevious(make("spacing", val=str(round(points * 20))))


def set_borders(paragraph: Paragraph, *, top: float, bottom: float, space: int = 0, color: str = "000000") -> None:
    """Lines above and below, in points; always as wide as the paragraph without its indents."""
    borders = put(paragraph._p, "pBdr")
    for side, size in (("top", top), ("bottom", bottom)):
        borders.append(make(side, val="single", sz=str(round(size * 8)), space=str(space), color=color))


def set_frame(paragraph: Paragraph, **place: str) -> None:
    """Takes the paragraph out of the flow; neighbours with equal frames share one."""
    put(paragraph._p, "framePr", **place)


def add_page_field(run: Run) -> None:
    run._r.append(make("fldChar", fldCharType="begin"))
    instruction = make("instrText")
    instruction.text = "PAGE"
    run._r.append(instruction)
    run._r.append(make("fldChar", fldCharType="end"))


def to_bytes(document: Docx) -> bytes:
    """The same document gives the same bytes: no member carries the hour it was packed."""
    draft, final = BytesIO(), BytesIO()
    document.save(draft)
    with ZipFile(draft) as source, ZipFile(final, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name, FIXED_TIME), source.read(name), ZIP_DEFLATED)
    return final.getvalue()
