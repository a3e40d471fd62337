"""What the set-up commands are tried on."""

import json

import pytest
from django.core.management import call_command

from tests.exchange.making import workbook


@pytest.fixture
def set_up(db, capsys, tmp_path):
    def called(command, rows, *more):
        path = tmp_path / "清单.xlsx"
        path.write_bytes(workbook(("S", rows)))
        status = 0
        try:
            call_command(command, str(path), "--json", *more)
        except SystemExit as left:
            status = left.code
        told = capsys.readouterr()
        return status, json.loads(told.out) if told.out else told.err

    return called
