"""Turns of speech of an annual report: each reads its own rows and says them with their figures."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from huiyin.directory.models import Body, Level, Session
from huiyin.followup.models import Outcome
from huiyin.items.models import Item, Kind, Mark, MarkKind, Signature, Topic
from huiyin.reports import figures
from huiyin.reports.telling import Part, Phrase, Telling, listed
from huiyin.rules import packs
from huiyin.rules.pack import Labels

LATER_BATCH_DAYS = 60
NAMED_OFFICES = 7
LEVELS = (Level.NATIONAL, Level.PROVINCIAL, Level.MUNICIPAL, Level.COUNTY)


def year(telling: Telling, word: str) -> list[Part]:
    return [Part(str(telling.scope.year), source="year")]


def last_year(telling: Telling, word: str) -> list[Part]:
    return [Part(str(telling.scope.year - 1), source="year")]


def collective(telling: Telling, word: str) -> list[Part]:
    """议提案 in 武汉, 建议提案 elsewhere."""
    return [Part(_labels(telling).collective.value, source="pack")]


def unit(telling: Telling, word: str) -> list[Part]:
    return [Part((telling.scope.unit.short_names or [telling.scope.unit.name])[0], source="unit")]


def session(telling: Telling, word: str) -> list[Part]:
    """省十三届人大五次会议: the session of that body which most items of the scope come from."""
    found = Counter(
        telling.scope.assignments().filter(item__session__body=word).values_list("item__session_id", flat=True)
    )
    if not found:
        return [Part(Body(word).label)]
    return [Part(Session.objects.get(pk=found.most_common(1)[0][0]).name, source="session")]


def by_origin(telling: Telling, word: str) -> list[Part]:
    """省建议3件、市建议47件，省提案4件、市提案103件."""
    groups = []
    for kind in figures.KIND_WORDS:
        names = [figures.origin_name(level, kind) for level in LEVELS]
        said = [[Part(telling.look(name).label), telling.figure(name)] for name in names if telling.count(name)]
        if said:
            groups.append(listed(said))
    return listed(groups, "，")


def by_role(telling: Telling, word: str) -> list[Part]:
    """主办（含承办、分办）75件，会办82件; word: suggestions or proposals only."""
    stem = f"{word}_" if word else ""
    lead = _lead_words(telling) if not word else "主办"
    words = {"lead": lead, "assist": _labels(telling).assist.value, "refer": "参阅"}
    said = [
        [Part(label), telling.figure(f"{stem}{role}")]
        for role, label in words.items()
        if role == "lead" or telling.count(f"{stem}{role}")
    ]
    return listed(said, "、" if word else "，")


def later_batches(telling: Telling, word: str) -> list[Part]:
    """含7月交办5件: months that came two months or more after the first hand-over; nothing when there is none."""
    days = telling.scope.assignments().values_list("item__batch__dispatched_on", flat=True)
    known = sorted({day for day in days.order_by() if day})
    months = {day.month for day in known if day - known[0] >= dt.timedelta(days=LATER_BATCH_DAYS)}
    said = [[Part(f"{month}月交办", source="batch"), _month(telling, month)] for month in sorted(months)]
    return [Part("，含"), *listed(said)] if said else []


def growth_words(telling: Telling, word: str) -> list[Part]:
    """增长6.8%, 下降3%, 持平, 无上年数可比; word: lead for the items we lead."""
    name = "lead_growth" if word == "lead" else "growth"
    value = telling.look(name).value
    if value is None:
        return [Part("无上年数可比")]
    if not value:
        return [Part("持平")]
    part = telling.figure(name)
    return [Part("增长" if value > 0 else "下降"), Part(part.text.lstrip("-"), figure=name)]


def replied_words(telling: Telling, word: str) -> list[Part]:
    """157件议提案全部按时办复; or how many so far."""
    if telling.count("in_time") == telling.count("owed"):
        return [telling.figure("in_time"), *collective(telling, ""), Part("全部按时办复")]
    return [
        telling.figure("owed"),
        *collective(telling, ""),
        Part("已办复"),
        telling.figure("replied"),
        Part("，其中按时办复"),
        telling.figure("in_time"),
    ]


def classes(telling: Telling, word: str) -> list[Part]:
    """A类73件、B类1件、C类1件; word: only these letters (BC)."""
    letters = [letter for letter in word or figures.LETTERS if telling.count(f"class_{letter}")]
    return listed([[Part(f"{letter}类"), telling.figure(f"class_{letter}")] for letter in letters])


def offices_named(telling: Telling, word: str) -> list[Part]:
    """疾控处、基层卫生处等15个处室: the first few in the unit's own order are named."""
    figure = telling.figure("offices")
    names = telling.look("offices").items[:NAMED_OFFICES]
    return [Part("、".join(names) + "等", source="unit"), figure, Part("处室")]


def topics(telling: Telling, word: str) -> list[Part]:
    """What they are about, the most frequent first."""
    tagged = Topic.items.through.objects.filter(item__in=telling.items)
    found = Counter(tagged.values_list("topic__name", flat=True))
    return [Part("、".join(name for name, _ in found.most_common(12)), source="topic")]


def leader_led_items(telling: Telling, word: str) -> list[Part]:
    """市人大代表建议20220305号《…》由市人大常委会某某领办."""
    marks = _marks(telling, MarkKind.LEADER_LED)
    return listed(
        [[Part(f"{_named(mark.item)}由{mark.by_whom}{mark.leader}领办", source="item")] for mark in marks], "；"
    )


def key_items(telling: Telling, word: str) -> list[Part]:
    """省工商联提出的《…》是省政府督办的重点提案."""
    said = []
    for mark in _marks(telling, MarkKind.KEY):
        kind = Kind(mark.item.kind).label
        text = f"{_first_signer(mark.item)}提出的《{mark.item.title}》是{mark.by_whom}督办的重点{kind}"
        said.append([Part(f"{text}，{mark.note}" if mark.note else text, source="item")])
    return listed(said, "；")


def beside(telling: Telling, word: str) -> list[Part]:
    """会办市人大1号议案和市政协1号、2号、3号建议案: what the count leaves out."""
    said: list[list[Part]] = []
    for name in ("motions", "recommendations"):
        figure = telling.look(name)
        items = Item.objects.filter(pk__in=figure.members).select_related("session").order_by("seq", "official_no")
        if items:
            telling.used.setdefault(name, figure)
            said.append([Part(_numbers(list(items)), figure=name)])
    return listed(said, "、", "和")


def cited(telling: Telling, word: str) -> list[Part]:
    """任炳忠委员《…》、吕爱辉委员《…》: the items that the outcomes of a theme cite."""
    items = Item.objects.filter(outcomes__in=_outcomes(telling, word)).distinct().order_by("number_year", "seq")
    said = [f"{_first_signer(item)}{_person_word(item)}《{item.title}》" for item in items.select_related("session")]
    return [Part("、".join(said), source="item")]


def outcomes(telling: Telling, word: str) -> list[Part]:
    """The unit's results in one theme; each stands in the books once and may be said twice."""
    return [Part("；".join(row.text for row in _outcomes(telling, word)), source="outcome")]


PHRASES: Mapping[str, Phrase] = {
    phrase.__name__: phrase
    for phrase in (
        *(year, last_year, collective, unit, session, by_origin, by_role, later_batches, growth_words),
        *(replied_words, classes, offices_named, topics, leader_led_items, key_items, beside, cited, outcomes),
    )
}


def _labels(telling: Telling) -> Labels:
    return packs.get(telling.scope.unit.pack).labels


def _month(telling: Telling, month: int) -> Part:
    return telling.figure(f"dispatched_in_month_{month}")


def _lead_words(telling: Telling) -> str:
    return telling.scope.lead_words


def _marks(telling: Telling, kind: str) -> Iterable[Mark]:
    found = Mark.objects.filter(kind=kind, item__in=telling.items)
    return found.select_related("item__session").order_by("item__number_year", "item__seq")


def _outcomes(telling: Telling, theme: str) -> Any:
    return Outcome.objects.filter(unit=telling.scope.unit, year=telling.scope.year, theme=theme).order_by("id")


def _named(item: Item) -> str:
    kind = "代表建议" if item.kind == Kind.SUGGESTION else Kind(item.kind).label
    return f"{_body(item.session)}{kind}{item.official_no}号《{item.title}》"


def _body(held: Session) -> str:
    return f"{held.get_level_display()}{held.get_body_display()}"


def _numbers(items: list[Item]) -> str:
    kind = Kind(items[0].kind).label
    return f"{_body(items[0].session)}{'、'.join(f'{item.official_no}号' for item in items)}{kind}"


def _first_signer(item: Item) -> str:
    signature = Signature.objects.filter(item=item, order=0).select_related("submitter").first()
    return signature.submitter.name if signature else item.submitters_text


def _person_word(item: Item) -> str:
    return "代表" if item.session.body == Body.CONGRESS else "委员"
