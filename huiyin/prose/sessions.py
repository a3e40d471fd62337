"""Names of sessions: 市十五届人大一次会议 to body, level, place, term and sitting, and back."""

import re
from dataclasses import dataclass
from typing import Literal

from huiyin.prose.numbers import CHINESE, plain, to_chinese, to_int

Body = Literal["congress", "cppcc"]
Level = Literal["national", "provincial", "municipal", "county", "township"]

BODY_WORDS: dict[Body, str] = {"congress": "人大", "cppcc": "政协"}
LEVEL_WORDS: dict[Level, str] = {
    "national": "全国",
    "provincial": "省",
    "municipal": "市",
    "county": "区",
    "township": "镇",
}
_BY_WORD: dict[str, Level] = {
    "全国": "national",
    "省": "provincial",
    "自治区": "provincial",
    "市": "municipal",
    "州": "municipal",
    "盟": "municipal",
    "地区": "municipal",
    "区": "county",
    "县": "county",
    "旗": "county",
    "乡": "township",
    "镇": "township",
    "街道": "township",
}
_CITIES = ("北京", "天津", "上海", "重庆")
_PROVINCES = (
    *_CITIES,
    *("河北", "山西", "辽宁", "吉林", "黑龙江", "江苏", "浙江", "安徽", "福建", "江西", "山东", "河南", "湖北", "湖南"),
    *("广东", "海南", "四川", "贵州", "云南", "陕西", "甘肃", "青海", "内蒙古", "广西", "西藏", "宁夏", "新疆"),
)
_CONGRESS = r"人民代表大会|人大"
_CPPCC = r"中国人民政治协商会议|人民政治协商会议|政治协商会议|政协"
_NUMBER = rf"[{CHINESE}0-9]+"
_TERM = re.compile(rf"(?P<before>.*?)第?(?P<term>{_NUMBER})届(?P<after>.*)")
_SITTING = re.compile(rf"(?P<between>.*?)第?(?P<sitting>{_NUMBER})次(?:会议|全会|全体会议|大会)?")
_YEAR = re.compile(r"^\d{4}年度?")
_LEAD_IN = re.compile(r"关于|答复|对|在")
_PLACE = re.compile(r"(?P<place>.*?)(?P<word>全国|自治区|地区|街道|省|市|州|盟|区|县|旗|乡|镇)")


@dataclass(frozen=True, slots=True)
class SessionName:
    """One session; `place` is empty when the text names only the level (市十五届…); sitting 0: not said."""

    body: Body
    level: Level | None
    term: int
    sitting: int
    place: str = ""
    in_session: bool = True


def read_session(text: str) -> SessionName | None:
    """The session a phrase names, or None; level None when the phrase does not say it (政协十届三次会议)."""
    phrase = _YEAR.sub("", re.sub(r"\s+", "", plain(text)))
    found = _TERM.match(phrase)
    if found is None:
        return None
    sitting = _SITTING.match(found["after"])
    between = (sitting["between"] if sitting else found["after"]).replace("委员会", "")
    before = _LEAD_IN.split(found["before"])[-1]
    body = _body(before + between) or _body(found["after"])
    term, number = to_int(found["term"]), to_int(sitting["sitting"]) if sitting else 0
    if body is None or not term or number is None:
        return None
    place, level = _place(before, between)
    return SessionName(body, level, term, number, place, not re.search("闭会|平时|会后", phrase))


def session_name(body: Body, level: Level, term: int, sitting: int, place: str = "") -> str:
    """省十三届人大五次会议, 省政协十二届五次会议, 十四届全国人大二次会议; the inverse of `read_session`."""
    if term < 1 or sitting < 1:
        raise ValueError("届、次应为正整数")
    where = place or LEVEL_WORDS[level]
    term_words, sitting_words = to_chinese(term), to_chinese(sitting)
    if body == "cppcc":
        return f"{where}政协{term_words}届{sitting_words}次会议"
    if level == "national":
        return f"{term_words}届全国人大{sitting_words}次会议"
    return f"{where}{term_words}届人大{sitting_words}次会议"


def _body(phrase: str) -> Body | None:
    if re.search(_CPPCC, phrase):
        return "cppcc"
    return "congress" if re.search(_CONGRESS, phrase) else None


def _place(before: str, between: str) -> tuple[str, Level | None]:
    """The place named and its level; 市 alone is a level, 长沙市 a place (a county-level city reads as municipal)."""
    for part in (before, between):
        phrase = re.sub(f"{_CPPCC}|{_CONGRESS}", "", part)
        if phrase.removesuffix("市") in _CITIES or phrase in _PROVINCES:
            return phrase, "provincial"
        if found := _PLACE.fullmatch(phrase):
            return (phrase if found["place"] else "", _BY_WORD[found["word"]])
    return "", None
