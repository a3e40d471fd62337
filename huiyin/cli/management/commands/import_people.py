"""`huiyin import_people`: the first set-up of people and their posts from a list."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.utils import timezone

from huiyin.cli.lists import content_of_file, tell_outcome
from huiyin.cli.speaking import HouseCommand, Refused
from huiyin.cli.tables import prepare_tables
from huiyin.events.actors import SYSTEM
from huiyin.exchange.people import import_people, passwords_xlsx
from huiyin.files.gate import Refused as FileRefused


class Command(HouseCommand):
    help = "建立人员和岗位：登录名、姓名、单位代码、岗位、电话、邮箱（.xlsx 或 .csv）"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="人员清单")
        parser.add_argument(
            "-o", dest="output", default="", metavar="FILE.xlsx", help="把初始密码写到这里；不写则不设密码"
        )
        parser.add_argument("--json", action="store_true", help="输出 JSON")

    def run(self, **options: Any) -> int:
        content, name = content_of_file(options["file"])
        output = Path(options["output"]) if options["output"] else None
        if output and (output.exists() or not output.parent.is_dir()):
            raise Refused(f"“{output}”已经存在，或它的文件夹不存在，请换一个文件名。")
        prepare_tables()
        try:
            outcome, passwords = import_people(
                content, name, by=SYSTEM, now=timezone.now(), with_passwords=output is not None
            )
        except FileRefused as error:
            raise Refused(str(error)) from error
        if output:
            output.write_bytes(passwords_xlsx(passwords))
            output.chmod(0o600)
        self.stdout.write(tell_outcome(outcome, as_json=options["json"]))
        return 1 if outcome.errors else 0
