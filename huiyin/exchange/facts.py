"""What one line says, cell by cell: number, title, people, dates, consent, marks; doubts as flags, faults as problems."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from huiyin.directory.submitters import SubmitterName
from huiyin.exchange.lines import Line
from huiyin.exchange.origin import NOWHERE, Origin, read_origin
from huiyin.exchange.terms import Term, read_term
from huiyin.items.drafts import MarkDraft
from huiyin.items.models import Consent, Kind, MarkKind
from huiyin.items.numbering import clean_number
from huiyin.prose.asks import split_asks
from huiyin.prose.dates import read_date
from huiyin.prose.names import split_people, submitter_kind
from huiyin.prose.numbers import plain, tidy, to_int
from huiyin.prose.titles import clean_title

LIMITS = {"official_no": 60, "title": 300}
_CLASS_NO = re.compile(r"^(?P<no>[^()]+)\((?P<class>[^()]*类[^()]*号?)\)$")
_GROUPED = re.compile(r"^(?P<name>[^()]{2,})\((?P<group>[^()]{2,20}(?:团|界|组|联|党派?|盟|会))\)$")
_TITLED = re.compile(r"^(?P<name>[\u4e00-\u9fff·]{2,4})(?:代表|委员)$")
_LEADER_LED = re.compile(r"(?P<who>[\u4e00-\u9fff]{0,20}?)(?:牵头|领衔)?领办")
_KEY = re.compile(r"(?P<who>[\u4e00-\u9fff]{0,20}?)(?:领衔)?(?:重点(?:督办|建议|提案|件|办理)?|督办)")
_NO_REPLY = re.compile(r"(?:不需要?|无需|不要求|免予?)(?:作出)?(?:书面)?(?:答复|回复)|仅?供(?:研究|工作)?参考")
_FOR_EACH = re.compile(r"(?:(?P<role>主办|承办|会办|协办)(?:单位|件)?(?:意见)?[:：为于在]?)?(?P<when>[^，,;；、\n]+)")
_NOT = re.compile(r"^(?:否|无|不|非|/|-|—|×|x|没有|0)")
ROW_ORIGIN = frozenset({"session", "kind", "source", "level", "when", "term", "sitting", "year"})
NO_CONTENT = re.compile(r"涉密|线下办理|不录内容")


@dataclass(frozen=True)
class Facts:
    """One line, understood. `problems` make the row an error; `flags` are printed with the item."""

    line: Line
    official_no: str = ""
    class_no: str = ""
    register_no: str = ""
    title: str = ""
    text: str = ""
    lead: SubmitterName | None = None
    cosigners: tuple[SubmitterName, ...] = ()
    stated_signers: int = 0
    submitters_text: str = ""
    due: dt.date | Term | None = None
    assist_due: dt.date | Term | None = None
    dispatched: dt.date | None = None
    submitted: dt.date | None = None
    consent: str = ""
    consent_reason: str = ""
    remark: str = ""
    field: str = ""
    topics: tuple[str, ...] = ()
    marks: tuple[MarkDraft, ...] = ()
    no_written_reply: bool = False
    offline: bool = False
    role_said: str = ""
    office: str = ""
    reply_class: str = ""
    origin: Origin = NOWHERE
    flags: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def where(self) -> tuple[str, int, int, int]:
        return self.line.place


def facts_of(line: Line, wider: Origin, *, year: int) -> Facts:
    """Read one line. `wider`: what its table says; `year`: for days without one."""
    numbers = _numbers(line)
    origin = _origin(line, numbers["official_no"]).over(line.origin).over(wider)
    people = _people(line)
    remark = line.text("remark").replace("\n", "；")
    facts = Facts(
        line=line,
        title=clean_title(" ".join(line.text("title").split("\n")) if "title" in line.cells else ""),
        text=line.text("text") or line.text("summary"),
        remark=remark[:300],
        field=_short(line, "field")[:60],
        topics=tuple(word for word in re.split(r"[、,，;；\s]+", _short(line, "topic")) if word)[:10],
        role_said=_short(line, "role") or line.group_role,
        office=_short(line, "office"),
        reply_class=_short(line, "reply_class")[:20],
        consent=consent_of(_short(line, "consent")),
        no_written_reply=bool(_NO_REPLY.search(remark)) or bool(_NO_REPLY.search(_short(line, "no_reply"))),
        origin=origin,
        **numbers,
        **people,
    )
    facts = replace(facts, marks=_marks(line, facts.remark, origin))
    return _flagged(_dated(facts, year))


def _numbers(line: Line) -> dict[str, Any]:
    said = re.sub(r"\s+", "", plain(str(line.first("number") or "")))
    both = _CLASS_NO.match(said)
    no, class_no = (both["no"], both["class"]) if both else (said, "")
    own = re.sub(r"\s+", "", plain(str(line.first("class_no") or "")))
    register_no = clean_number(str(line.first("register_no") or ""))
    return {
        "official_no": clean_number(no) if no else "",
        "class_no": (own or class_no)[:60],
        "register_no": register_no[:60],
    }


def _origin(line: Line, number: str) -> Origin:
    """What the row itself says of its body, session, level, kind and time."""
    if not ROW_ORIGIN & set(line.cells):
        return _by_number(number)
    words = {name: _short(line, name) for name in ROW_ORIGIN}
    origin = (
        Origin(year=to_int(words["year"].removesuffix("年").removesuffix("年度")) or 0) if words["year"] else Origin()
    )
    for name in ("session", "kind", "source", "level", "when"):
        origin = origin.over(read_origin(words[name])) if words[name] else origin
    term, sitting = (_ordinal(words[name]) for name in ("term", "sitting"))
    if term and sitting:
        origin = replace(origin, term=term, sitting=sitting)
    return origin.over(_by_number(number))


def _by_number(number: str) -> Origin:
    """平时第1号 and 1号议案 say when and what in the number itself."""
    if not re.search(r"平时|闭会|议案|建议案|会后", number):
        return NOWHERE
    said = read_origin(number)
    return Origin(between=said.between, kind=said.kind)


def _ordinal(words: str) -> int:
    return to_int(re.sub(r"^第|[届次]$", "", words)) or 0


def _people(line: Line) -> dict[str, Any]:
    lead_text, more_text = line.text("lead"), line.text("cosigners")
    first, more = split_people(lead_text), split_people(more_text)
    group, post = _short(line, "group"), _short(line, "post")
    names = [_name(name) for name in first.names]
    lead = _lead(names[0], group, post, _short(line, "phone")) if names else None
    cosigners = tuple(dict.fromkeys([*names[1:], *(_name(name) for name in more.names)]))
    said = to_int(re.sub(r"[人名]$", "", _short(line, "signer_count"))) or 0
    stated = max(
        first.count if len(first.names) == 1 else 0, first.count + more.count if more.names else 0, more.count, said
    )
    named = (1 if lead else 0) + len(cosigners)
    return {
        "lead": lead,
        "cosigners": tuple(name for name in cosigners if not lead or name.name != lead.name),
        "stated_signers": stated if stated > named else 0,
        "submitters_text": "、".join(part for part in (lead_text, more_text) if part).replace("\n", "、")[:300],
    }


@lru_cache(maxsize=8192)
def _name(said: str) -> SubmitterName:
    """张三(江汉代表团) → a person with a group; 王小明代表 → 王小明; 省工商联 stays an organisation."""
    said = plain(said)[:120]
    grouped = _GROUPED.match(said)
    name, group = (grouped["name"], grouped["group"]) if grouped else (said, "")
    kind = submitter_kind(name)
    titled = _TITLED.match(name) if kind == "person" else None
    return SubmitterName(titled["name"] if titled else name, kind, group)


def _lead(name: SubmitterName, group: str, post: str, phone: str) -> SubmitterName:
    if name.kind != "person":
        return name
    return replace(name, group=(name.group or group)[:60], post=post[:120], phone=phone[:40])


def consent_of(said: str) -> str:
    """是, 同意 → full; 否 → no; 仅公开标题 → title_only; anything else is not known."""
    if not said:
        return Consent.UNKNOWN
    if "标题" in said or "题目" in said or "案由" in said:
        return Consent.TITLE_ONLY
    if re.match(r"否|不|非|×|x$|N$|no$", said, re.I):
        return Consent.NO
    return Consent.FULL if re.match(r"是|同意|可|公开|全文|主动|√|✓|y$|yes$|能", said, re.I) else Consent.UNKNOWN


def _marks(line: Line, remark: str, origin: Origin) -> tuple[MarkDraft, ...]:
    """领办 and 督办 as the remark or a column of their own says, each by somebody."""
    found: dict[tuple[str, str], MarkDraft] = {}
    for part in re.split(r"[；;，,。\n]", remark):
        for draft in _marks_in(part, origin):
            found.setdefault((draft.kind, draft.by_whom), draft)
    for name, kind in (("leader_led", MarkKind.LEADER_LED), ("key", MarkKind.KEY)):
        said = _short(line, name)
        if said and not _NOT.match(said):
            plain_yes = re.fullmatch(r"是|√|✓|y|yes|重点|重点件|重点督办|领办|领办件|1", said, re.I)
            by_whom = _sender(origin) if plain_yes else said[:120]
            found.setdefault((kind, by_whom), MarkDraft(kind, by_whom, note=said[:300]))
    return tuple(found.values())


def _marks_in(part: str, origin: Origin) -> list[MarkDraft]:
    found = []
    if led := _LEADER_LED.search(part):
        found.append(MarkDraft(MarkKind.LEADER_LED, _by(led["who"], origin), note=part[:300]))
    elif (key := _KEY.search(part)) and "非重点" not in part:
        found.append(MarkDraft(MarkKind.KEY, _by(key["who"], origin), note=part[:300]))
    if "公开办理" in part:
        found.append(MarkDraft(MarkKind.OPEN_HANDLING, _sender(origin), note=part[:300]))
    return found


def _by(who: str, origin: Origin) -> str:
    return re.sub(r"^(?:由|请|系|为|拟由)|(?:列为|确定为|确定|作为|的)$", "", who) or _sender(origin)


def _sender(origin: Origin) -> str:
    """市人大, 省政协: whose list it is."""
    level = {"national": "全国", "provincial": "省", "municipal": "市", "county": "区", "township": "镇"}.get(
        origin.level, ""
    )
    return f"{level}{'政协' if origin.body == 'cppcc' else '人大' if origin.body == 'congress' else '交办单位'}"


def _dated(facts: Facts, year: int) -> Facts:
    """The days of the row; a day that cannot be read is a flag, never a guess."""
    line, flags = facts.line, list(facts.flags)
    days: dict[str, Any] = {}
    found: dict[str, Any] = {}
    for name in ("dispatched", "received", "submitted", "due", "assist_due"):
        cell = line.first(name)
        days[name] = read_date(cell, year_hint=year) if cell is not None else None
        if cell is None or days[name] is not None:
            continue
        limits = _limits(str(cell), year) if name.endswith("due") else {}
        days[name] = limits.get("主办" if name == "due" else "会办") or limits.get("")
        if name == "due" and "会办" in limits and line.first("assist_due") is None:
            found["assist_due"] = limits["会办"]
        if days[name] is None and not limits and not _NOT.match(plain(str(cell)).strip()):
            flags.append(f"{name}_unreadable")
    received = days.pop("received")
    days |= {"dispatched": days["dispatched"] or received, **found}
    return replace(facts, flags=tuple(flags), **days)


def _limits(said: str, year: int) -> dict[str, dt.date | Term]:
    """90日内; 30个工作日内; 主办6月30日前，会办5月31日前 → a limit for each role, "" for all."""
    if term := read_term(said):
        return {"": term}
    found: dict[str, dt.date | Term] = {}
    for part in _FOR_EACH.finditer(re.sub(r"[ \t]+", "", plain(said))):
        limit = read_date(part["when"], year_hint=year) or read_term(part["when"])
        if limit:
            found.setdefault({"承办": "主办", "协办": "会办"}.get(part["role"], part["role"] or ""), limit)
    return found


def _flagged(facts: Facts) -> Facts:
    """What a person should know of the row, and what makes it impossible."""
    if _is_offline(facts):
        facts = replace(facts, offline=True, title="", text="", flags=(*facts.flags, "offline"))
    flags, problems = list(facts.flags), list(facts.problems)
    if not facts.official_no or not re.search(r"[0-9A-Za-z零〇一二三四五六七八九十]", facts.official_no):
        problems.append("没有编号" if not facts.official_no else f"编号“{facts.official_no[:20]}”不像编号")
    if not facts.title and not facts.offline and not facts.line.summary:
        problems.append("没有标题")
    for name, limit in LIMITS.items():
        if len(getattr(facts, name)) > limit:
            problems.append(f"{'标题' if name == 'title' else '编号'}超过{limit}字")
    if facts.stated_signers:
        flags.append(f"stated_signers_{facts.stated_signers}")
    flags += [str(mark.kind) for mark in facts.marks]
    outcome = _short(facts.line, "outcome")
    if re.search(r"不予?立案|未立案|退回|撤案", outcome):
        flags.append("not_admitted")
    if isinstance(facts.due, dt.date) and facts.dispatched and facts.due < facts.dispatched:
        flags.append("due_before_dispatch")
    if facts.lead is None:
        flags.append("no_submitter")
    return replace(facts, flags=tuple(dict.fromkeys(flags)), problems=tuple(problems))


def _is_offline(facts: Facts) -> bool:
    """涉密的件不得录入内容（保密法第31条）：只登记编号、层级、类别、角色，线下办理。"""
    in_title = len(facts.title) <= 12 and bool(NO_CONTENT.search(facts.title))
    return in_title or bool(NO_CONTENT.search(facts.remark) and not re.search("不涉密|非涉密", facts.remark))


def asks_of(facts: Facts) -> tuple[str, ...]:
    """The requests of the text; without a text the title is the one request."""
    return tuple(ask.text for ask in split_asks(facts.text)) if facts.text else ()


def kind_of(origin: Origin) -> str:
    """Kind comes from body and list, never from a word in the title."""
    if origin.kind in (Kind.MOTION, Kind.RECOMMENDATION):
        return origin.kind
    return Kind.PROPOSAL if origin.body == "cppcc" else Kind.SUGGESTION


def _short(line: Line, name: str) -> str:
    """A short cell as it was meant: 立 案 → 立案."""
    cell = line.first(name)
    return tidy(str(cell)) if cell is not None else ""


def as_mapping(facts: Facts) -> Mapping[str, object]:
    """What the list said of the item, kept to tell later what the list changed from what was typed here."""
    return {
        "title": facts.title,
        "field": facts.field,
        "consent": str(facts.consent),
        "remark": facts.remark,
        "class_no": facts.class_no,
        "register_no": facts.register_no,
        "signers": [name.name for name in ((facts.lead,) if facts.lead else ()) + facts.cosigners],
        "due": "",
    }
