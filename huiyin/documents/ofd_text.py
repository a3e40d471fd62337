"""The text of an OFD document (GB/T 33190—2016), page after page; a scan has none."""

import re
from html import unescape
from io import BytesIO
from zipfile import BadZipFile, ZipFile

PAGE = re.compile(r"(?:^|/)Pages/Page_(\d+)/Content\.xml$", re.IGNORECASE)
OBJECT = re.compile(r"<(?:\w+:)?TextObject\b.*?</(?:\w+:)?TextObject>", re.DOTALL)
CODE = re.compile(r"<(?:\w+:)?TextCode\b[^>]*>([^<]*)</")


def read_ofd_text(content: bytes) -> str:
    """One line for each object of text, in the order of the file; "" where there is none."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            pages = sorted((int(found[1]), name) for name in archive.namelist() if (found := PAGE.search(name)))
            texts = [archive.read(name).decode("utf-8", "replace") for _, name in pages]
    except (BadZipFile, OSError, RuntimeError):
        return ""
    lines = ["".join(CODE.findall(part)) for text in texts for part in OBJECT.findall(text)]
    return "\n".join(unescape(line) for line in lines if line.strip())
