"""How a text talks: stock phrases, the tone of a work report, abbreviations nobody explained, sentences too long."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from huiyin.prose.sentences import sentences

LONG = 120
STOCK = (
    *("高度重视", "积极探索", "进一步加大力度", "大力推进", "不断加强", "认真研究", "统筹考虑", "切实做好", "切实加强"),
    *("扎实推进", "深入推进", "持续发力", "再上新台阶", "迈上新台阶", "真抓实干", "常抓不懈", "久久为功", "狠抓落实"),
    *("强力推进", "全力以赴", "凝心聚力", "取得显著成效", "取得明显成效", "奠定坚实基础", "提供坚强保障", "高位推动"),
)
_REPORTS = re.compile(
    r"(?:积极|扎实|深入|大力|持续|全面|切实|不断|着力|认真|全力|稳步|有序|强力|努力|坚持|狠抓|突出|注重|聚焦|加强|强化|压实|健全|完善)"
    r"[^，。；]{0,6}?(?:推进|开展|落实|加强|组织|推动|实施|提升|做好|抓好|贯彻|领导|部署|督导|统筹|宣传|管理|建设|责任|机制)"
)
_TO_THE_ASKER = re.compile(r"您|采纳|建议(?:的|中|提出)|不能|暂不|暂无|无法|尚未|年底前|月底前|答复")
_OURS = re.compile(
    r"^(?:[一二三四五六七八九]是|近年来|一直以来|多年来|今年以来|一年来|下一步)?[，、]?(?:我[委局厅办院区市县省]|全[市区县省委局])|^[一二三四五六七八九]是"
)
_LATIN = re.compile(r"(?<![A-Za-z0-9〔\[/.&-])[A-Z]{2,6}(?![A-Za-z0-9/.&-])")
_KNOWN = frozenset(
    (
        "GDP",
        "APP",
        "CT",
        "IT",
        "AI",
        "QQ",
        "ID",
        "PDF",
        "DNA",
        "LED",
        "VIP",
        "GB",
        "ICU",
        "MRI",
        "CPI",
        "WTO",
        "ISO",
        "IP",
        "XX",
        "UPS",
        "DHL",
        "TNT",
        "CCC",
        "CE",
        "CB",
    )
)
_SHORT_FOR = re.compile(r"(?:以下|下)(?:统|均)?简称(?:为)?[“\"「]?(?P<short>[^”\"」，。；、（）()]{2,20})[”\"」]?")


class Short(NamedTuple):
    """An abbreviation and where it stands unexplained."""

    word: str
    start: int


def stock_phrases(text: str) -> list[str]:
    """Those of the usual empty turns that it uses."""
    return [phrase for phrase in STOCK if phrase in text]


def reporting_sentences(text: str) -> list[str]:
    """工作总结式: sentences that tell of efforts — two turns of a work report, or one in a sentence about ourselves."""
    found = []
    for said in sentences(text):
        turns = len(_REPORTS.findall(said))
        if (turns > 1 or (turns and _OURS.search(said))) and not _TO_THE_ASKER.search(said):
            found.append(said)
    return found


def long_sentences(text: str) -> list[str]:
    """Longer than LONG between full stops and semicolons."""
    return [said for said in sentences(text, keep_semicolons=False) if len(said) > LONG]


def unexplained(text: str) -> list[Short]:
    """Latin abbreviations that stand before their explanation or without one; Chinese ones used before 以下简称."""
    return sorted([*_latin(text), *_before_defined(text)], key=lambda short: short.start)


def sentence_at(text: str, start: int) -> str:
    """The sentence in which this place lies."""
    at = 0
    for said in sentences(text):
        at = text.find(said, at)
        if at <= start < at + len(said):
            return said
        at += len(said)
    return ""


def _latin(text: str) -> Iterator[Short]:
    seen: set[str] = set()
    for found in _LATIN.finditer(text):
        word = found.group()
        if word in _KNOWN or word in seen:
            continue
        seen.add(word)
        opened = text[max(0, found.start() - 24) : found.start()]
        explained = re.search(r"[（(][^）)]*$", opened) or re.search(r"简称[“\"]?$", opened)
        told = re.match(rf"{word}[（(][^）)]*[\u4e00-\u9fff]{{2}}", text[found.start() :])
        if not explained and not told:
            yield Short(word, found.start())


def _before_defined(text: str) -> Iterator[Short]:
    for found in _SHORT_FOR.finditer(text):
        word = found["short"].strip()
        place = text.find(word)
        full = re.search(rf"[^，。；（(]*{re.escape(word)}[^，。；（(]*[（(]$", text[: found.start()])
        if 0 <= place < found.start() and not full:
            yield Short(word, place)
