"""Names in a cell: units with their labels, people with stated counts, and what kind of submitter a name is."""

import re
from dataclasses import dataclass
from typing import Literal

from huiyin.prose.numbers import plain, to_int

SubmitterKind = Literal["person", "delegation", "sector", "party", "organisation", "committee", "subgroup"]

ROLE_LABELS = (
    *("主办", "承办", "独办", "牵头", "共同主办", "会同办理", "分办", "分别办理", "会办", "协办", "参阅"),
    *("主办单位", "承办单位", "牵头单位", "会办单位", "协办单位", "参阅单位", "分办单位", "独办单位", "牵头主办"),
)
_SHORT_LABELS = {
    "主": "主办",
    "会": "会办",
    "协": "协办",
    "分": "分办",
    "阅": "参阅",
    "独": "独办",
    "分别办理": "分办",
    "配合": "协办",
}
_NOBODY = re.compile(r"[-—–_/\\\s]*|无|没有|空|暂无|不需要?|N/?A|none|null", re.I)
_SEPARATOR = re.compile(r"[、，,;；/／|\n\r\t]+|\s+")
_BRACKET = re.compile(r"\((?P<inside>[^()]*)\)")
_BRACKETS = str.maketrans("【】[]〔〕{}〈〉", "()()()()()")
_NUMBERING = re.compile(r"^(?:[1-9]\d?[.、)]|\([1-9一二三四五六七八九]\)|[①-⑩])\s*")
_LABEL = "|".join(sorted(ROLE_LABELS, key=len, reverse=True))
_LEADING_LABEL = re.compile(rf"^(?P<label>{_LABEL})[:：]")
_LABEL_INSIDE = re.compile(rf"(?<=[^\n])[\s,，、;；]*(?=(?:{_LABEL})[:：])")
_LABEL_BEHIND = re.compile(
    r"^(?P<name>.*[局委厅办院会府部社团队校心司处])(?:为)?(?P<label>主办|承办|独办|牵头|会办|协办|分办|参阅|配合)$"
)
_COUNT = re.compile(r"等\s*(?P<n>\d+|[一二三四五六七八九十百两]+)\s*(?:人|名|位|件)?(?:代表|委员)?$")
_PARTIES = (
    *("民革", "民盟", "民建", "民进", "农工党", "农工民主党", "致公党", "九三学社", "台盟", "中共"),
    *("中国国民党革命委员会", "中国民主同盟", "中国民主建国会", "中国民主促进会", "台湾民主自治同盟"),
)
_ORGANISATIONS = (
    *(
        "工商联",
        "工商业联合会",
        "总工会",
        "共青团",
        "团省委",
        "团市委",
        "团区委",
        "团县委",
        "妇联",
        "妇女联合会",
        "青联",
    ),
    *(
        "科协",
        "侨联",
        "台联",
        "文联",
        "残联",
        "红十字会",
        "学联",
        "社科联",
        "记协",
        "贸促会",
        "协会",
        "商会",
        "学会",
        "联合会",
    ),
)
_ORGAN_TAILS = (
    "委员会",
    "局",
    "厅",
    "办公室",
    "中心",
    "公司",
    "医院",
    "大学",
    "学院",
    "集团",
    "研究院",
    "研究所",
    "支部",
)
_COMMITTEES = re.compile(
    r"(?:专门?委(?:员会)?|工作?委(?:员会)?|专委会|城建委|提案委|经济委|社法委|文史委|教科(?:文)?卫体?委|人资环委|农业农村委"
    r"|人口资源环境委|民宗委|港澳台侨委|社会(?:和)?法制委|财经委|法制委|侨民?宗?委|文化文史(?:和学习)?委)(?:员会)?$"
)


@dataclass(frozen=True, slots=True)
class UnitMention:
    """A unit as a cell names it, with the label written beside it (分办), else ""."""

    name: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class People:
    """The names of a cell and how many people it says there are (示例委员005等2人: one name, count 2)."""

    names: tuple[str, ...]
    count: int


def split_units(text: str) -> list[UnitMention]:
    """市卫健委、市教育局(分办) → both 分办; 无, — and empty cells name nobody."""
    units: list[UnitMention] = []
    for line in re.split(r"[\n\r;；]+", _LABEL_INSIDE.sub("\n", _unspaced(plain(text).translate(_BRACKETS)))):
        units += _units_of_line(line)
    return list(dict.fromkeys(units))


def _units_of_line(line: str) -> list[UnitMention]:
    heading = _LEADING_LABEL.match(line.strip())
    label = heading["label"].removesuffix("单位") if heading else ""
    rest = line.strip()[heading.end() :] if heading else line
    found = [_unit(part) for part in _SEPARATOR.split(_guard_brackets(rest))]
    units = [unit for unit in found if not _NOBODY.fullmatch(unit.name)]
    if label:
        return [UnitMention(unit.name, unit.label or label) for unit in units]
    labelled = [number for number, unit in enumerate(units) if unit.label]
    if labelled == [len(units) - 1] and units[-1].label in ("分办", "共同主办", "会办", "协办", "参阅", "会同办理"):
        return [UnitMention(unit.name, units[-1].label) for unit in units]
    return units


def _unit(part: str) -> UnitMention:
    """市教育局(分办) → name and label; a bracket that is no label belongs to the name."""
    name, label = _NUMBERING.sub("", part.replace("\x00", "、").strip("：:。. ")), ""
    for bracket in _BRACKET.finditer(name):
        inside = bracket["inside"].removesuffix("单位").strip()
        if inside in ROLE_LABELS or inside in _SHORT_LABELS:
            label = _SHORT_LABELS.get(inside, inside)
            name = (name[: bracket.start()] + name[bracket.end() :]).strip()
    if not label and (behind := _LABEL_BEHIND.match(name)):
        name, label = behind["name"], _SHORT_LABELS.get(behind["label"], behind["label"])
    return UnitMention(name, label)


def _guard_brackets(line: str) -> str:
    """Separators inside brackets do not separate: 市数据局(市大数据中心、市信息中心)."""
    return _BRACKET.sub(lambda m: "(" + re.sub(r"[、，,;；/\s]+", "\x00", m["inside"]) + ")", line)


def _unspaced(text: str) -> str:
    """A space beside a bracket separates nothing: 市教育局 (分办)."""
    return re.sub(r"[ \t]+(?=\()|(?<=\()[ \t]+|[ \t]+(?=\))", "", text)


def split_people(text: str) -> People:
    """示例代表100、示例代表101 → two names; 示例委员005等2人 → one name, two people."""
    said = plain(text).strip()
    if _NOBODY.fullmatch(said):
        return People((), 0)
    names: list[str] = []
    stated = 0
    for part in _SEPARATOR.split(_guard_brackets(_closed_up(said))):
        name = part.replace("\x00", "、").strip("：:。. ")
        if counted := _COUNT.search(name):
            stated = max(stated, to_int(counted["n"]) or 0)
            name = name[: counted.start()]
        name = re.sub(r"(?:等|\((?:领衔|附议|联名|第一提案人)\))$", "", name).strip()
        if name and not _NOBODY.fullmatch(name):
            names.append(name)
    unique = tuple(dict.fromkeys(names))
    return People(unique, max(stated, len(unique)))


def _closed_up(text: str) -> str:
    """王 伟 → 王伟: two single characters apart are one name; 等 2 人 is one phrase."""
    text = re.sub(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])[ ]+([\u4e00-\u9fff])(?![\u4e00-\u9fff])", r"\1\2", text)
    return re.sub(r"\s*等\s*(\S+?)\s*(?=人|名|位)", r"等\1", text)


def submitter_kind(name: str) -> SubmitterKind:
    """省工商联 organisation · 民革省委 party · 农业界 sector · 武汉代表团 delegation · 第三委员小组 subgroup · 城建委 committee · else a person."""
    said = re.sub(r"\s+", "", plain(name))
    if said.endswith(("代表团", "代表小组", "代表组", "代表中心组")):
        return "delegation"
    if any(said.startswith(party) or (party in said and len(said) > 3) for party in _PARTIES):
        return "party"
    if re.search(r"界别?(?:小组|委员小组|组)?$", said) and len(said) > 2:
        return "sector"
    if re.search(r"(?:委员小组|联组)$", said) and len(said) > 2:
        return "subgroup"
    if re.search(r"(?:人大|政协).*委(?:员会)?$", said):
        return "committee"
    if any(word in said for word in _ORGANISATIONS):
        return "organisation"
    if _COMMITTEES.search(said):
        return "committee"
    return "organisation" if said.endswith(_ORGAN_TAILS) and len(said) > 3 else "person"
