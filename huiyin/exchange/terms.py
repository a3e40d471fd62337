"""Time limits written as a count: 90日内, 3个月内, 30个工作日内, counted from the day of dispatch."""

import datetime as dt
import re
from dataclasses import dataclass

from huiyin.prose.numbers import plain, to_int
from huiyin.workdays.calendar import CalendarNotPublished, add_months, add_workdays

__all__ = ["CalendarNotPublished", "Term", "read_term"]

_BASE = r"(?:请|须|应)?(?:于|自|从|在)?(?:本件|本单位|承办单位)?(?:交办|收到|接到|接收|接|签收|收件|发文|印发|通知|下达)?(?:通知|文|件)?(?:之?日|后)?(?:起算?|开始)?(?:的)?"
_END = r"(?:之?内|以内|前|办结|答复|办复|完成|反馈|报送|回复|提交|书面|作出|意见|会办|协办|主办|单位|提案人|代表|人|并|，|,)*"
_TERM = re.compile(
    rf"{_BASE}[,，]?(?P<n>\d+|[一二两三四五六七八九十]+)个?(?P<unit>工作日|自然日|日历日|月|天|日|周|星期|礼拜){_END}[。.]?"
)


@dataclass(frozen=True)
class Term:
    """So many days, working days, weeks or months."""

    count: int
    unit: str

    def end(self, start: dt.date) -> dt.date:
        """Its last day; the start day is not counted. Raises CalendarNotPublished where no calendar says (R16)."""
        if self.unit == "工作日":
            return add_workdays(start, self.count)
        if self.unit == "月":
            return add_months(start, self.count)
        return start + dt.timedelta(days=self.count * (7 if self.unit in ("周", "星期", "礼拜") else 1))


def read_term(said: str) -> Term | None:
    """The term a cell means; None when it is none (6月 alone is a month of the year, not a term)."""
    text = re.sub(r"\s+", "", plain(said))
    found = _TERM.fullmatch(text)
    if not found or re.fullmatch(r"\d{1,2}[月日]", text):
        return None
    count = to_int(found["n"])
    return Term(count, found["unit"]) if count and count <= 3660 else None
