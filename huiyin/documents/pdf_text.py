"""The text of a PDF, in reading order; a scan has none."""

import re
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import PyPdfError

PAGES = 300
_ENDS = re.compile(r"[。！？；：.!?;:）)]$")
_BEGINS = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、是．.]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、．.]|第[一二三四五六七八九十]+|关于|附件)"
)
_USUAL_LINE = 20


class Unreadable(ValueError):
    """The file cannot be opened as a PDF, or asks for a password."""


def read_pdf_text(content: bytes) -> str:
    """The lines of its first pages, broken lines joined; "" for a scan. Raises Unreadable."""
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("文件设有打开密码，请去掉密码后再上传。")
        pages = [page.extract_text() for page in reader.pages[:PAGES]]
    except Unreadable:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, OSError) as error:
        raise Unreadable("PDF 已损坏，打不开，请重新导出后再上传。") from error
    return joined("\n".join(pages))


def joined(text: str) -> str:
    """A PDF breaks its lines where the page ends; a long line without a full stop goes on in the next."""
    lines: list[str] = []
    for line in (raw.strip() for raw in text.replace("\xa0", " ").split("\n")):
        if not line:
            continue
        goes_on = lines and len(lines[-1]) >= _USUAL_LINE and not _ENDS.search(lines[-1]) and not _BEGINS.match(line)
        if goes_on:
            lines[-1] += line
        else:
            lines.append(line)
    return "\n".join(lines)


def page_count(content: bytes) -> int:
    """How many pages; 0 for what cannot be opened."""
    try:
        return len(PdfReader(BytesIO(content)).pages)
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, OSError):
        return 0
