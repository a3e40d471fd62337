"""Numbers and characters as they are written: 十三 and 13, full-width and half-width, spaces inside a cell."""

import re

DIGITS = "零一二三四五六七八九"
_VALUES = {**{sign: value for value, sign in enumerate(DIGITS)}, "〇": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_BIG = {"万": 10**4, "亿": 10**8}
CHINESE = "".join((*_VALUES, *_UNITS, *_BIG))

# Full-width ASCII becomes half-width except the marks that are Chinese punctuation in their own right.
_KEPT = "！（），：；？～"
_PLAIN: dict[int, int | None] = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in _KEPT}
_PLAIN |= {0x3000: 0x20, 0xA0: 0x20, 0x2002: 0x20, 0x2003: 0x20, 0xFEFF: None, 0x200B: None}
_BRACKETS = str.maketrans("（）", "()")
_CHINESE_GAP = re.compile(r"(?<=[\u4e00-\u9fff])[ \t]+(?=[\u4e00-\u9fff])")


def plain(text: str) -> str:
    """Full-width digits, letters, brackets and spaces made half-width; ，：；！？ stay what they are."""
    return text.translate(_PLAIN).translate(_BRACKETS)


def tidy(text: str) -> str:
    """A short cell as it was meant: 立 案 → 立案, 备 注 → 备注; plain characters, no space at the ends."""
    squeezed = re.sub(r"\s+", " ", plain(text)).strip()
    words = squeezed.split(" ")
    if all(len(word) == 1 for word in words):
        return "".join(words)
    return _CHINESE_GAP.sub("", squeezed) if len(squeezed) <= 8 else squeezed


def to_chinese(number: int) -> str:
    """13 → 十三, 20 → 二十, 105 → 一百零五, 12000 → 一万二千; for whole numbers from 0 below 10¹²."""
    if not 0 <= number < 10**12:
        raise ValueError(f"{number} 不在可写成汉字的范围")
    if number == 0:
        return "零"
    words, rest = "", number
    for sign, size in (("亿", 10**8), ("万", 10**4), ("", 1)):
        part, rest = divmod(rest, size)
        if part:
            words += ("零" if words and part < 1000 and not words.endswith("零") else "") + _section(part) + sign
        elif words and rest and not words.endswith("零"):
            words += "零"
    return words.removeprefix("一") if words.startswith("一十") else words


def _section(number: int) -> str:
    """A number below ten thousand: 105 → 一百零五, 15 → 一十五."""
    words = ""
    for sign, size in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, number = divmod(number, size)
        if digit:
            words += DIGITS[digit] + sign
        elif words and number and not words.endswith("零"):
            words += "零"
    return words


def to_int(text: str) -> int | None:
    """十三 → 13, 一百零五 → 105, 二〇二二 → 2022, 13 → 13, １３ → 13; None when it is no whole number."""
    sign = plain(text).strip()
    if re.fullmatch(r"[0-9]{1,15}", sign):
        return int(sign)
    if not sign or len(sign) > 24 or any(mark not in CHINESE for mark in sign):
        return None
    if all(mark in _VALUES for mark in sign):
        return int("".join(str(_VALUES[mark]) for mark in sign))
    return _spelt(sign)


def _spelt(sign: str) -> int | None:
    total = section = 0
    digit: int | None = None
    for mark in sign:
        if mark in _VALUES:
            if digit not in (None, 0):
                return None
            digit = _VALUES[mark]
        elif mark in _UNITS:
            section += (1 if digit is None else digit) * _UNITS[mark]
            digit = None
        else:
            part = section + (digit or 0)
            total = (total + part) * _BIG[mark] if mark == "亿" else total + part * _BIG[mark]
            section, digit = 0, None
    return total + section + (digit or 0)
