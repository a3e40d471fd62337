"""A letter's Word file read back after somebody wrote in it: head, body paragraph by paragraph, foot, and our mark."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from docx import Document
from docx.document import Document as Docx
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph as Line

from huiyin.documents.letter import Letter
from huiyin.documents.word_xml import to_bytes

DATE = re.compile(
    r"[\d一二三四五六七八九十〇○零×xX\s]{0,6}年[\d一二三四五六七八九十\s]{0,4}月[\d一二三四五六七八九十\s]{0,4}日"
)
CONTACT = re.compile(r"[（(]?联系人[:：](?P<name>.*?)[；;，,\s]+(?:联系)?电话[:：](?P<phone>.*?)[）)]?")
ANNEX = re.compile(r"附件[:：]|\d{1,2}[.．]\s")
ITEM = re.compile(r"\d{1,2}[.．]\s")
SALUTATION = 120
MARK_LIMIT = 255  # characters a property of a Word file may have


class UnreadableLetter(ValueError):
    """Not a Word file that can be read; one sentence says what to do."""


@dataclass(frozen=True)
class ReadLetter:
    """What stands in the file. `blocks`: the body, a paragraph each, a table as lines of cells apart by tabs."""

    mark: str
    title: str
    addressee: str
    blocks: tuple[str, ...]
    contact_name: str
    contact_phone: str
    copies: str


def read_letter(content: bytes, *, like: Letter) -> ReadLetter:
    """`like`: the letter as we wrote it; what its head and foot say is told from the body by it."""
    document = _opened(content)
    blocks = [*_blocks(document)]
    if not any(block.strip() for block in blocks):
        raise UnreadableLetter("这份文件里没有文字，请检查是不是传错了。")
    head, rest = _without_head(blocks, like)
    body, foot = _without_foot(rest, like)
    contact = next((found for line in foot if (found := CONTACT.fullmatch(line.strip()))), None)
    copies = next((line.split("：", 1)[1] for line in foot if line.startswith("抄送：")), "")
    return ReadLetter(
        mark=document.core_properties.keywords or "",
        title=_title(head, like),
        addressee=_salutation(head),
        blocks=tuple(body),
        contact_name=contact["name"].strip() if contact else "",
        contact_phone=contact["phone"].strip() if contact else "",
        copies=copies.strip().rstrip("。"),
    )


def marked(content: bytes, mark: str) -> bytes:
    """The file with a mark in its properties (关键词), which Word, WPS and LibreOffice leave alone."""
    document = Document(BytesIO(content))
    document.core_properties.keywords = mark[:MARK_LIMIT]
    return to_bytes(document)


def _opened(content: bytes) -> Docx:
    try:
        return Document(BytesIO(content))
    except (BadZipFile, KeyError, ValueError, OSError, AttributeError, SyntaxError) as error:
        raise UnreadableLetter("这份文件读不出来。请用 Word 或 WPS 打开，另存为 .docx 再上传。") from error


def _blocks(document: Docx) -> Iterable[str]:
    """Paragraphs with their line breaks as separate ones; what is deleted in revision marks is gone, what is added is in."""
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            rows = ("\t".join(_cells(row.cells)) for row in block.rows)
            yield "\n".join(row for row in rows if row.strip())
        else:
            yield from (line.strip() for line in _text(block).split("\n") if line.strip())


def _cells(cells: Iterable[object]) -> list[str]:
    """A merged cell once; line breaks within a cell as spaces."""
    return [" ".join(cell.text.split()) for cell in dict.fromkeys(cells)]  # type: ignore[attr-defined]


def _text(line: Line) -> str:
    """All text of the paragraph, also inside links and inserted revisions."""
    signs = {qn("w:t"): None, qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n"}
    found = (node for node in line._p.iter() if node.tag in signs and not _is_layout(node))
    return "".join(node.text or "" if signs[node.tag] is None else signs[node.tag] or "" for node in found)


def _is_layout(node: Any) -> bool:
    """A tab stop of the paragraph's form is no text."""
    return bool(node.getparent().tag == qn("w:tabs"))


def _without_head(blocks: list[str], like: Letter) -> tuple[list[str], list[str]]:
    """The head ends with the salutation: the one we wrote, else the first short line that ends with a colon."""
    ours = [at for at, block in enumerate(blocks) if _same(block, like.salutation)]
    known = {_bare(text) for text in (like.organ, like.doc_no, like.class_mark, like.title) if text}
    other = [at for at, block in enumerate(blocks[:12]) if block.endswith(("：", ":")) and len(block) <= SALUTATION]
    if ours or other:
        end = (ours or other)[0] + 1
        return blocks[:end], blocks[end:]
    head = [block for block in blocks[:6] if _bare(block) in known]
    return head, [block for block in blocks if block not in head]


def _without_foot(blocks: list[str], like: Letter) -> tuple[list[str], list[str]]:
    """What we know to be foot, wherever it stands now: nothing that somebody wrote goes with it."""
    body: list[str] = []
    foot: list[str] = []
    for block in blocks:
        in_annexes = bool(foot) and foot[-1] == _above(block, blocks) and bool(ANNEX.match(foot[-1]))
        (foot if _is_foot(block, like) or (in_annexes and ITEM.match(block)) else body).append(block)
    return body, foot


def _above(block: str, blocks: list[str]) -> str:
    at = blocks.index(block)
    return blocks[at - 1] if at else ""


def _is_foot(block: str, like: Letter) -> bool:
    ours = {_bare(text) for text in (*like.signatures, *like.notes, "".join(like.signatures))}
    line = block.strip()
    return (
        _bare(block) in ours
        or bool(DATE.fullmatch(line) or CONTACT.fullmatch(line))
        or line.startswith(("抄送：", "附件："))
    )


def _title(head: list[str], like: Letter) -> str:
    """What stands above the salutation and is neither organ, number nor class mark; broken lines joined."""
    known = {_bare(text) for text in (like.organ, like.doc_no, like.class_mark) if text}
    lines = [line for line in head[:-1] if _bare(line) not in known and "〔" not in line]
    return "".join(line for line in lines if not line.startswith("类别"))


def _salutation(head: list[str]) -> str:
    return head[-1].rstrip("：:") if head and head[-1].endswith(("：", ":")) else ""


def _same(a: str, b: str) -> bool:
    return bool(b) and _bare(a).rstrip("：:") == _bare(b).rstrip("：:")


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)
