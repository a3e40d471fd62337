"""Where every bar, line and word of the three charts stands: numbers become places, the drawing is in the templates."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from huiyin.reports.trends import Cumulated, TopicCount, YearCount

FLOOR, CEILING, LEFT, RIGHT = 190, 32, 34, 392
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10000, 20000, 50000)
LOW = 14
"""A bar lower than this holds no number."""


@dataclass(frozen=True)
class Tick:
    value: int
    y: int


@dataclass(frozen=True)
class Bar:
    """One year: the lead part below, the others above it, each with its number in the middle."""

    count: YearCount
    x: int
    middle: int
    lead_y: int
    lead_height: int
    others_y: int
    others_height: int

    @property
    def shows_lead(self) -> bool:
        return self.lead_height >= LOW

    @property
    def shows_others(self) -> bool:
        return self.others_height >= LOW

    @property
    def lead_word(self) -> int:
        return self.lead_y + self.lead_height // 2 + 4

    @property
    def others_word(self) -> int:
        return self.others_y + self.others_height // 2 + 4

    @property
    def top(self) -> int:
        return self.others_y - 7


@dataclass(frozen=True)
class Stack:
    """五年件数."""

    ticks: tuple[Tick, ...]
    bars: tuple[Bar, ...]
    says: str


@dataclass(frozen=True)
class TopicBar:
    count: TopicCount
    y: int
    width: int

    @property
    def word(self) -> int:
        return self.y + 11

    @property
    def number_x(self) -> int:
        return 120 + self.width + 6


@dataclass(frozen=True)
class TopicBars:
    """提了什么."""

    bars: tuple[TopicBar, ...]
    height: int
    says: str


@dataclass(frozen=True)
class Point:
    month: int
    value: int
    x: int
    y: int


@dataclass(frozen=True)
class Line:
    """One year's closings as they add up; `word` is written at its end."""

    year: int
    base: int
    points: tuple[Point, ...]
    word: str

    @property
    def path(self) -> str:
        return " L".join(f"{point.x} {point.y}" for point in self.points)

    @property
    def end(self) -> Point | None:
        return self.points[-1] if self.points else None


@dataclass(frozen=True)
class Curves:
    """主办件累计办结, this year and the one before."""

    ticks: tuple[Tick, ...]
    months: tuple[tuple[int, int], ...]
    now: Line
    before: Line
    says: str

    @property
    def rows(self) -> list[tuple[int, int | None, int | None]]:
        """The table beside the drawing."""
        now, before = ({point.month: point.value for point in line.points} for line in (self.now, self.before))
        return [(month, now.get(month), before.get(month)) for month, _ in self.months]


def stack(years: Sequence[YearCount]) -> Stack:
    """Bars over a scale that begins at nothing."""
    most = max((year.total for year in years), default=0)
    step = _step(most)
    whole = max(most, 1)
    room = (RIGHT - LEFT) / max(len(years), 1)
    bars = []
    for place, year in enumerate(years):
        lead, others = _height(year.lead, whole), _height(year.others, whole)
        middle = round(LEFT + room * (place + 0.5))
        gap = 1 if lead and others else 0
        bars.append(Bar(year, middle - 18, middle, FLOOR - lead, lead, FLOOR - lead - gap - others, others))
    return Stack(_ticks(step, most, whole), tuple(bars), _growth(years))


def topic_bars(topics: Sequence[TopicCount]) -> TopicBars:
    """The longest first."""
    most = max((topic.items for topic in topics), default=1)
    bars = tuple(
        TopicBar(topic, 7 + 22 * place, max(round(234 * topic.items / most), 2)) for place, topic in enumerate(topics)
    )
    return TopicBars(bars, 14 + 22 * max(len(bars), 1), "一件可以归几类，各类相加可能多于总数。" if bars else "")


def curves(now: Cumulated, before: Cumulated) -> Curves:
    """Both years from the month before the first closing."""
    most = max(now.base, before.base)
    started = [place for year in (now, before) for place, value in enumerate(year.months, start=1) if value]
    first = max(min(started, default=1) - 1, 1)
    room = (376 - 44) / max(12 - first, 1)
    months = tuple((month, round(44 + room * (month - first))) for month in range(first, 13))
    return Curves(
        _ticks(_step(most), most, max(most, 1)),
        months,
        _line(now, months, most),
        _line(before, months, most),
        _best(now),
    )


def _line(year: Cumulated, months: Sequence[tuple[int, int]], most: int) -> Line:
    points = tuple(
        Point(month, year.months[month - 1], x, FLOOR - _height(year.months[month - 1], max(most, 1)))
        for month, x in months
        if month <= len(year.months)
    )
    last = points[-1].value if points else 0
    word = f"{year.year} 年 {last} 件，{round(100 * last / year.base)}%" if year.base and points else ""
    return Line(year.year, year.base, points, word)


def _step(most: int) -> int:
    return next((step for step in STEPS if step * 4 >= most), STEPS[-1])


def _ticks(step: int, most: int, whole: int) -> tuple[Tick, ...]:
    return tuple(Tick(value, FLOOR - _height(value, whole)) for value in range(0, most + 1, step))


def _height(value: int, whole: int) -> int:
    return round((FLOOR - CEILING) * value / whole)


def _growth(years: Sequence[YearCount]) -> str:
    if len(years) < 2:
        return "往年还没有台账，明年起可以比。" if years else ""
    pairs = list(pairwise(years))
    spoken = f"{years[0].year} 年以来，"
    if all(later.total > earlier.total and later.lead > earlier.lead for earlier, later in pairs):
        return spoken + "总件数、主办件数年年增长。"
    change = years[-1].total - years[-2].total
    return f"比上年{'多' if change > 0 else '少'} {abs(change)} 件。" if change else "与上年持平。"


def _best(year: Cumulated) -> str:
    """6、7 两月办结 52 件，占 69%."""
    added = [value - (year.months[place - 1] if place else 0) for place, value in enumerate(year.months)]
    months = sorted(sorted(range(len(added)), key=lambda place: -added[place])[:2])
    closed = sum(added[place] for place in months)
    if not closed:
        return "还没有办结的主办件。"
    named = "、".join(str(place + 1) for place in months)
    return f"{named} 两月办结 {closed} 件，占主办件 {round(100 * closed / year.base)}%。"
