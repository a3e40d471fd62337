from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

NOON = datetime(2022, 7, 22, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def noon():
    return NOON


@pytest.fixture
def store(data_dir):
    """Where the store of this test lies."""
    return data_dir / "files"
