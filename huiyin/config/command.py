"""The `huiyin` command: Django's own commands and ours behind one word."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run `huiyin COMMAND …`; exit status 0 done, 1 done but a person is needed, 2 not done."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "huiyin.config.settings")
    execute_from_command_line(sys.argv)
