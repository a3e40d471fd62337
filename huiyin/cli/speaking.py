"""How a command of the house speaks: one Chinese sentence when it cannot, exit status 0 done, 1 look, 2 not done."""

import sys
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser

from huiyin.rules.packs import PackError
from huiyin.workdays.calendar import CalendarFileError


class Refused(Exception):
    """The command cannot do what was asked; its text is the sentence that says why."""


class OneSentenceParser(CommandParser):
    """Complaints about arguments are one sentence and exit status 2."""

    def error(self, message: str) -> NoReturn:
        missing = message.removeprefix("the following arguments are required: ")
        said = f"缺少参数 {missing}" if missing != message else f"参数不对（{message}）"
        if not self.called_from_command_line:
            raise CommandError(said)
        sys.stderr.write(f"{said}；写法见 {self.prog} --help\n")
        sys.exit(2)


class HouseCommand(BaseCommand):
    """A command whose `run` returns its exit status, or raises Refused with a sentence."""

    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.__class__ = OneSentenceParser
        return parser

    def run(self, **options: Any) -> int:
        """Do it; 0 done, 1 done but a person is needed."""
        raise NotImplementedError

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            status = self.run(**options)
        except (Refused, PackError, CalendarFileError) as error:
            self.stderr.write(str(error))
            status = 2
        if status:
            sys.exit(status)
