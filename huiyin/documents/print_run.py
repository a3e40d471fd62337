"""Many PDFs as one file for the printer, each beginning on a sheet of its own; many files as one archive."""

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from pypdf import PdfReader, PdfWriter

FIXED_TIME = (1980, 1, 1, 0, 0, 0)
PACKED = (".docx", ".pdf")  # already compressed


def print_run(documents: Iterable[bytes]) -> bytes:
    """For printing on both sides: a document of odd length ends with a blank back."""
    writer = PdfWriter()
    for content in documents:
        pages = PdfReader(BytesIO(content)).pages
        for page in pages:
            writer.add_page(page)
        if len(pages) % 2:
            writer.add_blank_page(width=pages[-1].mediabox.width, height=pages[-1].mediabox.height)
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def archive(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Each file under its own name: a second one of the same name gets a number."""
    buffer, taken = BytesIO(), set[str]()
    with ZipFile(buffer, "w") as target:
        for name, content in files:
            free = _free(safe_name(name), taken)
            target.writestr(ZipInfo(free, FIXED_TIME), content, ZIP_STORED if free.endswith(PACKED) else ZIP_DEFLATED)
    return buffer.getvalue()


def safe_name(name: str) -> str:
    """Names that Windows can unpack; the folder stays."""
    return "".join("＿" if sign in '\\:*?"<>|' or not sign.isprintable() else sign for sign in name)


def _free(name: str, taken: set[str]) -> str:
    stem, _, ending = name.rpartition(".")
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{stem}（{number}）.{ending}"
    taken.add(found)
    return found
