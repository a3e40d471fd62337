"""Which column of a list is which: the words lists use, and what the cells below them look like."""

import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from huiyin.prose.dates import read_date
from huiyin.prose.numbers import plain, tidy

SURE, LIKELY, GUESSED = 1.0, 0.8, 0.6
UNUSED = ""
SEVERAL = frozenset({"count", "cosigners", "assist_unit", "separate_unit", "refer_unit", "text", "remark", "topic"})
DATES = frozenset({"due", "assist_due", "dispatched", "received", "submitted"})
ROLE_WORDS = frozenset(
    {
        *("主办", "承办", "独办", "牵头", "共同主办", "分办", "分别办理", "会办", "协办", "参阅", "配合", "阅知"),
        *("主办件", "会办件", "协办件", "分办件", "参阅件", "承办件", "主办单位", "会办单位", "协办单位", "会同办理"),
    }
)
_KIND_WORDS = re.compile(r"人大|政协|建议案?|提案|议案|平时|闭会|大会|批评|意见|质询")
_NOISE = re.compile(r"[\s*＊:：\-—_/、,，.。·和及与]+")
_NAMING = frozenset({"名称", "姓名", "全称", "内容", "情况", "要求"})
GENERIC = frozenset(
    {
        *("编号", "编码", "号码", "标题", "题目", "主题", "事由", "姓名", "日期", "时间", "内容", "单位", "建议"),
        *("number", "no", "no.", "id", "num", "title", "subject", "name", "author", "date", "content", "unit", "topic"),
        *("reason", "description", "member", "text"),
    }
)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^】]*】|〔[^〕]*〕")


@dataclass(frozen=True)
class Field:
    """One thing a list can say of an item, and the headings it goes by."""

    key: str
    label: str
    weight: float
    exact: frozenset[str]
    contains: tuple[str, ...]


@cache
def fields() -> dict[str, Field]:
    """All known fields, from columns.toml."""
    table = tomllib.loads(Path(__file__).with_name("columns.toml").read_text("utf-8"))
    return {
        key: Field(
            key,
            entry["label"],
            entry["weight"],
            frozenset(bare(word) for word in entry["exact"]),
            tuple(entry.get("contains", ())),
        )
        for key, entry in table.items()
    }


@cache
def _by_heading() -> dict[str, str]:
    return {word: key for key, field in fields().items() for word in field.exact}


def bare(heading: str) -> str:
    """A heading without spaces, marks and case: 备 注 → 备注, proposal_number → proposalnumber."""
    return _NOISE.sub("", plain(heading)).lower() or plain(heading).strip()


@lru_cache(maxsize=4096)
def is_heading(words: str) -> bool:
    """Is this, as it stands, a word that heads a column?"""
    return len(words) <= 24 and bare(_BRACKETS.sub("", plain(words))) in _by_heading()


@lru_cache(maxsize=4096)
def field_of(heading: str) -> tuple[str, float]:
    """The field a heading names and how sure that is; ("", 0) when it is not known."""
    said = plain(heading)
    without = _BRACKETS.sub("", said)
    for words, sure in ((said, SURE), (without, SURE), (re.sub(r"\d+$", "", without.strip()), LIKELY)):
        if key := _by_heading().get(bare(words)):
            return key, sure
    short = bare(without)
    if 2 <= len(short) <= 16:
        for key, field in fields().items():
            if any(_is_about(short, word) for word in field.contains):
                return key, LIKELY
    return UNUSED, 0.0


def _is_about(heading: str, word: str) -> bool:
    """拟主办单位 is about 主办单位; 主办单位联系人 is not."""
    rest = heading.removeprefix(word)
    return heading.endswith(word) or (rest != heading and rest in _NAMING)


def field_of_path(path: Sequence[str]) -> tuple[str, float]:
    """The field of a heading in several rows: 代表/领衔 → lead, 承办单位/主办 → lead_unit, 会办单位/时限 → assist_due."""
    parts = [part for number, part in enumerate(path) if part and part not in path[:number]]
    if not parts:
        return UNUSED, 0.0
    if len(parts) == 1:
        return field_of(parts[0])
    joined = field_of("".join(parts[-2:]))
    turned = field_of(parts[-1] + parts[-2])
    own = field_of(parts[-1])
    for found in (joined, turned, own):
        if found[0] and found[1] == SURE:
            return found
    return max(own, joined, (UNUSED, 0.0), key=lambda found: found[1])


def weight_of(heading: str, field: str, sure: float) -> float:
    """How much a heading speaks for a hand-over list: words that any table may use count half."""
    return fields()[field].weight * sure * (0.5 if bare(heading) in GENERIC else 1.0)


def settle(field: str, samples: Sequence[object]) -> str:
    """What an ambiguous heading means, judged by the cells below: 类别 may be a role, a kind or a field of work."""
    words = [tidy(str(sample)) for sample in samples if sample is not None]
    if field in ("sort", "role", "field") and _share(words, lambda word: word in ROLE_WORDS) >= 0.6:
        return "role"
    if field == "sort":
        return "kind" if _share(words, lambda word: bool(_KIND_WORDS.search(word))) >= 0.6 else "field"
    if field == "role":
        return UNUSED if words and _share(words, lambda w: any(r in w for r in ROLE_WORDS)) < 0.3 else "role"
    if field in DATES and samples:
        read = sum(read_date(value, year_hint=2000) is not None for value in samples)
        return field if read or field in ("due", "assist_due") else UNUSED
    return field


def looks_like_role(samples: Sequence[object]) -> bool:
    """A column without a known heading whose cells are roles, nothing else."""
    words = [tidy(str(sample)) for sample in samples if sample is not None]
    return len(words) >= 2 and _share(words, lambda word: word in ROLE_WORDS) >= 0.9


def _share(words: Sequence[str], holds: Callable[[str], bool]) -> float:
    return sum(bool(holds(word)) for word in words) / len(words) if words else 0.0
