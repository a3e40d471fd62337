"""Where one sentence of Chinese prose ends and the next begins."""

import re

_END = re.compile(r"[。！？!?；;…]+[”’」』）)》]*|\n+")


def sentences(text: str, *, keep_semicolons: bool = True) -> list[str]:
    """The sentences in order, trimmed; with `keep_semicolons` a clause ended by ； stays inside its sentence."""
    found, start = [], 0
    for end in _END.finditer(text):
        if keep_semicolons and end.group()[0] in "；;":
            continue
        found.append(text[start : end.end()].strip())
        start = end.end()
    found.append(text[start:].strip())
    return [sentence for sentence in found if re.search(r"\w", sentence)]
