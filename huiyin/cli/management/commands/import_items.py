"""`huiyin import_items`: reads a hand-over list into a unit's books and reports row by row."""

import datetime as dt
import json
from argparse import ArgumentParser
from typing import Any

from django.utils import timezone

from huiyin.cli.lists import content_of_file, unit_called
from huiyin.cli.speaking import HouseCommand, Refused
from huiyin.cli.tables import prepare_tables
from huiyin.events.actors import SYSTEM, local_day
from huiyin.exchange.actions import import_items, look
from huiyin.exchange.matching import Plan, Settings
from huiyin.exchange.reconciling import reconcile
from huiyin.exchange.report import report_of, sentence_of
from huiyin.files.gate import Refused as FileRefused
from huiyin.flow.errors import HouseError
from huiyin.prose.dates import read_date


class Command(HouseCommand):
    help = "读入交办清单（.xlsx .xls .csv），逐行报告；同一份清单再读一次，什么也不变"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="交办清单")
        parser.add_argument("--unit", required=True, metavar="CODE", help="承办单位的代码")
        parser.add_argument("--session", default="", metavar="TEXT", help="届次，如 市十三届人大二次会议；或届次的编号")
        parser.add_argument("--batch", default="", metavar="NAME", help="批次名称，如 7月交办")
        parser.add_argument("--year", type=int, default=0, metavar="YEAR", help="年度；不写则从清单里读")
        parser.add_argument("--dispatched", default="", metavar="DATE", help="交办日期；不写则从清单里读")
        parser.add_argument("--dry-run", action="store_true", help="只看结果，不写入")
        parser.add_argument("--reconcile", action="store_true", help="只对账：仅清单有、仅本单位有、说法不同")
        parser.add_argument("--json", action="store_true", help="输出 JSON")

    def run(self, **options: Any) -> int:
        now = timezone.now()
        content, name = content_of_file(options["file"])
        settings = Settings(options["session"], options["batch"], _year(options["year"]), _day(options["dispatched"]))
        prepare_tables()
        unit = unit_called(options["unit"])
        try:
            if options["dry_run"] or options["reconcile"]:
                plan = look(content, name, unit, settings=settings, today=local_day(now))
                return self._look(plan, options)
            row = import_items(content, name, unit, by=SYSTEM, now=now, settings=settings)
        except (FileRefused, HouseError) as error:
            raise Refused(str(error)) from error
        return self._tell(dict(row.report), options["json"])

    def _look(self, plan: Plan, options: dict[str, Any]) -> int:
        report = report_of(plan)
        if not options["reconcile"]:
            return self._tell(report, options["json"], tried=True)
        found = reconcile(plan)
        if options["json"]:
            self.stdout.write(json.dumps({**report, "reconcile": found}, ensure_ascii=False, indent=2))
        else:
            self.stdout.write(_reconciled(found))
        return 1 if report["errors"] or any(found.values()) else 0

    def _tell(self, report: dict[str, Any], as_json: bool, *, tried: bool = False) -> int:
        report.pop("said", None)
        if as_json:
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(_lines(report, tried)))
        return 1 if report["errors"] else 0


def _lines(report: dict[str, Any], tried: bool) -> list[str]:
    """The report for a person: the sum, then each row that needs one."""
    lines = [
        ("试读，没有写入。" if tried else "") + sentence_of(report),
        f"届次：{'、'.join(report['sessions']) or '无'}",
    ]
    for item in report["items"]:
        if item["differences"]:
            said = "；".join(
                f"{d['field']} {d['before']} → {d['after']}{'（保留本单位的）' if d['kept'] else ''}"
                for d in item["differences"]
            )
            lines.append(f"第{item['row']}行 {item['official_no']} 改动：{said}")
    lines += [f"第{error['row']}行 有误：{error['reason']}" for error in report["errors"]]
    told = [row for row in report["ignored"] if row["text"]]
    lines += [f"第{row['row']}行 不是件（{row['reason']}）：{row['text'][:40]}" for row in told]
    return lines


def _reconciled(found: dict[str, Any]) -> str:
    lines = [
        f"仅清单有：{len(found['only_theirs'])}件；仅本单位有：{len(found['only_ours'])}件；说法不同：{len(found['differences'])}件。"
    ]
    lines += [f"仅清单有 第{row['row']}行 {row['official_no']} {row['title']}" for row in found["only_theirs"]]
    lines += [f"仅本单位有 {row['official_no']} {row['title']}" for row in found["only_ours"]]
    lines += [
        f"说法不同 第{row['row']}行 {row['official_no']}："
        + "；".join(f"{d['field']} 本单位 {d['before']}、清单 {d['after']}" for d in row["differences"])
        for row in found["differences"]
    ]
    return "\n".join(lines)


def _year(year: int) -> int:
    if year and not 1990 <= year <= 2100:
        raise Refused(f"年度 {year} 不对，应写四位数字，如 2022。")
    return year


def _day(said: str) -> dt.date | None:
    day = read_date(said) if said else None
    if said and day is None:
        raise Refused(f"交办日期“{said}”看不懂，应写作 2022-03-18。")
    return day
