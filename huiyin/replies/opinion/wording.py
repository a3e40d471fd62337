"""What the words of an opinion say: to which ask, for or against it, and whether there is anything in them."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from huiyin.prose.numbers import to_int
from huiyin.replies.models import Stance

FEWEST = 12
"""So many characters beside the formulas are the least that can say what is to be done."""

_NUMBER = r"[一二三四五六七八九十\d]{1,3}"
_SIGN = r"(?:条|项|点)"
_LIST = rf"{_NUMBER}(?:{_SIGN}?\s*(?:、|，|,|和|及|与|至|到|—|－|-|~|～)\s*第?\s*{_NUMBER})*"
_NAMED = re.compile(
    r"(?:^|(?<=[\n。；;]))\s*(?:[一二三四五六七八九十]{1,2}、|[（(][一二三四五六七八九十]{1,2}[）)])?(?:关于|对于|对|针对|就)?\s*"
    rf"第\s*({_LIST})\s*{_SIGN}(?:诉求|建议|意见|内容|问题)?(?:的?意见)?\s*(?:[：:，,、]|\s)\s*"
)
_MENTIONED = re.compile(rf"第\s*({_LIST})\s*{_SIGN}")
_NUMBERED = re.compile(
    r"(?:^|\n)\s*(?:([一二三四五六七八九十]{1,3})、|[（(]([一二三四五六七八九十]{1,3})[）)]|(\d{1,2})[.．、](?!\d))\s*"
)
_RANGE = re.compile(rf"({_NUMBER}){_SIGN}?\s*(?:至|到|—|－|-|~|～)\s*第?\s*({_NUMBER})")
_BEGIN = r"^(?:[^。；;\n]{0,24}?)"
_OURS = r"(?:^|[，,：:])\s*(?:经研究[，,]?)?(?:我|本)?(?:局|委|厅|办|院|处|部|单位|部门)?(?:原则上?|完全|均|总体|表示|对此)*"
_STANCES = (
    (Stance.NONE, re.compile(_BEGIN + r"(?:无|没有)(?:不同|修改|补充|其他|具体)?意见")),
    (Stance.DISAGREES, re.compile(_BEGIN + r"(?<!是否)(?:不(?:予)?(?:同意(?!见)|赞成|认同)|不予采纳|有不同意见)")),
    (Stance.PARTLY, re.compile(_BEGIN + r"(?:部分(?:同意|采纳|赞成)|基本同意)")),
    (Stance.AGREES, re.compile(r"^[^。；;\n]{0,24}?" + _OURS + r"(?:同意|赞成|支持)(?!.{0,4}后)")),
)
_FORMULAS = (
    r"(?:高度重视|认真(?:研究|对待|梳理|组织)(?:办理|落实|吸纳|吸收)?)",
    r"(?:积极|全力|主动|大力|切实|密切|进一步)(?:予以)?(?:配合|支持|参与|协助|落实|推进|推动|协调)(?:做好|主办单位|贵委|贵局|贵单位|贵办)?",
    r"(?:按照|根据|结合|立足)?(?:各自|自身|部门|本部门|我局|我委|本单位)?(?:职责|职能)(?:分工|范围)?",
    r"(?:做好|落实好?|抓好|开展)(?:相关|有关|各项|此项)?(?:工作|落实|办理)",
    r"(?:会同|配合|协同)(?:相关|有关|各)(?:部门|单位)",
    r"(?:请|由)?(?:主办单位|牵头单位|贵委|贵局|贵单位)?(?:统筹|一并|综合)(?:考虑|研究|答复|办理)",
    r"加强(?:沟通|协调|配合|协作|联系)(?:协作|配合|衔接)?",
    r"(?:感谢|衷心感谢)[^。；;\n]{0,40}(?:关心|支持|理解)",
    r"(?:以上意见|仅)?供(?:贵委|贵局|贵单位|主办单位)?参考",
    r"(?:来函|贵委|贵局|建议|提案)?(?:收悉|现(?:回复|函复|答复)如下|经研究)",
    r"(?:共同)?(?:推动|促进)(?:相关|有关)?(?:工作|建议|事项)(?:落地|落实|见效|取得实效)?",
)
_FORMULA = re.compile("|".join(_FORMULAS))
_SMALL = re.compile(
    r"[\s，。、；：,.;:！!（）()“”\"']|我(?:局|委|厅|办|院|处|单位|部门)|本(?:单位|部门)|相关|有关|工作|将|并|和|的|对|等"
)


@dataclass(frozen=True)
class PointSaid:
    """What an opinion says to one ask, by its number."""

    ask: int
    stance: str = ""
    text: str = ""


@dataclass(frozen=True)
class Heard:
    """A letter of opinion taken apart: what it says to each ask, and what stands before that."""

    points: tuple[PointSaid, ...]
    rest: str


def hear(text: str, asks: Collection[int]) -> Heard:
    """“第1条：…” or a list of as many points as there are asks, split onto them; else all of it is said as a whole."""
    text = text.strip()
    marks = list(_marks(text, asks))
    if not marks:
        return Heard((), text)
    said: dict[int, list[str]] = {}
    ends = [start for _, start, _ in marks[1:]] + [len(text)]
    for (numbers, _, begins), end in zip(marks, ends, strict=True):
        for number in numbers:
            said.setdefault(number, []).append(text[begins:end].strip())
    points = (PointSaid(number, stance_of(words := "\n".join(parts)), words) for number, parts in sorted(said.items()))
    return Heard(tuple(points), text[: marks[0][1]].strip())


def _marks(text: str, asks: Collection[int]) -> Iterator[tuple[list[int], int, int]]:
    """Which asks each part is about, where the part stands, where its words begin."""
    named = [(_numbers(found.group(1)), found.start(), found.end()) for found in _NAMED.finditer(text)]
    if fitting := [mark for mark in named if mark[0] and set(mark[0]) <= set(asks)]:
        yield from fitting
        return
    listed = [(found, to_int(next(filter(None, found.groups())))) for found in _NUMBERED.finditer(text)]
    wanted = sorted(asks)
    if len(wanted) > 1 and [number for _, number in listed] == list(range(1, len(wanted) + 1)):
        yield from (([ask], found.start(), found.end()) for ask, (found, _) in zip(wanted, listed, strict=True))


def mentioned(text: str) -> list[int]:
    """The asks a text names: 办理第1、3条 → 1, 3."""
    return sorted({number for found in _MENTIONED.finditer(text) for number in _numbers(found.group(1))})


def _numbers(listed: str) -> list[int]:
    """第一、三至五 → 1, 3, 4, 5."""
    found = {number for word in re.findall(_NUMBER, listed) if (number := to_int(word))}
    for first, last in _RANGE.findall(listed):
        found |= set(range(to_int(first) or 0, (to_int(last) or 0) + 1))
    return sorted(found - {0})


def stance_of(text: str) -> str:
    """For or against, where the opinion says so at its beginning; "" where it does not."""
    begins = text.strip()
    return str(next((stance for stance, shape in _STANCES if shape.search(begins)), ""))


def emptiness(text: str) -> str:
    """Why there is nothing in it; "" where it takes a stand or says something beside the usual formulas."""
    if not text.strip():
        return "没有写意见"
    found = list(dict.fromkeys(match.group() for match in _FORMULA.finditer(text)))
    left = len(_SMALL.sub("", _FORMULA.sub("", text)))
    if not found or left >= FEWEST or stance_of(text):
        return ""
    return f"只有{'、'.join(f'“{phrase}”' for phrase in found[:3])}一类的话，没有说到怎么办"
