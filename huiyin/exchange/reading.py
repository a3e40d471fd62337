"""A hand-over list as read: its tables, its lines, and everything that is no line with the reason; knows no database."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from huiyin.exchange import rowkinds
from huiyin.exchange.blocks import block_of, blocks_of, group_words
from huiyin.exchange.grid import Grid
from huiyin.exchange.headers import Header, find_headers, read_columns
from huiyin.exchange.lines import Ignored, Line, ListRead, Table
from huiyin.exchange.origin import Origin, read_origin
from huiyin.exchange.slips import read_slips
from huiyin.exchange.summaries import spread_out
from huiyin.exchange.walking import Walk
from huiyin.files.gate import Refused

ROW_LOOK_UP = 6


@dataclass
class Reader:
    """A list under way. overrides: "sheet:column" → field; remembered: heading → field, as this sender's lists mean it."""

    name: str
    overrides: Mapping[str, str]
    remembered: Mapping[str, str]
    tables: list[Table] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    ignored: list[Ignored] = field(default_factory=list)


def understand(
    grids: Sequence[Grid],
    name: str,
    *,
    overrides: Mapping[str, str] | None = None,
    remembered: Mapping[str, str] | None = None,
) -> ListRead:
    """What the sheets of a list say; may be asked again of the same sheets with other corrections."""
    reader = Reader(name, overrides or {}, remembered or {})
    shown = [grid for grid in grids if not grid.hidden] or grids
    for index, grid in enumerate(grids):
        headers = find_headers(grid, reader.remembered) if grid in shown else []
        if headers:
            _read_sheet(reader, grid, index, headers)
        elif grid not in shown or not _read_slips(reader, grid, index):
            reader.ignored += _whole_sheet(grid, grid not in shown)
    _refuse_other_tables(reader.tables, reader.lines)
    return ListRead(name, tuple(reader.tables), tuple(spread_out(reader.lines)), tuple(reader.ignored))


def _refuse_other_tables(tables: Sequence[Table], lines: Sequence[Line]) -> None:
    if not tables:
        raise Refused("没有找到交办清单的表头（要有编号、标题，以及提出人或承办单位等列），请核对是不是交办清单。")
    if not any(table.has("number", "lead_numbers") for table in tables):
        raise Refused("表头里没有编号一列（建议编号、提案号或案号），无法登记，请补上后再导入。")
    if not any(table.has("title", "lead_numbers") for table in tables):
        raise Refused("表头里没有标题（案由）一列，无法登记，请核对是不是交办清单。")
    if not lines:
        raise Refused("表头下面没有任何一件，请核对是不是交办清单。")


def _whole_sheet(grid: Grid, hidden: bool) -> Iterator[Ignored]:
    reason = "隐藏的工作表，未读" if hidden else "不是交办清单的工作表"
    for number, row in enumerate(grid.rows, start=1):
        if words := rowkinds.text_of(row):
            yield Ignored(grid.name, number, words[:200], reason)


def _read_slips(reader: Reader, grid: Grid, index: int) -> bool:
    """Sheets that hold one item each, labels beside their values."""
    found = read_slips(grid, index, len(reader.tables), reader.name, _own(reader, index))
    if found is None:
        return False
    table, lines, ignored = found
    reader.tables.append(table)
    reader.lines += lines
    reader.ignored += ignored
    return True


def _own(reader: Reader, index: int) -> dict[int, str]:
    said = [(key.split(":"), field) for key, field in reader.overrides.items()]
    return {int(column): field for (sheet, column), field in said if sheet == str(index)}


def _read_sheet(reader: Reader, grid: Grid, index: int, headers: Sequence[Header]) -> None:
    for number, header in enumerate(headers):
        end = headers[number + 1].top if number + 1 < len(headers) else len(grid.rows)
        begin = 0 if number == 0 else max(headers[number - 1].bottom + 1, header.top - ROW_LOOK_UP)
        headlines = _headlines(grid, begin, header.top)
        if number == 0:
            kinds = [Ignored(grid.name, row, words[:200], _headline_kind(words)) for row, words in headlines]
            reader.ignored += kinds
        for row in range(header.top, header.bottom + 1):
            reader.ignored.append(Ignored(grid.name, row + 1, rowkinds.text_of(grid.rows[row])[:200], "表头"))
        _read_table(reader, grid, index, header, end, headlines)


def _read_table(
    reader: Reader, grid: Grid, index: int, header: Header, end: int, headlines: Sequence[tuple[int, str]]
) -> None:
    """The rows of one table; where two stand side by side, those of each, and no row told twice."""
    blocks = blocks_of(header)
    ignored: list[list[Ignored]] = []  # of each block
    first = len(reader.lines)
    for left, right in blocks:
        part, part_header = block_of(grid, header, left, right) if len(blocks) > 1 else (grid, header)
        words = [said for _, said in headlines]
        origin = _origin_of(words, grid.name, reader.name, part_header)
        columns = read_columns(part, part_header, end, _own(reader, index), reader.remembered)
        table = Table(grid.name, index, part_header, columns, tuple(words), origin)
        dropped: list[Ignored] = []
        ignored.append(dropped)
        walk = Walk(part, table, len(reader.tables), reader.lines, dropped)
        above = group_words(grid, header, left, right) if len(blocks) > 1 else (words[-1:] or [""])[0]
        walk.group_role = rowkinds.role_of_group([above]) if above else ""
        walk.through(header.bottom + 1, end)
        reader.tables.append(table)
    told = {line.row for line in reader.lines[first:]}
    reader.ignored += [one for one in ignored[0] if len(blocks) == 1 or one.row not in told]


def _headline_kind(words: str) -> str:
    if rowkinds.role_of_group([words]):
        return "分组标题"
    return "制表行" if rowkinds.is_note([words]) else "标题行"


def _headlines(grid: Grid, begin: int, end: int) -> list[tuple[int, str]]:
    """The lines above a header that are not cells of a table: titles, 制表 rows, notes."""
    found: list[tuple[int, str]] = []
    for at in range(begin, end):
        words = rowkinds.distinct(grid.rows[at])
        if begin and len(words) > 3:  # a line of the table above
            found = []
        elif words:
            found.append((at + 1, " ".join(words)))
    return found


def _origin_of(headlines: Sequence[str], sheet: str, name: str, header: Header) -> Origin:
    """What is said above the table, then by the sheet's name, the file's name, and the headings themselves."""
    origin = Origin()
    for words in headlines:
        origin = origin.over(read_origin(words))
    stem = name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    origin = origin.over(read_origin(sheet)).over(read_origin(stem))
    words = "".join(word for path in header.paths for word in path)
    return origin.over(Origin(body=_body_by_headings(words)))


def _body_by_headings(words: str) -> str:
    congress = words.count("代表") + words.count("建议") + words.lower().count("suggestion")
    cppcc = words.count("提案") + words.count("委员") + words.count("界别") + words.lower().count("proposal")
    if bool(congress) == bool(cppcc):
        return ""
    return "congress" if congress else "cppcc"
