"""Two units whose real lists are read, and the department of the cast."""

import pytest

from tests.exchange.making import municipal


@pytest.fixture
def unit(cast):
    """示例市卫生健康委员会, called 市卫健委 by its lists."""
    return cast.unit


@pytest.fixture
def wuhan(db):
    return municipal()


@pytest.fixture
def jilin(db):
    return municipal("jilin-x", "吉林省卫生健康委员会", "吉林省", "jilin", "provincial", ("省卫生健康委",))
