"""Who acts: the little that rooms below `accounts` need to know of a person."""

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Protocol
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


class Actor(Protocol):
    """Somebody who acts. `actor_key` is stored in the log, `actor_name` is how people call them."""

    @property
    def actor_key(self) -> str: ...
    @property
    def actor_name(self) -> str: ...
    @property
    def unit_code(self) -> str: ...
    def has_role(self, role: str, unit_id: int | None = None) -> bool: ...


@dataclass(frozen=True)
class System:
    """The house itself: what is done by rule, by schedule or by a command."""

    actor_key: str = "system"
    actor_name: str = "系统"
    unit_code: str = ""

    def has_role(self, role: str, unit_id: int | None = None) -> bool:
        """The house may do what the rules make it do; its callers decide that, not a post."""
        return True


SYSTEM = System()
WAYS = {
    "upstream": "上级系统",
    "letter": "来函",
    "phone": "电话",
    "meeting": "会议",
    "wechat": "微信",
    "oa": "OA",
    "paper": "纸件",
    "in_person": "当面",
}


@dataclass(frozen=True)
class RecordedFor:
    """代为登记: the act of somebody without an account here, recorded by somebody who has one.

    who: name as people say it · on: the day they acted · way: a key of WAYS · file: digest of the scan, or empty.
    """

    who: str
    on: dt.date
    way: str
    file: str = ""

    def __post_init__(self) -> None:
        if not self.who.strip():
            raise ValueError("代为登记要写明是谁。")
        if self.way not in WAYS:
            raise ValueError(f"代为登记的方式“{self.way}”不在名单里。")

    def facts(self) -> dict[str, str]:
        """What the event keeps of it."""
        return {**asdict(self), "on": self.on.isoformat()}


def local_day(now: dt.datetime, recorded_for: RecordedFor | None = None) -> dt.date:
    """The day an act counts on: when the person really acted, else today in Shanghai."""
    return recorded_for.on if recorded_for else now.astimezone(SHANGHAI).date()
