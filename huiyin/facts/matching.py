"""What a text says of the facts of a unit: figures that are stale, contradict, lost their qualifier, or call a target done."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from huiyin.facts.models import Fact, FactEdition, Qualifier, Standing
from huiyin.prose.quantities import Quantity, find_quantities, same_counter

What = Literal["stale", "conflict", "unqualified", "target_as_done"]
MORE_THAN = (Qualifier.OVER, Qualifier.MORE)
SPOKEN_OF, NAMED = 0.5, 0.75
"""How much of a fact's name must stand beside a figure: to know a figure again, and to say that another is wrong."""
ROUND = Decimal("0.1")
BEHIND, LONGEST = 14, 60
_STOP = re.compile(r"[。！？!?；;\n]")
_PAUSE = re.compile(r"[，。！？!?；;\n、,]")
_SIGN = re.compile(r"[^\w]|[的了为达共约]")
_YEAR = re.compile(r"(?P<y>20\d{2})年(?!\d{1,2}月\d{1,2}日(?:第|通过))|(?P<before>去年|上年|前年|往年|上一年|同期)")
_PLANNED = re.compile(
    r"计划|规划(?!局|处)|目标|力争|争取|拟(?!定)|将(?!近)|预计|确保|到20\d\d年|年底前|月底前|之?前完成|“十五五”|下一步|有望"
)
_DONE = re.compile(r"已|建成|完成|截至|目前|现有|实现了|累计|达到了|投用|投入使用|落地")
_LIGHT = re.compile(
    r"已经?|建设|完成|建成|达到?|共计?|合计|总[数量]|数量|比例|为|是|现有|有|配置|设置|增至|升至|至|到|了|的|开展|设立|目前|约|近|超过?|由|率|数|，|,"
)
_NARROWER = re.compile(
    r"其中|最初|原来|原有|由此|较|最[多高]|平均|人均|户均|每|新增|增加|增长|减少|下降|压缩|在建|拟建|续建|扩建|改建|剩余|还有|另有|部分|占|同比|环比|第[一二三四1-4]季度|上半年|下半年"
    r"|[^\W社小地片园城市县校院山郊景各]区(?!域|别|分)|[^\W州市各]县|街道|村|镇(?!痛|静)"
)


@dataclass(frozen=True)
class Finding:
    """One place of a text that does not agree with a fact; start = end = 0 when it stands nowhere in particular."""

    start: int
    end: int
    edition: FactEdition
    what: What
    text: str


class Spoken(NamedTuple):
    """A figure with the words before and behind it that say what it counts, and the sentence around it."""

    quantity: Quantity
    before: str
    behind: str
    sentence: str

    @property
    def words(self) -> str:
        return f"{self.before} {self.behind}"


def findings(text: str, facts: Iterable[Fact], on: dt.date) -> list[Finding]:
    """Every disagreement in order; facts come with their editions (`whole()`)."""
    known = list(facts)
    found = list(_sentences(text, known, on))
    said = [(one.start, one.end) for one in found]
    counted = [fact for fact in known if not fact.is_withdrawn and fact.latest.figure is not None]
    for spoken in _spoken(text):
        if any(start <= spoken.quantity.start < end for start, end in said):
            continue
        if one := _judged(spoken, counted, on):
            found.append(one)
    return sorted(found, key=lambda one: one.start)


def stated_in(text: str, facts: Iterable[Fact]) -> list[FactEdition]:
    """The editions whose sentence stands in the text word for word: the newest of each fact."""
    bare, cited = _bare(text), []
    for fact in facts:
        editions = [edition for edition in fact.editions.all() if _bare(edition.sentence) in bare]
        cited += editions[-1:]
    return cited


def says_figure(text: str, edition: FactEdition) -> bool:
    """Whether the text still states this figure of this fact, in whatever words."""
    if edition.figure is None:
        return False
    return any(
        _agrees(spoken.quantity, edition) and _named(edition.fact, spoken.words) >= SPOKEN_OF
        for spoken in _spoken(text)
    )


def fitting(facts: Iterable[Fact], words: str) -> list[Fact]:
    """The facts in the order in which they fit these words; what does not fit comes last, by name."""
    return sorted(facts, key=lambda fact: (-_closeness(fact, words), fact.subject))


def fits(fact: Fact, words: str) -> bool:
    return _closeness(fact, words) > 0


def _sentences(text: str, facts: Sequence[Fact], on: dt.date) -> Iterator[Finding]:
    """Sentences taken over word for word that nobody says any more."""
    for fact in facts:
        for edition in reversed(fact.editions.all()):
            bare = edition.sentence.rstrip("。；")
            start = text.find(bare)
            if start < 0:
                continue
            if why := _outdated(edition, fact, on):
                yield Finding(start, start + len(bare), edition, "stale", why)
            break


def _outdated(edition: FactEdition, fact: Fact, on: dt.date) -> str:
    if fact.is_withdrawn:
        return f"口径“{fact.subject}”已停用：{fact.withdrawn_reason}"
    if edition.number != fact.latest.number:
        return f"口径“{fact.subject}”已有新版：{fact.latest.sentence}"
    if edition.is_stale(on):
        return f"口径“{fact.subject}”已过期（有效到{_day(edition.valid_until)}），请核对"
    return ""


def _spoken(text: str) -> Iterator[Spoken]:
    """The words of a figure: from the figure or stop before it, and a little behind it up to the next pause."""
    before = 0
    for quantity in find_quantities(text):
        stops = [stop.end() for stop in _STOP.finditer(text, 0, quantity.start)]
        opened = stops[-1] if stops else 0
        start = max(before, opened, quantity.start - LONGEST)
        pause = _PAUSE.search(text, quantity.end)
        end = min(pause.start() if pause else len(text), quantity.end + BEHIND)
        stop = _STOP.search(text, quantity.end)
        sentence = text[opened : stop.start() if stop else len(text)]
        behind = re.split(r"\d", text[quantity.end : end])[0]
        yield Spoken(quantity, text[start : quantity.start], behind, sentence)
        before = quantity.end


def _judged(spoken: Spoken, facts: Sequence[Fact], on: dt.date) -> Finding | None:
    """The fact that this figure is about, if it is about one, and what is wrong with it."""
    quantity = spoken.quantity
    near = [
        (score, fact)
        for fact in facts
        if same_counter(quantity.counter, fact.latest.counter) and (score := _named(fact, spoken.words)) >= SPOKEN_OF
    ]
    if not near:
        return None
    best = max(score for score, _ in near)
    fitting_best = [fact for score, fact in near if score == best]
    if best >= NAMED and any(_is_right(spoken, fact, on) for fact in fitting_best):
        return None
    for fact in fitting_best:
        if found := _against(spoken, fact, best, on):
            return Finding(quantity.start, quantity.end, fact.latest, *found)
    return None


def _is_right(spoken: Spoken, fact: Fact, on: dt.date) -> bool:
    return _agrees(spoken.quantity, fact.latest) and not _against(spoken, fact, 1, on)


def _against(spoken: Spoken, fact: Fact, named: float, on: dt.date) -> tuple[What, str] | None:
    latest, quantity = fact.latest, spoken.quantity
    if _agrees(quantity, latest):
        return _agreeing_but(spoken, latest, on)
    if quantity.value == latest.figure and (wrong := _qualified_wrongly(quantity, latest)):
        return wrong
    if _speaks_of_less(spoken, fact):
        return None
    older = [edition for edition in fact.editions.all() if edition.number != latest.number]
    if any(_agrees(quantity, edition) for edition in older):
        return "stale", f"口径“{fact.subject}”已有新版：{latest.sentence}"
    if (
        named < NAMED
        or _counts_else(spoken, fact)
        or bool(_PLANNED.search(spoken.sentence)) != (latest.standing == Standing.TARGET)
    ):
        return None
    return "conflict", f"口径“{fact.subject}”是{latest.said}，这里写的是{quantity.text.strip()}"


def _agreeing_but(spoken: Spoken, latest: FactEdition, on: dt.date) -> tuple[What, str] | None:
    clause = spoken.sentence
    if latest.standing == Standing.TARGET and _DONE.search(spoken.words) and not _PLANNED.search(clause):
        return "target_as_done", f"{latest.said}是目标，还没有完成：{latest.sentence}"
    if latest.is_stale(on):
        return "stale", f"口径“{latest.fact.subject}”已过期（有效到{_day(latest.valid_until)}），请核对"
    return None


def _qualified_wrongly(quantity: Quantity, latest: FactEdition) -> tuple[What, str] | None:
    """The number is right, its 超, 余, 近 is not."""
    said = quantity.text.strip()
    if not quantity.qualifier:
        return "unqualified", f"口径是“{latest.said}”，这里写成“{said}”，漏了“{latest.get_qualifier_display()}”"
    return "conflict", f"口径是“{latest.said}”，这里写成“{said}”"


def _agrees(quantity: Quantity, edition: FactEdition) -> bool:
    """The same number with the same qualifier; or a round number whose qualifier tells the truth of an exact one."""
    figure = edition.figure
    if figure is None or not same_counter(quantity.counter, edition.counter):
        return False
    said, kept = str(quantity.qualifier), edition.qualifier
    if quantity.value == figure:
        return said == kept or {said, kept} <= set(MORE_THAN) or (not kept and said == Qualifier.ABOUT)
    if kept or not said or abs(figure - quantity.value) > figure * ROUND:
        return False
    return said == Qualifier.ABOUT or (figure > quantity.value if said in MORE_THAN else figure < quantity.value)


def _speaks_of_less(spoken: Spoken, fact: Fact) -> bool:
    """A part, a place inside, another year, a change: another figure may be right beside the fact's."""
    known = "".join([*fact.names, fact.latest.sentence])
    if any(found[0] not in known for found in _NARROWER.finditer(spoken.words)):
        return True
    years = [found["y"] or found["before"] for found in _YEAR.finditer(spoken.sentence)]
    return any(year != str(fact.latest.as_of.year) and year not in known for year in years)


def _counts_else(spoken: Spoken, fact: Fact) -> bool:
    """Another noun stands between the name and the figure, or behind it: 国债项目配套资金2.5亿元, 会议研究12个问题."""
    known = "".join([*fact.names, fact.latest.sentence])
    pairs = [_pairs(name) for name in fact.names]
    last = max((spoken.before.rfind(pair) for name in pairs for pair in name), default=-1)
    between = _LIGHT.sub("", spoken.before[last + 2 :]) if last >= 0 else ""
    counted = re.match(r"\w{0,2}", re.sub("^(?:的|，|用于?)", "", spoken.behind))
    noun = counted[0] if counted else ""
    return len([sign for sign in between if sign not in known]) > 2 or (len(noun) == 2 and noun not in known)


def _named(fact: Fact, words: str) -> float:
    """How much of the fact's name these words say: pairs of characters, the best of its names."""
    pairs = _pairs(words)
    return max(len(_pairs(name) & pairs) / (len(_pairs(name)) or 1) for name in fact.names)


def _closeness(fact: Fact, words: str) -> float:
    """How far a fact's name and sentence speak of the same as these words."""
    pairs = _pairs(words)
    own = [_pairs(name) for name in fact.names]
    named = max(len(one & pairs) / (len(one) or 1) for one in own)
    said = _pairs(fact.latest.sentence)
    return round(named + len(said & pairs) / (len(said) or 1) / 2, 3) if named >= 0.3 else 0.0


def _pairs(text: str) -> frozenset[str]:
    bare = _SIGN.sub("", text)
    return frozenset(bare[at : at + 2] for at in range(len(bare) - 1)) or frozenset(bare)


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text).rstrip("。；;")


def _day(day: dt.date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
