"""`huiyin explain_deadline`: a due date and how it was counted, day by day, with the clause."""

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.conf import settings

from huiyin.cli.speaking import HouseCommand, Refused
from huiyin.prose.dates import format_date, read_date
from huiyin.rules import packs
from huiyin.rules.clocks import Deadline, Pause, deadline_of
from huiyin.rules.pack import DUTIES, EXTRA_DUTIES, KINDS, LEVELS, ROLES, Clock, Pack
from huiyin.workdays.calendar import configure

NAMES = {**DUTIES, **EXTRA_DUTIES}
KIND_WORDS = {"suggestion": "代表建议", "proposal": "政协提案", "motion": "议案", "recommendation": "建议案"}


class Command(HouseCommand):
    help = "某项时限到哪一天、怎样算出来、依据哪一条"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--pack", required=True, metavar="NAME", help=f"规则包：{'、'.join(packs.names())}")
        duties = "、".join(f"{duty}（{label}）" for duty, label in NAMES.items())
        parser.add_argument("--duty", required=True, metavar="DUTY", help=f"时限：{duties}")
        parser.add_argument("--from", required=True, dest="base_on", metavar="DATE", help="起算日，如 2022-03-18")
        parser.add_argument("--kind", choices=KINDS, default="", help="件类：建议、提案、议案、建议案")
        parser.add_argument("--level", choices=LEVELS, default="", help="层级")
        parser.add_argument("--role", choices=ROLES, default="", help="办理角色")
        parser.add_argument("--between-sessions", action="store_true", help="闭会期间提出")
        parser.add_argument("--notice", default="", metavar="DATE", help="通知所定日期，与规则包取先到者")
        parser.add_argument("--extended", default="", metavar="DATE", help="经批准延期至哪一天")
        parser.add_argument(
            "--pause",
            action="append",
            default=[],
            metavar="FROM~UNTIL",
            help="暂停计时的起止，如 2022-04-20~2022-05-10",
        )
        parser.add_argument("--dispatched", default="", metavar="DATE", help="交办日期，与起算日不同时写明")
        parser.add_argument("--edition", type=int, default=None, metavar="N", help="按规则包的第几版，默认现行版")
        parser.add_argument("--json", action="store_true", help="输出 JSON")

    def run(self, **options: Any) -> int:
        configure(settings.DATA_DIR)
        packs.configure(settings.DATA_DIR)
        pack, duty = _pack(options["pack"], options["edition"]), _duty(options["duty"])
        clock = _clock(pack, duty, options)
        deadline = _deadline(pack, clock, options)
        if options["json"]:
            self.stdout.write(json.dumps(as_json(pack, duty, clock, deadline), ensure_ascii=False, indent=2))
        else:
            self.stdout.write(as_text(pack, duty, deadline))
        return 0


def as_json(pack: Pack, duty: str, clock: Clock, deadline: Deadline) -> dict[str, Any]:
    """The stable shape other tools read."""
    steps = [{"date": step.on.isoformat(), "what": step.what, "clause": step.clause} for step in deadline.steps]
    return {
        "due": deadline.due_on.isoformat() if deadline.due_on else None,
        "clause": deadline.clause,
        "steps": steps,
        "pack": pack.name,
        "duty": duty,
        "rule": clock.label,
        "verified": deadline.verified,
        "edition": pack.version,
    }


def as_text(pack: Pack, duty: str, deadline: Deadline) -> str:
    """The same for people."""
    assert deadline.due_on is not None
    lines = [f"{pack.title}·{NAMES[duty]}：{format_date(deadline.due_on)}", f"依据：{deadline.clause}"]
    if not deadline.verified:
        lines.append("注意：这一条尚未核对原文，以当地交办通知为准")
    for step in deadline.steps:
        lines.append(f"  {step.on.isoformat()}  {step.what}" + (f"（{step.clause}）" if step.clause else ""))
    return "\n".join(lines)


def _pack(name: str, edition: int | None) -> Pack:
    if name not in packs.names():
        raise Refused(f"没有名为“{name}”的规则包，可用的有：{'、'.join(packs.names())}")
    return packs.get(name, edition)


def _duty(duty: str) -> str:
    if duty not in NAMES:
        raise Refused(f"没有名为“{duty}”的时限，可用的有：{'、'.join(NAMES)}")
    return duty


def _clock(pack: Pack, duty: str, options: dict[str, Any]) -> Clock:
    """The clock asked for; when only a narrower one exists, the sentence says which option would reach it."""
    facts = {key: options[key] for key in ("kind", "level", "role")}
    clock = pack.clock(duty, **facts, in_session=not options["between_sessions"], year=_day(options["base_on"]).year)
    if clock is not None:
        return clock
    kinds = sorted({kind for other in pack.clocks_of(duty) for kind in other.kinds})
    hint = f"；{'、'.join(KIND_WORDS[k] for k in kinds)}另有规定，请加 --kind {kinds[0]}" if kinds else ""
    raise Refused(f"{pack.title}规则包没有规定{NAMES[duty]}的时限，以交办通知为准{hint}")


def _deadline(pack: Pack, clock: Clock, options: dict[str, Any]) -> Deadline:
    base_on = _day(options["base_on"])
    deadline = deadline_of(
        pack,
        clock,
        base_on,
        fixed_on=_day(options["notice"]) if options["notice"] else None,
        extended_to=_day(options["extended"]) if options["extended"] else None,
        dispatched_on=_day(options["dispatched"]) if options["dispatched"] else base_on,
        paused=[_pause(text) for text in options["pause"]],
    )
    if deadline.due_on is None:
        raise Refused(f"{deadline.uncertain}，不能给出确定日期")
    return deadline


def _pause(text: str) -> Pause:
    first, _, last = text.partition("~")
    return _day(first), _day(last)


def _day(text: str) -> date:
    day = read_date(text)
    if day is None:
        raise Refused(f"“{text}”不是日期，请写成 2022-03-18 的样子")
    return day
