"""How long a set is kept: by the unit's role on the item, each period with its source."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from huiyin.archives.models import Retention

TABLE = Path(__file__).parent / "retention.toml"
ORDER = (Retention.TEN_YEARS, Retention.THIRTY_YEARS, Retention.PERMANENT)
CODES = {Retention.PERMANENT: "Y", Retention.THIRTY_YEARS: "D30", Retention.TEN_YEARS: "D10"}


@dataclass(frozen=True)
class Rule:
    """A period, the clause it rests on, and whether somebody read it in the text itself."""

    period: Retention
    clause: str
    verified: bool


@cache
def rules() -> dict[str, Rule]:
    """By role; every role has one."""
    rows = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return {role: Rule(Retention(row["period"]), row["clause"], row["verified"]) for role, row in rows.items()}


def is_shorter(new: str, old: str) -> bool:
    return ORDER.index(Retention(new)) < ORDER.index(Retention(old))


def archive_no(year: int, period: str, code: str, sequence: int) -> str:
    """WS·2022-Y-wuhan-wjw-0001: 文书档案、年度、期限、机构、件号 (DA/T 22—2015); the 全宗号 is put before it by the archives."""
    return f"WS·{year}-{CODES[Retention(period)]}-{code}-{sequence:04d}"
