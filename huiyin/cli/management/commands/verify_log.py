"""`huiyin verify_log`: is the log still what was written?"""

import json
from argparse import ArgumentParser
from typing import Any

from huiyin.cli.speaking import HouseCommand
from huiyin.cli.tables import prepare_tables
from huiyin.events.checks import verify_log
from huiyin.events.seals import seal_if_free


class Command(HouseCommand):
    help = "核对日志：每条事件、封条链和库外封条文件是否一致；不一致时指出第一处，退出码 1"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="输出 JSON")

    def run(self, **options: Any) -> int:
        prepare_tables()
        newly = seal_if_free(since=0)
        verdict = verify_log()
        if options["json"]:
            facts = {"unbroken": verdict.unbroken, "events": verdict.events, "sealed": verdict.sealed}
            self.stdout.write(
                json.dumps({**facts, "newly_sealed": newly, "broken": verdict.broken}, ensure_ascii=False)
            )
        else:
            self.stdout.write(f"事件 {verdict.events} 条，封条 {verdict.sealed} 条（本次补封 {newly} 条）。")
            self.stdout.write(verdict.broken or "日志完整，没有发现改动。")
        return 0 if verdict.unbroken else 1
