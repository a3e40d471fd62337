"""Tables of a web page or of an XML spreadsheet, as programs write them under the name .xls."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from huiyin.exchange.grid import Cell, Grid, Merge
from huiyin.files.gate import Refused
from huiyin.files.sniff import decode

SPAN_LIMIT = 1000
_CHARSET = re.compile(rb"charset=[\"']?([\w-]+)", re.I)
_ROWS, _CELLS, _BREAKS = ("tr", "row"), ("td", "th", "cell"), ("br", "p", "div", "li")
_SKIPPED = ("style", "script", "head", "styles", "documentproperties")


def read_web_page(content: bytes) -> list[Grid]:
    """One grid for each table that is not the frame of another; a page without a table is refused."""
    reader = Tables()
    reader.feed(_text_of(content))
    reader.close()
    grids = [Grid(page.name, page.rows, page.merges) for page in reader.pages if page.rows]
    if not grids:
        raise Refused("文件内容是网页，里面没有表格，请用 Excel 打开后另存为 xlsx 再导入。")
    return grids


def _text_of(content: bytes) -> str:
    """In the encoding the page names, else as any text."""
    named = _CHARSET.search(content[:2000])
    try:
        known = "gb18030" if named and named[1].lower() in (b"gb2312", b"gbk") else ""
        return content.decode(known or "utf-8-sig")
    except UnicodeDecodeError:
        return decode(content) or ""


@dataclass
class Page:
    """One table under way."""

    name: str
    rows: list[list[Cell]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    taken: set[tuple[int, int]] = field(default_factory=set)

    def put(self, column: int, text: str, down: int, across: int) -> None:
        """Set a cell of the last row at the first free place from `column` on, with what it covers."""
        row = len(self.rows) - 1
        while (row, column) in self.taken:
            column += 1
        cells = self.rows[row]
        cells += [None] * (column + across - len(cells))
        cells[column] = text or None
        if down > 1 or across > 1:
            self.merges.append(Merge(row, column, row + down - 1, column + across - 1))
            self.taken |= {(row + d, column + a) for d in range(down) for a in range(across)}
        else:
            self.taken.add((row, column))


class Tables(HTMLParser):
    """Collects tables; a table inside a cell is a table of its own, its frame keeps the words around it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pages: list[Page] = []
        self.open: list[Page] = []
        self.cell: list[str] | None = None
        self.place = (-1, 1, 1)
        self.skipping = ""
        self.sheet = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name.split(":")[-1]: value or "" for name, value in attrs}
        tag = tag.split(":")[-1]
        if tag in _SKIPPED and not self.skipping:
            self.skipping = tag
        elif tag == "worksheet":
            self.sheet = said.get("name", "")
        elif tag == "table":
            self._end_cell()
            self.open.append(Page(self.sheet))
            self.pages.append(self.open[-1])
        elif tag in _ROWS and self.open:
            self._end_cell()
            index = _number(said.get("index", ""), 0)
            self.open[-1].rows += [[] for _ in range(max(0, min(index - 1, 50_000) - len(self.open[-1].rows)))]
            self.open[-1].rows.append([])
        elif tag in _CELLS and self.open and self.open[-1].rows:
            self._end_cell()
            self._begin_cell(said)
        elif tag in _BREAKS and self.cell:
            self.cell.append("\n")

    def _begin_cell(self, said: dict[str, str]) -> None:
        across = _number(said.get("colspan", ""), 1) + _number(said.get("mergeacross", ""), 0)
        down = _number(said.get("rowspan", ""), 1) + _number(said.get("mergedown", ""), 0)
        self.cell, self.place = [], (_number(said.get("index", ""), 0) - 1, max(1, down), max(1, across))

    def handle_endtag(self, tag: str) -> None:
        tag = tag.split(":")[-1]
        if tag == self.skipping:
            self.skipping = ""
        elif tag in (*_CELLS, *_ROWS, "table"):
            self._end_cell()
            if tag == "table" and self.open:
                self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.cell is not None and not self.skipping:
            self.cell.append(data)

    def _end_cell(self) -> None:
        if self.cell is None or not self.open or not self.open[-1].rows:
            self.cell = None
            return
        words = "".join(self.cell).replace("\xa0", " ")
        text = "\n".join(filter(None, (" ".join(line.split()) for line in words.split("\n"))))
        column, down, across = self.place
        self.open[-1].put(max(column, 0), text, down, across)
        self.cell = None


def _number(said: str, otherwise: int) -> int:
    return min(int(said), SPAN_LIMIT) if said.isdecimal() else otherwise
