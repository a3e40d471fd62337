"""Every test leaves the calendar as it found it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from huiyin.workdays.calendar import configure


@pytest.fixture
def site_file(tmp_path: Path) -> Iterator[Callable[[int, str], Path]]:
    """Puts a holiday file into a site's folder and points the calendar there."""

    def put(year: int, content: str) -> Path:
        path = tmp_path / f"holidays-{year}.toml"
        path.write_text(content, encoding="utf-8")
        configure(tmp_path)
        return path

    yield put
    configure(None)
