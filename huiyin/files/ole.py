"""What lies in a Microsoft compound file (.xls, .doc, password-protected .xlsx): just enough to judge it."""

import struct
from collections.abc import Iterator

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEADER = 512
END = 0xFFFFFFFA  # from here on sector numbers are marks: end of chain, free, …
FILEPASS = 0x002F
RECORDS_BEFORE_FILEPASS = 20
FREE_ENTRY = 0
FURTHER_LISTS = 8  # enough for 70 MB


def kind(content: bytes) -> str:
    """xls, doc, ole-encrypted, or ole for anything else and for damaged files."""
    entries = {name: (start, size) for name, start, size in _entries(content)}
    if "EncryptedPackage" in entries:
        return "ole-encrypted"
    for name in ("Workbook", "Book"):
        if name in entries:
            return "ole-encrypted" if _asks_password(content, *entries[name]) else "xls"
    return "doc" if "WordDocument" in entries else "ole"


def has_macros(content: bytes) -> bool:
    return any(name in ("_VBA_PROJECT_CUR", "_VBA_PROJECT", "Macros") for name, _, _ in _entries(content))


def _sector_size(content: bytes) -> int:
    shift = int.from_bytes(content[30:32], "little")
    return 1 << shift if shift in (9, 12) else 512


def _sector(content: bytes, number: int) -> bytes:
    size = _sector_size(content)
    return content[(number + 1) * size : (number + 2) * size]


def _next_sectors(content: bytes) -> list[int]:
    """The allocation table: its sectors are named in the header and, for large files, in a chain of further lists."""
    places = list(struct.unpack("<109I", content[76:HEADER].ljust(436, b"\xff")))
    further = int.from_bytes(content[68:72], "little")
    for _ in range(FURTHER_LISTS):
        block = _sector(content, further) if further < END else b""
        if len(block) < 512:
            break
        numbers = _numbers(block)
        places += numbers[:-1]
        further = numbers[-1]
    return [number for place in places if place < END for number in _numbers(_sector(content, place))]


def _numbers(block: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(block) // 4}I", block[: len(block) // 4 * 4])


def _chain(content: bytes, start: int, limit: int) -> bytes:
    """At most `limit` sectors of a stream; a circular chain therefore ends too."""
    table, number = _next_sectors(content), start
    parts: list[bytes] = []
    while number < END and len(parts) < limit:
        parts.append(_sector(content, number))
        number = table[number] if number < len(table) else END
    return b"".join(parts)


def _entries(content: bytes) -> Iterator[tuple[str, int, int]]:
    """Name, first sector and size of each directory entry."""
    directory = _chain(content, int.from_bytes(content[48:52], "little"), 64)
    for at in range(0, len(directory) - 127, 128):
        entry = directory[at : at + 128]
        length = int.from_bytes(entry[64:66], "little")
        if entry[66] != FREE_ENTRY and 2 <= length <= 64:
            name = entry[: length - 2].decode("utf-16-le", "replace")
            yield name, int.from_bytes(entry[116:120], "little"), int.from_bytes(entry[120:124], "little")


def _asks_password(content: bytes, start: int, size: int) -> bool:
    """FILEPASS is among the first records of an encrypted workbook."""
    stream = _chain(content, start, 8)[:size]
    at = 0
    for _ in range(RECORDS_BEFORE_FILEPASS):
        if at + 4 > len(stream):
            return False
        record, length = struct.unpack_from("<HH", stream, at)
        if record == FILEPASS:
            return True
        at += 4 + length
    return False
