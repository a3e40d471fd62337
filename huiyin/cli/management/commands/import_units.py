"""`huiyin import_units`: the first set-up of units and their offices from a list."""

from argparse import ArgumentParser
from typing import Any

from django.utils import timezone

from huiyin.cli.lists import content_of_file, tell_outcome
from huiyin.cli.speaking import HouseCommand, Refused
from huiyin.cli.tables import prepare_tables
from huiyin.events.actors import SYSTEM
from huiyin.exchange.units import import_units
from huiyin.files.gate import Refused as FileRefused


class Command(HouseCommand):
    help = "建立单位和处室：代码、名称、简称（；隔开）、类别、上级代码、层级、地方（.xlsx 或 .csv）"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="单位清单")
        parser.add_argument("--json", action="store_true", help="输出 JSON")

    def run(self, **options: Any) -> int:
        content, name = content_of_file(options["file"])
        prepare_tables()
        try:
            outcome = import_units(content, name, by=SYSTEM, now=timezone.now())
        except FileRefused as error:
            raise Refused(str(error)) from error
        self.stdout.write(tell_outcome(outcome, as_json=options["json"]))
        return 1 if outcome.errors else 0
