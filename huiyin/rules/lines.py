"""On which line of a TOML file a field stands: a complaint that names its line is mended in a minute."""

import re

_TABLE = re.compile(r"\s*(\[\[?)\s*([\w.\-]+)\s*\]\]?")
_KEY = re.compile(r"\s*([\w.\-]+)\s*=")
_STRING = re.compile(r'"""(?:.|\n)*?"""|"(?:\\.|[^"\\])*"|\'[^\']*\'|#.*')


def line_of(text: str, address: str) -> tuple[int, int]:
    """(how much of the address was found, on which line); (0, 1) when nothing of it stands here."""
    places = _places(text)
    while address:
        if address in places:
            return len(address), places[address]
        address = re.sub(r"(\.?[^.\[]+|\[\d+\])$", "", address)
    return 0, 1


def _places(text: str) -> dict[str, int]:
    places: dict[str, int] = {}
    rows: dict[str, int] = {}
    table, inside, depth = "", "", 0
    for number, line in enumerate(text.splitlines(), 1):
        bare = _STRING.sub("", line)
        if depth:
            if inside and bare.lstrip().startswith("{"):
                rows[inside] = rows.get(inside, 0) + 1
                places[f"{inside}[{rows[inside]}]"] = number
        elif header := _TABLE.match(bare):
            table = header[2]
            if header[1] == "[[":
                places.setdefault(table, number)
                rows[table] = rows.get(table, 0) + 1
                table = f"{table}[{rows[table]}]"
            places[table] = number
            continue
        elif key := _KEY.match(bare):
            inside = f"{table}.{key[1]}" if table else key[1]
            places[inside] = number
        depth += sum(bare.count(sign) for sign in "[{") - sum(bare.count(sign) for sign in "]}")
    return places
