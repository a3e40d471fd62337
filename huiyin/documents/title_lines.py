"""Where a title breaks: words stay whole, lines are about as long as each other (GB/T 9704: 词意完整，排列对称)."""

import re
from itertools import combinations, pairwise

PER_LINE = 20  # characters of 2号 in 156 mm
GOOD = re.compile(
    r"(?<=会议)|(?<=委员会)|(?<=[、，》年和])|(?<!关于)(?=《)|(?=第[0-9〇一二三四五六七八九十百]+号)|(?=关于)|(?=办理)"
)
WORDS = re.compile(
    r"市?(?:人大|政协)?[一二三四五六七八九十]+届(?:人大|人民代表大会|委员会)?(?:常委会)?(?:第?[一二三四五六七八九十]+次会议)?|"
    r"(?:人大|人民代表大会|委员会|届)第?[一二三四五六七八九十]+次会议|人民代表大会|"
    r"[!-~]+|第[0-9〇一二三四五六七八九十百]+[号次届]|[一二三四五六七八九十]+[届次]|[^，、》]的|"
    r"人大|代表|委员会?|会议|政协|提案|建议|意见|办理|工作|情况|答复|报告|关于|卫生|健康|发展|改革|管理|服务|建设|"
    r"推进|加强|完善|进一步|问题|社会|经济|教育|医疗|保障|人力|资源|体系|机构|年度|..[省市区县]"
)
BAD_START = re.compile(r"[的、，。》）〕”号和)]")
BAD_END = "《（〔“("
FAIR = re.compile(r"(?<=关于)")
FAIR_ONLY, NOT_GOOD, ONE_LINE_MORE, INSIDE_WORD, TOO_WIDE = 3, 6, 8, 12, 100
MOST_LINES = 4


def title_lines(title: str, per_line: int = PER_LINE) -> list[str]:
    """The caller's own breaks win; a title that fits stays in one line."""
    if "\n" in title:
        return [line.strip() for line in title.split("\n") if line.strip()]
    lines = min(int(-(-_width(title) // per_line)), MOST_LINES)
    if lines <= 1:
        return [title]
    prices = _prices(title)
    sets = (_best(title, prices, count, per_line) for count in (lines, lines + 1) if count <= MOST_LINES)
    breaks = min(sets, key=lambda each: _cost(title, each, prices, per_line) + ONE_LINE_MORE * len(each))
    return [title[start:end] for start, end in pairwise((0, *breaks, len(title)))]


def _best(title: str, prices: list[float], lines: int, per_line: int) -> tuple[int, ...]:
    places = [at for at in range(1, len(title)) if lines < MOST_LINES or prices[at] < INSIDE_WORD]
    return min(combinations(places, lines - 1), key=lambda breaks: _cost(title, breaks, prices, per_line))


def _prices(title: str) -> list[float]:
    """What a break before each character costs."""
    good = {match.start(): 0 for match in GOOD.finditer(title)}
    fair = {match.start(): FAIR_ONLY for match in FAIR.finditer(title)}
    inside = {at for word in WORDS.finditer(title) for at in range(word.start() + 1, word.end())}
    return [
        (fair | good).get(at, NOT_GOOD)
        + (INSIDE_WORD if at in inside or BAD_START.match(title[at]) or title[at - 1] in BAD_END else 0)
        for at in range(len(title))
    ]


def _cost(title: str, breaks: tuple[int, ...], prices: list[float], per_line: int) -> float:
    widths = [_width(title[start:end]) for start, end in pairwise((0, *breaks, len(title)))]
    ideal = sum(widths) / len(widths)
    uneven = sum(abs(width - ideal) for width in widths)
    return uneven + sum(prices[at] for at in breaks) + sum(TOO_WIDE for width in widths if width > per_line)


def _width(text: str) -> float:
    return sum(0.5 if sign.isascii() else 1 for sign in text)
