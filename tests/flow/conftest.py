"""An item made without any room's actions: the engine knows nothing of them."""

import datetime as dt

import pytest

from huiyin.directory.models import Session, Unit
from huiyin.items.models import Batch, Item


@pytest.fixture
def make_item(db):
    """make_item(title=…) is one registered item."""

    def made(**columns) -> Item:
        unit = Unit.objects.create(code="shili-wjw", name="示例市卫生健康委员会", kind="department", level="municipal")
        session = Session.objects.create(body="congress", level="municipal", year=2022, name="示例会议")
        batch = Batch.objects.create(unit=unit, session=session, name="示例", year=2022)
        return Item.objects.create(
            session=session, batch=batch, year=2022, kind="suggestion", official_no="1",
            registered_on=dt.date(2022, 4, 1), **columns,
        )  # fmt: skip

    return made
