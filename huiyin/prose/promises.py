"""Sentences of a letter that promise something, and by when."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from huiyin.prose.dates import read_date
from huiyin.prose.numbers import plain

_PROMISE = re.compile(
    r"将(?:于|在|会|继续|进一步|加[快大强]|积极|尽快|适时|逐步|把|对|以|组织|推[进动]|启动|出台|建[成设立]|完成|研究|争取|按照|结合)"
    r"|(?:(?<![虚模草比])拟(?![定制订])|计划|力争|争取|确保|预计|承诺|有望)(?:于|在|到|用)?"
    r"|下一步|(?:列|纳)入.{0,12}(?:计划|规划|方案|预算|项目库)|(?:年|月)底前|年内(?:完成|建成|实现|出台|启动)"
)
_PAST = re.compile(r"(?:已经?|业已)(?:[^，,]{0,6})(?:完成|建成|出台|列入|纳入|印发|实施|落实)")
_FIRM = re.compile(
    r"(?:前|底|内|年|月|日).{0,30}(?:完成|建成|出台|实现|投入使用|开工|启动|印发|落实|解决|覆盖|运行|达到)"
)
_BY = re.compile(
    r"(?:(?P<y>20\d{2}|今|本|明|后|当)年)?(?:度)?(?:"
    r"(?P<m>1[0-2]|[1-9])月(?:(?P<d>[12]\d|3[01]|[1-9])[日号]|(?P<mid>底|末|份|中旬|上旬|下旬)?)"
    r"|(?P<q>第?[一二三四1-4]季度)|(?P<half>上半年|下半年)|(?P<end>(?(y)年?|年度?)(?:底|末|内|终)))"  # 摸底 and 国内 name no day
)
_YEAR_ONLY = re.compile(r"(?:到|于|在)?(?P<y>20\d{2}|今|本|明|后)年(?:度)?(?:以?前|之前|内|底)?")
_RELATIVE = {"今": 0, "本": 0, "当": 0, "明": 1, "后": 2}
_QUARTERS = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}
_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]?")


@dataclass(frozen=True, slots=True)
class Promise:
    """One promising sentence, where it stands, the day it names if readable; `firm`: it says what will be there."""

    text: str
    start: int
    end: int
    due_on: date | None = None
    firm: bool = False


def find_promises(text: str, *, written_on: date | None = None) -> list[Promise]:
    """The sentences that promise; 年底前 and 明年 are read from the day the letter was written."""
    found = []
    for piece in _SENTENCE.finditer(text):
        sentence = piece.group()
        if not _PROMISE.search(sentence) or (_PAST.search(sentence) and not re.search(r"下一步|将|拟|力争", sentence)):
            continue
        lead = len(sentence) - len(sentence.lstrip())
        stripped = sentence.strip()
        due = due_day(stripped, written_on=written_on)
        found.append(
            Promise(
                stripped, piece.start() + lead, piece.start() + lead + len(stripped), due, bool(_FIRM.search(stripped))
            )
        )
    return found


def due_day(sentence: str, *, written_on: date | None = None) -> date | None:
    """The last day a sentence names: 2023年6月底前 → 2023-06-30, 明年 → next 31 December."""
    phrase = re.sub(r"\s+", "", plain(sentence))
    days = [_by_phrase(found, written_on) for found in _BY.finditer(phrase)]
    days += [_year_end(found["y"], written_on) for found in _YEAR_ONLY.finditer(phrase)] if not any(days) else []
    later = [day for day in days if day is not None and (written_on is None or day >= written_on)]
    return max(later, default=None)


def _by_phrase(found: re.Match[str], written_on: date | None) -> date | None:
    year = _year(found["y"], written_on)
    if year is None:
        return None
    if found["m"] and found["d"]:
        return read_date(f"{year}年{found['m']}月{found['d']}日")
    month = 12
    if found["m"]:
        month = int(found["m"])
    elif found["q"]:
        month = _QUARTERS[found["q"].removeprefix("第")[0]]
    elif found["half"] == "上半年":
        month = 6
    if found["mid"] in ("上旬", "中旬"):
        return date(year, month, 10 if found["mid"] == "上旬" else 20)
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _year_end(said: str, written_on: date | None) -> date | None:
    year = _year(said, written_on)
    return date(year, 12, 31) if year else None


def _year(said: str | None, written_on: date | None) -> int | None:
    if said and said.isdigit():
        return int(said)
    return written_on.year + _RELATIVE.get(said or "今", 0) if written_on else None
