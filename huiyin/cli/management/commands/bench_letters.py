"""`huiyin bench_letters`: prints how long a batch of letters takes, for docs/performance.md."""

import os
from argparse import ArgumentParser
from typing import Any

from huiyin.cli.bench.letters import measured
from huiyin.cli.speaking import HouseCommand


class Command(HouseCommand):
    help = "性能测试：排一批答复函（Word、PDF、征询意见表），打成压缩包和打印件，输出用时"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--letters", type=int, default=200, help="多少件，默认 200")

    def run(self, **options: Any) -> int:
        """One table, with the load of the machine before and after."""
        before = os.getloadavg()[0]
        found = measured(options["letters"])
        self.stdout.write(f"{options['letters']} letters, load {before:.1f} before, {os.getloadavg()[0]:.1f} after")
        for name, value in found.items():
            self.stdout.write(f"| {name} | {value:.2f} |")
        return 0
