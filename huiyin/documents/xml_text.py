"""Which signs Office files can carry at all."""

import re

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def xml_text(text: str) -> str:
    """The text without the invisible signs that XML forbids, such as pasted control characters."""
    return ILLEGAL.sub("", text)
