"""Where an item comes from, as headlines and cells say it: body, level, session, sitting or between, kind, year."""

import re
from dataclasses import dataclass, fields

from huiyin.prose.dates import read_date
from huiyin.prose.numbers import plain
from huiyin.prose.sessions import SessionName, read_session

_LEVELS = {
    "全国": "national",
    "国家": "national",
    "省": "provincial",
    "自治区": "provincial",
    "市": "municipal",
    "州": "municipal",
    "盟": "municipal",
    "区": "county",
    "县": "county",
    "旗": "county",
    "乡": "township",
    "镇": "township",
}
_CONGRESS = re.compile(r"人大|人民代表大会|代表建议|代表议案|代表提出|批评和意见|人代会")
_CPPCC = re.compile(r"政协|政治协商|提案|委员")
_LEVEL = re.compile(
    rf"(?P<place>[\u4e00-\u9fff]{{2,4}})?(?P<word>{'|'.join(_LEVELS)})(?:第?[0-9一二三四五六七八九十]+届)?"
    r"(?:人大|政协|人民代表大会|建议|提案|议案|议提案|代表|级(?:人大|政协|建议|提案|议案))"
)
_LEVEL_ALONE = re.compile(r"^(全国|国家|省|自治区|市|州|区|县|旗|乡|镇)级?$")
_BETWEEN = re.compile(r"平时|闭会|会后|休会")
_IN_SESSION = re.compile(r"大会|会议期间|会上|全会|会间")
_MOTION = re.compile(r"议案")
_NOT_MOTION = re.compile(r"建议|提案|批评|政协")
_LEAD_IN = re.compile(r"^.*?(?:附件?\d*[:：]|关于|交办|印发|做好|办理|承办|我委|我局|负责)+")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*(?:年|届|[-./]\d)")
_DAY = re.compile(r"(?<!\d)(?:19|20)\d{2}\s*(?:年|[-./])\s*\d{1,2}\s*(?:月|[-./])\s*\d{1,2}\s*日?")
_OUR_OWN = re.compile(r"\([^()]*(?:委|局|厅|办|院|会|中心)\)$")


@dataclass(frozen=True)
class Origin:
    """What is known so far; empty values are not known. between None: not said."""

    body: str = ""
    level: str = ""
    place: str = ""
    term: int = 0
    sitting: int = 0
    between: bool | None = None
    kind: str = ""
    year: int = 0

    def over(self, wider: "Origin") -> "Origin":
        """These facts, completed by what a wider context says; another body's session does not complete them."""
        if self.body and wider.body and self.body != wider.body:
            wider = Origin(level=wider.level, place=wider.place, between=wider.between, year=wider.year)
        if self.level and wider.level and self.level != wider.level:
            wider = Origin(body=wider.body, between=wider.between, kind=wider.kind, year=wider.year)
        own = {f.name: getattr(self, f.name) for f in fields(self)}
        return Origin(
            **{
                name: getattr(wider, name) if value in (None, "", 0) and value is not False else value
                for name, value in own.items()
            }
        )


NOWHERE = Origin()


def read_origin(text: str) -> Origin:
    """市十五届人大一次会议代表建议交办清单 → congress, municipal, 15, 1; 市政协平时提案 → cppcc, municipal, between."""
    said = _OUR_OWN.sub("", re.sub(r"\s+", "", plain(text)))
    body = _body(said)
    session = _session(said, body)
    body = session.body if session else body
    between = (
        True if _BETWEEN.search(said) else (False if _IN_SESSION.search(said.replace("人民代表大会", "")) else None)
    )
    level, place = (session.level or "", session.place) if session else _level(said)
    return Origin(
        body=body,
        level=level or _level(said)[0],
        place=place,
        term=session.term if session else 0,
        sitting=session.sitting if session else 0,
        between=between,
        kind=_kind(said),
        year=year_of(said),
    )


def _session(said: str, body: str) -> SessionName | None:
    """As prose reads it; where the body stands elsewhere in the line (省十三届五次会议代表建议), with its word put in."""
    short = _LEAD_IN.sub("", said)
    found = read_session(short) or read_session(said)
    if found is None and body and "届" in said:
        found = read_session(short.replace("届", "届人大" if body == "congress" else "届政协", 1))
    return found


def _body(said: str) -> str:
    congress, cppcc = _CONGRESS.search(said), _CPPCC.search(said)
    if congress and cppcc:
        return "" if "议提案" in said or "建议提案" in said or "提案" in said else "congress"
    if congress or _kind(said) == "motion":
        return "congress"
    if _kind(said) == "recommendation":
        return "cppcc"
    if cppcc and said != "建议提案" and "议提案" not in said:
        return "cppcc"
    return (
        "congress" if re.fullmatch(r"(?:(?:全国|省|市|区|县)级?)?建议(?:办理|交办)?(?:清单|件|表|台账)?", said) else ""
    )


def _level(said: str) -> tuple[str, str]:
    if alone := _LEVEL_ALONE.match(said):
        return _LEVELS[alone[1]], ""
    found = _LEVEL.search(said)
    if not found:
        return "", ""
    place = f"{found['place']}{found['word']}" if found["place"] and found["place"] not in ("全国",) else ""
    return _LEVELS[found["word"]], place if len(place) <= 5 and not re.search(r"办|交|件|年|附|批", place) else ""


def _kind(said: str) -> str:
    if "建议案" in said:
        return "recommendation"
    if _MOTION.search(said) and not _NOT_MOTION.search(said):
        return "motion"
    if "提案" in said and "议提案" not in said and "建议提案" not in said and not _CONGRESS.search(said):
        return "proposal"
    return "suggestion" if _CONGRESS.search(said) and "建议" in said and "提案" not in said else ""


def year_of(text: str) -> int:
    """The year a headline names; 0 when it names none."""
    found = _YEAR.search(plain(text))
    return int(found[1]) if found else 0


def day_of(text: str) -> str:
    """The day a headline or a 制表 row bears, as ISO text; "" when none."""
    found = _DAY.search(plain(text))
    day = read_date(re.sub(r"\s+", "", found[0])) if found else None
    return day.isoformat() if day else ""
