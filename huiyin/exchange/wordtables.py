"""The tables of a Word file as grids, with the lines of text above each."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from huiyin.exchange.grid import Cell, Grid, Merge
from huiyin.files.converting import convert
from huiyin.files.gate import Refused, zip_danger


def read_old_word_file(content: bytes) -> list[Grid]:
    """A .doc or .wps: converted where LibreOffice is at hand, else what to do."""
    modern = convert(content, was="doc", to="docx")
    if modern is None or zip_danger(modern):
        raise Refused("这是旧版 Word 或 WPS 文字文档，本机没有能转换它的程序，请用 WPS 或 Word 另存为 .docx 再上传。")
    return read_word_file(modern)


def read_word_file(content: bytes) -> list[Grid]:
    """One grid a table; a table of the same width without words between continues the one above it."""
    try:
        blocks = list(Document(io.BytesIO(content)).iter_inner_content())
    except (KeyError, ValueError, OSError, zipfile.BadZipFile) as error:
        raise Refused("Word 文件已损坏，打不开，请重新另存后再上传。") from error
    grids: list[Grid] = []
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines += [block.text.strip()] if block.text.strip() else []
        elif isinstance(block, Table):
            rows, merges = _cells(block)
            if grids and not lines and grids[-1].width == max(map(len, rows), default=0):
                grids[-1] = _joined(grids[-1], rows, merges)
            else:
                grids.append(_headed(f"表{len(grids) + 1}", lines, rows, merges))
            lines = []
    if not grids and lines:
        grids = [Grid("正文", [[line] for line in lines])]
    elif lines:
        grids[-1] = _joined(grids[-1], [[line] for line in lines], [])
    return grids


def _headed(name: str, lines: Sequence[str], rows: list[list[Cell]], merges: list[Merge]) -> Grid:
    return Grid(name, [*([line] for line in lines), *rows], _moved(merges, len(lines)))


def _joined(grid: Grid, rows: list[list[Cell]], merges: list[Merge]) -> Grid:
    return Grid(grid.name, [*grid.rows, *rows], [*grid.merges, *_moved(merges, len(grid.rows))])


def _moved(merges: list[Merge], down: int) -> list[Merge]:
    return [Merge(m.top + down, m.left, m.bottom + down, m.right) for m in merges]


def _cells(table: Table) -> tuple[list[list[Cell]], list[Merge]]:
    """The cells where they stand; merged ones once, at their upper left corner."""
    rows: list[list[Cell]] = []
    blocks: list[Merge] = []
    above: dict[int, int] = {}  # column → the block that may go on below
    for at, row in enumerate(table._tbl.tr_lst):
        cells: list[Cell] = [None] * int(row.grid_before or 0)
        for cell in row.tc_lst:
            left, across = len(cells), int(cell.grid_span)
            goes_on = cell.vMerge == "continue" and left in above
            if goes_on:
                blocks[above[left]] = replace(blocks[above[left]], bottom=at)
            else:
                above[left] = len(blocks)
                blocks.append(Merge(at, left, at, left + across - 1))
            cells += [None if goes_on else _text(cell), *[None] * (across - 1)]
        rows.append(cells)
    return rows, [block for block in blocks if block.bottom > block.top or block.right > block.left]


def _text(cell: object) -> str | None:
    paragraphs = cell.iter(qn("w:p"))  # type: ignore[attr-defined]
    lines = ["".join(node.text or "" for node in p.iter(qn("w:t"))).strip() for p in paragraphs]
    return "\n".join(filter(None, lines)) or None
