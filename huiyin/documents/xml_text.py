"""Which signs Office files and PDFs can carry at all."""

import re
from typing import Any

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def xml_text(text: str) -> str:
    """The text without the invisible signs that XML forbids, such as pasted control characters."""
    return ILLEGAL.sub("", text)


def clean(data: Any) -> Any:
    """The same for every text within lists and dicts."""
    if isinstance(data, str):
        return xml_text(data)
    if isinstance(data, dict):
        return {name: clean(value) for name, value in data.items()}
    return [clean(value) for value in data] if isinstance(data, list) else data
