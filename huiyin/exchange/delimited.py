"""Delimited text (csv, tsv, copied tables) in whatever encoding and with whatever mark."""

import csv
import io

from huiyin.exchange.grid import Grid
from huiyin.files.gate import Refused
from huiyin.files.sniff import decode

CSV_CELL_LIMIT = 1_000_000
DELIMITERS = ",\t;|，"


def read_delimited(content: bytes) -> list[Grid]:
    """One grid; Excel's own sep= line is a hint, not a row."""
    text = decode(content)
    if text is None:
        raise Refused("文件不是可读的文本，请另存为 xlsx 或 UTF-8 的 csv 后再导入。")
    text = text.lstrip("\ufeff")
    first = text.split("\n", 1)[0].strip().lower()
    if first.startswith("sep=") and len(first) == 5:
        rows = [[], *_records(text.split("\n", 1)[1], first[4])]
    else:
        rows = _records(text, _delimiter(text))
    return [Grid("", [[_cell(cell) for cell in row] for row in rows])]


def _cell(cell: str) -> str | None:
    """="0031" is how some programs keep a number's zeros."""
    said = cell.strip(" \t\r")
    if said.startswith('="') and said.endswith('"'):
        said = said[2:-1]
    return said or None


def _delimiter(text: str) -> str:
    """The mark that splits most of the first records into the same number of cells, more than one."""
    sample = text[:50_000]

    def weight(mark: str) -> tuple[float, int]:
        widths = [len(row) for row in csv.reader(io.StringIO(sample), delimiter=mark) if row]
        split = [width for width in widths if width > 1]
        usual = max(split, key=split.count, default=0)
        return (round(split.count(usual) / len(widths), 2) if split else 0.0, usual)

    return max(DELIMITERS, key=weight)


def _records(text: str, delimiter: str) -> list[list[str]]:
    """One record a row, as Excel counts them; a quotation mark that never closes is taken as an ordinary sign."""
    csv.field_size_limit(CSV_CELL_LIMIT)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        pass
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        if not rows or not any("\n" in cell and cell.count(delimiter) > 3 for cell in rows[-1]):
            return rows
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=csv.QUOTE_NONE))
    except csv.Error as error:
        raise Refused("csv 文件的格式有误，请另存为 xlsx 后再导入。") from error
