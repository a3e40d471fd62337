"""别处的 A 类占比: what other units or places published, beside our own share and never mixed with it."""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

from django.db import IntegrityError, transaction

from huiyin.accounts.policy import is_coordinator
from huiyin.directory.models import Unit
from huiyin.events.actions import record
from huiyin.events.actors import Actor
from huiyin.flow.errors import Blocker, NotReady, permit
from huiyin.replies.classes import Shares
from huiyin.replies.models import PeerShare

WHOLE = Decimal(100)


def peers(unit: Unit, year: int | None = None) -> list[PeerShare]:
    """What is known of others, the latest year first."""
    found = PeerShare.objects.filter(unit=unit)
    return list(found.filter(year=year) if year else found)


def share_of(row: PeerShare) -> Shares:
    return Shares(row.answered, row.solved)


def solved_by_rate(answered: int, rate: Decimal) -> int:
    """Where only a percentage is published: the number of letters it must have been."""
    return int((answered * rate / WHOLE).quantize(Decimal(1), ROUND_HALF_UP))


@transaction.atomic
def add_peer_share(
    unit: Unit, *, peer: str, year: int, answered: int, solved: int, source: str, by: Actor, now: dt.datetime
) -> PeerShare:
    """登记别的单位或地方公布的 A 类件数：写明出处；同一单位同一年只有一条。"""
    permit(is_coordinator(by, unit), "登记别处的分类情况")
    missing = [
        Blocker(sentence, "peers")
        for wrong, sentence in (
            (not peer.strip(), "要写明是哪个单位或地方"),
            (not source.strip(), "要写明出处，比如报告名称和日期"),
            (answered < 1, "答复件数至少是 1 件"),
            (solved > answered, "A 类件数不能多于答复件数"),
        )
        if wrong
    ]
    if missing:
        raise NotReady(missing)
    facts = {"peer": peer.strip(), "year": year, "answered": answered, "solved": solved, "source": source.strip()}
    try:
        with transaction.atomic():
            row = PeerShare.objects.create(unit=unit, **facts)
    except IntegrityError as error:
        raise NotReady([Blocker(f"{peer}{year}年已经登记过，先删去再登记", "peers")]) from error
    record("replies.peer_share_added", unit.topic, by=by, at=now, subject=f"peershare:{row.pk}", facts=facts)
    return row


@transaction.atomic
def remove_peer_share(row: PeerShare, *, by: Actor, now: dt.datetime) -> None:
    """删去登记错的一条。"""
    permit(is_coordinator(by, row.unit), "删去别处的分类情况")
    facts = {"peer": row.peer, "year": row.year, "answered": row.answered, "solved": row.solved}
    record("replies.peer_share_removed", row.unit.topic, by=by, at=now, subject=f"peershare:{row.pk}", facts=facts)
    row.delete()
