"""Three items of the department that wait for an office, on 20 April 2022."""

# ruff: noqa: F811 — fixtures of neighbours are imported by name

import pytest

from tests.handling.conftest import assignment, batch, given, new_item, outside, session, shared  # noqa: F401
from tests.web.handling.conftest import browse, clock, press  # noqa: F401


@pytest.fixture
def waiting(given):
    """Three of them, by number."""
    return [given(no=no) for no in ("0001", "0002", "0003")]


@pytest.fixture
def give(browse, cast):
    """give(assignments, office) ticks these rows, presses the office and sends the form."""

    def send(rows, office=None, *, login="lin", **fields):
        chosen = {f"a{row.pk}-pick": "on" for row in rows}
        chosen |= {f"a{row.pk}-office": office.pk for row in rows if office}
        return browse(login).post("/dispatch/allot/", {**chosen, **fields})

    return send
