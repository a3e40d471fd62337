"""Counted figures in running text: 超过3万个, 3万余个, 近3万个, 22家, 108.08亿元, 百分之三 — with unit word and qualifier."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from huiyin.prose.numbers import to_int

Qualifier = Literal["", "over", "more", "near", "about"]

_WIDE = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), 0xFF05, 0xFF0E)}
_BEFORE: tuple[tuple[Qualifier, str], ...] = (
    ("over", "超过|超出|超|逾|突破|多于|高于|不少于|不低于|至少"),
    ("near", "(?<![最附临邻])(?:接近|将近|近)|不足|不到"),
    ("about", "大约|大概|(?<![节预签履公制集解])约"),
)
_MAGNITUDES = {"": 1, "百": 100, "千": 1000, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12}
_COUNTERS = (
    *("人次", "户次", "剂次", "场次", "班次", "架次", "车次", "台次", "件次", "人份", "课时", "学时"),
    *("平方公里", "平方千米", "平方米", "立方米", "公里", "千米", "公顷", "千瓦时", "兆瓦时", "千瓦", "兆瓦", "美元"),
    *("个百分点", "百分点", "个工作日", "工作日", "个月", "小时", "分钟", "天"),
    *("部门", "单位", "街道", "社区", "乡镇"),
    *("个", "家", "所", "处", "间", "座", "栋", "幢", "套", "户", "人", "名", "位", "件", "项", "条", "台", "辆", "艘"),
    *("架", "张", "份", "册", "本", "部", "篇", "次", "场", "期", "批", "班", "组", "支", "队", "对", "只", "头", "株"),
    *("棵", "根", "管", "剂", "例", "宗", "起", "笔", "款", "种", "元", "吨", "亩", "米", "床"),
)
_COUNTER = "|".join(sorted(_COUNTERS, key=len, reverse=True))
_SAME = (frozenset("家个所处座"), frozenset("人名位"), frozenset("张个床"), frozenset(("次", "场", "场次")))
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SPELT = "[零〇一二三四五六七八九十百千万亿两]+"
_SHAPE = re.compile(
    rf"(?:(?:(?P<over>{_BEFORE[0][1]})|(?P<near>{_BEFORE[1][1]})|(?P<about>{_BEFORE[2][1]}))[了 ]?)?"
    rf"(?:百分之(?P<hundredths>{_NUMBER}|{_SPELT})"
    rf"|(?P<percent>{_NUMBER})(?P<sign>[%‰])"
    rf"|(?:(?P<number>{_NUMBER})[ \u3000]?(?P<odd>[余多])?(?P<size>万亿|百万|千万|[百千万亿])?|(?<![几数上])(?P<spelt>{_SPELT}))"
    rf"(?P<more>[余多])?[ \u3000]?(?P<counter>{_COUNTER}))"
    r"(?P<tail>以上|左右|上下)?"
)
_UNCOUNTED = re.compile(r"(?:[第之〔\[《\d.,/]|(?<![A-Za-z])[A-Za-z]|\d[^\W\d]?\s*[-—–~～至到])$")
_IDIOM = re.compile(
    r"一体|意识|自信|维护|确立|全面|务必|毫不|会议|全会|全体会|工程|为民|大局|代替|分(?!钟)|委|[-—–~～至到]\s*\d"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """One counted figure and where it stands; `counter` is % for shares, the bare unit word (个, 元) otherwise."""

    text: str
    start: int
    end: int
    value: Decimal
    counter: str
    qualifier: Qualifier = ""


def find_quantities(text: str) -> list[Quantity]:
    """Every counted figure in order; dates, numbers of documents and clauses, ranges and turns of speech are none."""
    flat = text.translate(_WIDE)
    found = []
    for shape in _SHAPE.finditer(flat):
        value = _value(shape)
        if value is None or _UNCOUNTED.search(flat, 0, shape.start()) or _IDIOM.match(flat, shape.end()):
            continue
        counter = "%" if shape["hundredths"] else shape["sign"] or shape["counter"]
        said = text[shape.start() : shape.end()]
        found.append(Quantity(said, shape.start(), shape.end(), value, counter, _qualifier(shape)))
    return found


def read_quantity(text: str) -> Quantity | None:
    """The one figure a short field holds: 超过3万个; None when it is no figure or more than one."""
    found = find_quantities(text.strip())
    return found[0] if len(found) == 1 and found[0].text == text.strip() else None


def same_counter(one: str, other: str) -> bool:
    """Whether both count the same things: 22家机构, 22个机构; 人 and 名."""
    return one == other or any(one in group and other in group for group in _SAME)


def _value(shape: re.Match[str]) -> Decimal | None:
    if said := shape["hundredths"] or shape["percent"]:
        return _plain(said)
    if shape["number"]:
        return _plain_number(shape["number"]) * _MAGNITUDES[shape["size"] or ""]
    spelt = _plain(shape["spelt"])
    return spelt if spelt is not None and spelt > 1 else None


def _plain(said: str) -> Decimal | None:
    """Digits as they stand, or 二十二; a bare 百, 千, 万 is a turn of speech (千家万户)."""
    if said[0].isdigit():
        return _plain_number(said)
    if not re.search("[一二三四五六七八九十两]", said):
        return None
    number = to_int(said)
    return None if number is None else Decimal(number)


def _plain_number(said: str) -> Decimal:
    return Decimal(said.replace(",", ""))


def _qualifier(shape: re.Match[str]) -> Qualifier:
    for name, _ in _BEFORE:
        if shape[name]:
            return name
    if shape["odd"] or shape["more"]:
        return "more"
    return {"以上": "over", "左右": "about", "上下": "about"}.get(shape["tail"] or "", "")  # type: ignore[return-value]
