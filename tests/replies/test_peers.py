"""别处的 A 类占比: kept with its source, never mixed with ours."""

from decimal import Decimal

import pytest

from huiyin.flow.errors import NotAllowed, NotReady
from huiyin.replies import peers
from huiyin.replies.classes import Shares

JILIN = {"peer": "吉林省", "year": 2022, "answered": 694, "source": "2022 年度吉林省政府建议提案办理工作概述"}


def test_it_stands_with_its_source(case):
    solved = peers.solved_by_rate(694, Decimal("43.4"))
    row = peers.add_peer_share(case.cast.unit, **JILIN, solved=solved, **case.by("lin"))
    assert (solved, Shares(row.answered, row.solved).rate) == (301, Decimal("43.4"))
    assert peers.peers(case.cast.unit, 2022) == [row]
    peers.remove_peer_share(row, **case.by("lin"))
    assert peers.peers(case.cast.unit) == []


def test_it_needs_a_source_and_a_possible_number(case):
    with pytest.raises(NotReady, match="出处"):
        peers.add_peer_share(case.cast.unit, **{**JILIN, "source": " "}, solved=1, **case.by("lin"))
    with pytest.raises(NotReady, match="不能多于"):
        peers.add_peer_share(case.cast.unit, **JILIN, solved=695, **case.by("lin"))


def test_once_a_year_each(case):
    peers.add_peer_share(case.cast.unit, **JILIN, solved=1, **case.by("lin"))
    with pytest.raises(NotReady, match="已经登记过"):
        peers.add_peer_share(case.cast.unit, **JILIN, solved=2, **case.by("lin"))


def test_only_the_coordinator_may(case):
    with pytest.raises(NotAllowed):
        peers.add_peer_share(case.cast.unit, **JILIN, solved=1, **case.by("wang"))
