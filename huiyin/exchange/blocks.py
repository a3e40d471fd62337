"""Tables that stand side by side in one sheet: 主办件 on the left, 协办件 on the right."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from huiyin.exchange.columns import field_of_path
from huiyin.exchange.grid import Cell, Grid
from huiyin.exchange.headers import Header

OPENING = ("ordinal", "register_no")


def blocks_of(header: Header) -> list[tuple[int, int]]:
    """First and last column of each table; one block unless number and title both come back."""
    fields = [field_of_path(path)[0] if any(path) else "" for path in header.paths]
    numbers = [at for at, field in enumerate(fields) if field == "number"]
    titles = [at for at, field in enumerate(fields) if field == "title"]
    whole = [(0, len(fields) - 1)]
    if len(numbers) < 2 or len(numbers) != len(titles) or _mingled(numbers, titles):
        return whole
    starts = [min(pair) for pair in zip(numbers, titles, strict=True)]
    starts = [_with_serial(fields, at, before) for at, before in zip(starts, [-1, *starts], strict=False)]
    starts[0] = 0
    return list(zip(starts, [*(at - 1 for at in starts[1:]), len(fields) - 1], strict=True))


def _mingled(numbers: Sequence[int], titles: Sequence[int]) -> bool:
    """案号 案由 | 案号 案由 are two tables; 建议编号 提案编号 建议标题 提案标题 are not."""
    spans = [(min(pair), max(pair)) for pair in zip(numbers, titles, strict=True)]
    return any(later[0] <= earlier[1] for earlier, later in pairwise(spans))


def _with_serial(fields: Sequence[str], at: int, before: int) -> int:
    while at - 1 > before and fields[at - 1] in OPENING:
        at -= 1
    return at


def block_of(grid: Grid, header: Header, left: int, right: int) -> tuple[Grid, Header]:
    """The sheet with everything outside the block left blank; columns keep their places."""

    def clipped(row: Sequence[Cell]) -> list[Cell]:
        return [cell if left <= at <= right else None for at, cell in enumerate(row)]

    merges = [merge for merge in grid.merges if left <= merge.left and merge.right <= right]
    blank = tuple("" for _ in header.paths[0]) if header.paths else ()
    paths = tuple(path if left <= at <= right else blank for at, path in enumerate(header.paths))
    return Grid(grid.name, [clipped(row) for row in grid.rows], merges, grid.hidden), replace(header, paths=paths)


def group_words(grid: Grid, header: Header, left: int, right: int) -> str:
    """What stands over the block: in the header's own rows, or in the row above it."""
    for row in range(header.bottom - 1, max(header.top - 2, -1), -1):
        words = [cell for cell in grid.rows[row][left : right + 1] if isinstance(cell, str) and cell.strip()]
        if len(words) == 1:
            return words[0]
    return ""
