"""When everything happened to an item of a past year, and how it came out: dates, class, rating, by its turn."""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from huiyin.accounts.models import User
from huiyin.cli.demo.places import Place
from huiyin.cli.demo.years import Held
from huiyin.directory.models import Submitter, Unit
from huiyin.events.actors import SHANGHAI
from huiyin.handling.models import LEADING, Assignment, Role
from huiyin.replies.models import Reply
from huiyin.workdays.calendar import roll_forward

REAL_PERSON = "演示数据不为真实人员编造评价"
NO_CONTACT = "演示数据不为真实人员编造沟通记录"


@dataclass
class Life:
    """One item's way through the unit. letter, grade: empty where nothing is rated."""

    held: Held
    turn: int
    offices: list[Unit]
    officer: User
    head: User
    leader: User
    signer: Submitter | None = None
    letter: str = ""
    grade: str = ""
    shares: list[Assignment] = field(default_factory=list)
    reply: Reply | None = None
    subjects: dict[str, str] = field(default_factory=dict)

    @property
    def top(self) -> Assignment:
        return self.held.top

    @property
    def leads(self) -> bool:
        return self.top.role in LEADING

    @property
    def refers(self) -> bool:
        return self.top.role == Role.REFER

    @property
    def is_key(self) -> bool:
        return bool(self.held.case.draft.marks)

    @property
    def is_real(self) -> bool:
        """A living person's item: no contact, no rating of theirs is made up."""
        return self.held.case.is_person_real

    def day(self, after: int) -> dt.date:
        """A working day so many days after the hand-over."""
        return roll_forward(self.top.dispatched_on + dt.timedelta(days=after))

    @property
    def received_on(self) -> dt.date:
        return self.day(1 + self.turn % 3)

    @property
    def contacted_on(self) -> dt.date:
        return self.day(9 + self.turn * 3 % 14)

    @property
    def drafted_on(self) -> dt.date:
        return self.day((24 if self.leads else 12) + self.turn * 5 % 16)

    @property
    def signed_on(self) -> dt.date:
        return self.day((44 if self.leads else 30) + self.turn * 7 % (34 if self.leads else 14))

    @property
    def issued_on(self) -> dt.date:
        return self.day((self.signed_on - self.top.dispatched_on).days + 1)

    @property
    def rated_on(self) -> dt.date:
        return self.issued_on + dt.timedelta(days=5 + self.turn % 9)

    @property
    def closed_on(self) -> dt.date:
        return roll_forward(self.issued_on + dt.timedelta(days=18 if self.leads else 2))


def at(day: dt.date, hour: int, turn: int = 0) -> dt.datetime:
    """A moment of a working day, a few minutes apart from the next item's."""
    return dt.datetime.combine(day, dt.time(hour, turn * 7 % 60), SHANGHAI)


def rewrite(rows: Collection[Model], columns: list[str]) -> None:
    """Write these columns of stored rows: an upsert, many times faster than bulk_update."""
    if rows:
        model = type(next(iter(rows)))
        model._default_manager.bulk_create(
            rows, update_conflicts=True, unique_fields=["id"], update_fields=columns, batch_size=200
        )


def lives_of(place: Place, year: int, held: Sequence[Held]) -> list[Life]:
    """Every item with its people, and the classes and ratings the plan counts dealt out to those we led."""
    lives = [_life(place, turn, one) for turn, one in enumerate(held)]
    leads = [life for life in lives if life.leads]
    letters = _dealt(place.plan["classes"][str(year)])
    for life, letter in zip(_suggestions_last(leads), letters, strict=True):
        life.letter = letter
    grades = _dealt(place.plan["ratings"][str(year)])
    for life, grade in zip(_unrated_last(leads), grades, strict=True):
        life.grade = "" if grade == "none" else grade
    return lives


def _life(place: Place, turn: int, held: Held) -> Life:
    offices = [place.offices[name] for name in held.case.offices]
    first = offices[0].pk
    return Life(held, turn, offices, place.officers[first], place.heads[first], place.leaders[first])


def _dealt(counts: dict[str, int]) -> Iterator[str]:
    return (value for value, count in counts.items() for _ in range(count))


def _suggestions_last(leads: list[Life]) -> list[Life]:
    """The rarer classes (dealt last) go to suggestions of ordinary people; marked items get the first class."""
    return sorted(leads, key=lambda life: (not life.is_key, life.held.item.kind == "suggestion", life.turn * 31 % 97))


def _unrated_last(leads: list[Life]) -> list[Life]:
    """Items that somebody marked or real people signed are among those nobody rated."""
    return sorted(leads, key=lambda life: (life.is_real or life.is_key, life.turn * 17 % 89))


def answers_of(life: Life, facts: dict[str, Any]) -> list[dict[str, Any]]:
    """What is said to each ask, by class."""
    decision = {"A": "adopted", "B": "partly"}.get(life.letter, "explained") if life.leads else "partly"
    return [
        {"decision": decision, "text": text, "basis": facts["basis"], "evidence": facts["evidence"]}
        for text in WORDS[life.letter if life.leads else "opinion"]
    ]


WORDS: dict[str, tuple[str, str]] = {
    "A": (
        "您提出的意见很有针对性。我委已会同有关部门制定工作方案，明确任务分工和时间安排，相关标准已印发执行，"
        "年内完成了督促检查，所提问题已经得到解决。",
        "我委已把人员培训和设施保障列入年度工作，经费已落实到项目，基层单位已按要求配备到位，"
        "下一步将继续跟踪使用效果。",
    ),
    "B": (
        "您提出的意见符合工作实际。由于涉及多个部门的职责和年度预算安排，需要分步推进，我委已列入工作计划，"
        "先行选择部分地区试点，取得经验后推开。",
        "关于保障问题，我委已与有关部门沟通，拟在下一年度安排中优先考虑，并明确由责任处室按期推进。",
    ),
    "C": (
        "您提出的意见我委认真作了研究。受现行政策和财力条件限制，目前还不具备全面实施的条件，"
        "我委已当面向您说明情况，并将在今后工作中继续关注、积极反映。",
        "关于人员和经费保障，需要国家和省级层面统一规定，我委将及时向上级反映，条件具备时再行研究。",
    ),
    "D": (
        "您提出的意见对我们改进工作很有启发，我委将留作工作参考，在制定有关规划和文件时认真研究吸收。",
        "关于保障问题，我委将结合实际统筹考虑，并与您保持联系。",
    ),
    "opinion": (
        "该项意见符合我委工作方向，建议主办单位在答复中说明现有政策和已开展的工作，我委将积极配合。",
        "涉及我委职责的部分，我委将按照分工做好人员培训和技术指导。",
    ),
}
