"""What a file really is, told from its first bytes and never from its name."""

import re
import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from huiyin.files import ole

MAGIC = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
)
ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
OFFICE_PARTS = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "xlsx"),
    ("OFD.xml", "ofd"),
)
OPEN_SHEET = b"application/vnd.oasis.opendocument.spreadsheet"
NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x19\x1b-\x1f]")
BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def sniff(content: bytes) -> str:
    """One of empty, docx, xlsx, ods, ofd, zip, damaged-zip, xls, doc, ole, ole-encrypted, pdf, png, jpeg, program,
    html, text, binary."""
    if not content.strip(b"\0 \t\r\n"):
        return "empty"
    for magic, kind in MAGIC:
        if content.startswith(magic):
            return kind
    if content.startswith(ZIP_MAGIC):
        return _kind_of_zip(content)
    if content.startswith(ole.MAGIC):
        return ole.kind(content)
    text = decode(content)
    if text is None:
        return "binary"
    return "html" if text.lstrip("\ufeff \t\r\n").startswith("<") else "text"


def decode(content: bytes) -> str | None:
    """The text of a plain file in UTF-8, UTF-16 with its mark, or GB18030; None where it is not text."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _decoded(content, encoding)
    for encoding in ("utf-8", "gb18030"):
        text = _decoded(content, encoding)
        if text is not None:
            return text
    return None


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if NOT_TEXT.search(text) else text


def _kind_of_zip(content: bytes) -> str:
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
            said = archive.open("mimetype").read(80) if "mimetype" in names else b""
    except (BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError, zlib.error):
        return "damaged-zip"
    if said.strip() == OPEN_SHEET:
        return "ods"
    return next((kind for part, kind in OFFICE_PARTS if part in names), "zip")
