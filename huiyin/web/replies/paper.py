"""How a letter falls onto A4 pages on the screen: 28 characters a line, 22 lines a page, as in GB/T 9704."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from huiyin.documents.gbt9704 import LINE as LINE_POINTS
from huiyin.documents.gbt9704 import chinese_date
from huiyin.documents.letter import Letter, TableBlock
from huiyin.documents.letter_table import measured
from huiyin.documents.title_lines import title_lines

WIDTH, INDENT = 28.0, 2.0
LINES = 22
LINE_MM, TITLE_MM, TITLE_TOP, TITLE_GAP, BOTTOM = 9.88, 11.64, 64.0, 8.0, 264.0
COPIES_WIDTH, COPIES_MM = 25.0, 7.6
CLOSING = "，。；：！？、）》〉】”’％"
OPENING = "（《〈【“‘"
_WORD = re.compile(r"[!-~]+|.")


class TableRow(NamedTuple):
    """The cells of one row, and how many lines of the grid it takes."""

    cells: tuple[str, ...]
    height: int


@dataclass
class Piece:
    """A paragraph, or the part of it that stands on one page; a table has rows, and as many empty lines as they take."""

    look: str
    lines: list[str]
    ask: int = 0
    starts: bool = True
    ends: bool = True
    rows: tuple[TableRow, ...] = ()

    @property
    def is_indented(self) -> bool:
        return self.starts and self.look in ("text", "h1", "h2", "h3", "after")


@dataclass
class Page:
    number: int
    pieces: list[Piece] = field(default_factory=list)
    is_last: bool = False


@dataclass(frozen=True)
class Paper:
    """The letter with its pages; `title` as lines."""

    letter: Letter
    title: list[str]
    pages: list[Page]
    copies: str


def paper_of(letter: Letter) -> Paper:
    title = title_lines(letter.title or "（还没有标题）")
    copies = "，".join(letter.copies)
    first = math.floor((BOTTOM - TITLE_TOP - TITLE_MM * len(title) - TITLE_GAP) / LINE_MM)
    kept = math.ceil((COPIES_MM * len(lines_of(copies, COPIES_WIDTH)) + 2) / LINE_MM) if copies else 0
    pages = _pages(_body(letter), list(_tail(letter)), first=first, kept=kept)
    return Paper(letter, title, pages, copies)


def lines_of(text: str, width: float = WIDTH, indent: float = 0.0) -> list[str]:
    """The text broken as type is set: no line begins with a closing sign or ends with an opening one."""
    lines, line, room = [], "", width - indent
    for word in _words(text):
        size = measure(word)
        if line and size > room and not (word in CLOSING and room > -1):
            line, carried = _carry(line)
            lines.append(line)
            line, room = carried, width - measure(carried)
        line += word
        room -= size
    return [*lines, line] if line or not lines else lines


def measure(text: str) -> float:
    """Width in characters; Latin letters and digits take half."""
    return sum(0.5 if sign.isascii() else 1.0 for sign in text)


def _words(text: str) -> Iterable[str]:
    """Single characters; Latin words and numbers whole unless longer than half a line."""
    for word in _WORD.findall(text):
        yield from [word] if len(word) <= WIDTH else word


def _carry(line: str) -> tuple[str, str]:
    return (line[:-1], line[-1]) if line[-1] in OPENING else (line, "")


def _body(letter: Letter) -> list[Piece]:
    pieces = [Piece("to", lines_of(f"{letter.addressee}："))] if letter.addressee else []
    for paragraph in letter.paragraphs:
        if isinstance(paragraph, TableBlock):
            pieces += _table(paragraph)
        else:
            pieces.append(Piece(paragraph.kind, lines_of(paragraph.text, indent=INDENT), paragraph.ask))
    return pieces


def _table(table: TableBlock) -> Iterable[Piece]:
    """Its title as a line of its own, then the rows, each as high as in the file."""
    if table.title:
        yield Piece("caption", [table.title], table.ask)
    found = measured(table)
    heights = [min(round(height / LINE_POINTS), LINES) for height in found.heights]
    yield _rows([TableRow(cells, height) for cells, height in zip(found.rows, heights, strict=True)], table.ask)


def _rows(rows: Sequence[TableRow], ask: int) -> Piece:
    return Piece("table", [""] * sum(row.height for row in rows), ask, rows=tuple(rows))


def _tail(letter: Letter) -> Iterable[Piece]:
    """Annexes, signature with its date, contact, note."""
    blank = Piece("blank", [""])
    for number, annex in enumerate(letter.annexes, start=1):
        several = f"{number}." if len(letter.annexes) > 1 else ""
        yield Piece("text", lines_of(f"{'附件：' if number == 1 else '　　　'}{several}{annex}", indent=INDENT))
    yield from (blank, Piece("sign", [letter.signed_by]))
    yield Piece("sign2", [chinese_date(letter.signed_on) if letter.signed_on else "　　年　月　日"])
    yield blank
    yield from (Piece("after", lines_of(text, indent=INDENT)) for text in letter.notes)


def _pages(body: list[Piece], tail: Sequence[Piece], *, first: int, kept: int) -> list[Page]:
    """Body line by line; signature, contact and copies stay together, with the last lines of the body before them."""
    pages, room = [Page(1)], first
    for piece in body:
        rest = piece
        while len(rest.lines) > room:
            head, rest = _split(rest, room)
            pages[-1].pieces += [head] if head.lines else []
            pages.append(Page(len(pages) + 1))
            room = LINES
        pages[-1].pieces.append(rest)
        room -= len(rest.lines)
    if sum(len(piece.lines) for piece in tail) + kept > room:
        _turn(pages)
    pages[-1].pieces += tail
    pages[-1].is_last = True
    return pages


def _split(piece: Piece, room: int) -> tuple[Piece, Piece]:
    if piece.rows:
        ends = [sum(row.height for row in piece.rows[: at + 1]) for at in range(len(piece.rows))]
        kept = sum(end <= room for end in ends)
        return _rows(piece.rows[:kept], piece.ask), _rows(piece.rows[kept:], piece.ask)
    head = Piece(piece.look, piece.lines[:room], piece.ask, piece.starts, ends=False)
    rest = Piece(piece.look, piece.lines[room:], piece.ask, starts=piece.starts and room <= 0)
    return head, rest


def _turn(pages: list[Page]) -> None:
    """A new page for the signature; the last paragraph, or its end, goes with it: no page bears a signature alone."""
    page = Page(len(pages) + 1)
    if pages[-1].pieces:
        last = pages[-1].pieces.pop()
        head, rest = _split(last, max(len(last.lines) - 2, 0))
        pages[-1].pieces += [head] if head.lines else []
        page.pieces.append(rest)
    pages.append(page)
