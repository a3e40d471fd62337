"""二次验证: turned on by the person, asked at sign-in and at each signature, taken away by the security administrator."""

import datetime as dt
from typing import Any

from django.db import transaction

from huiyin.accounts import one_time, policy
from huiyin.accounts.models import RecoveryCode, SecondFactor, User
from huiyin.events.actions import record
from huiyin.events.actors import Actor
from huiyin.flow.errors import Blocker, NotReady, permit

WRONG = "验证码不对，或者已经用过。"


def factor_of(user: User) -> SecondFactor | None:
    return SecondFactor.objects.filter(user=user).first()


@transaction.atomic
def turn_on(user: User, secret: str, code: str, *, by: Actor, now: dt.datetime) -> list[str]:
    """启用二次验证：先用手机上的验证码试一次，对了才启用；给出备用码，只显示这一次。"""
    permit(by.actor_key == f"user:{user.pk}", "启用二次验证")
    if factor_of(user):
        raise NotReady([Blocker("已经启用二次验证", "code")])
    counter = one_time.counter_of(secret, code, now)
    if counter is None:
        raise NotReady([Blocker("验证码不对：请核对手机的时间，再输一次新的", "code")])
    masked = one_time.mask(secret)
    factor = SecondFactor.objects.create(user=user, secret=masked, turned_on_at=now, last_counter=counter)
    _record("second_factor_turned_on", user, by=by, at=now)
    return _give_codes(factor)


@transaction.atomic
def renew_codes(user: User, *, by: Actor, now: dt.datetime) -> list[str]:
    """换一批备用码：旧的全部作废。"""
    permit(by.actor_key == f"user:{user.pk}", "换备用码")
    factor = SecondFactor.objects.get(user=user)
    factor.codes.all().delete()
    _record("recovery_codes_renewed", user, by=by, at=now)
    return _give_codes(factor)


@transaction.atomic
def turn_off(user: User, *, by: Actor, now: dt.datetime) -> None:
    """停用二次验证：本人，验过密码和验证码之后。"""
    permit(by.actor_key == f"user:{user.pk}", "停用二次验证")
    SecondFactor.objects.filter(user=user).delete()
    _record("second_factor_turned_off", user, by=by, at=now)


@transaction.atomic
def reset(user: User, reason: str, *, by: Actor, now: dt.datetime) -> None:
    """手机丢了、备用码也没有：安全保密管理员核实身份后停用，写明缘由；不得停用自己的。"""
    permit(policy.can_reset_second_factor(by, user), "停用别人的二次验证")
    if not reason.strip():
        raise NotReady([Blocker("要写明缘由和怎样核实的身份", "reason")])
    if not SecondFactor.objects.filter(user=user).delete()[0]:
        raise NotReady([Blocker(f"{user.name}没有启用二次验证", "reason")])
    _record("second_factor_reset", user, by=by, at=now, reason=reason.strip())


@transaction.atomic
def use(user: User, code: str, *, by: Actor, now: dt.datetime, purpose: str) -> bool:
    """验一次：每个验证码只能用一次，备用码用掉一个少一个；对错都留痕，不记验证码。"""
    factor = factor_of(user)
    way = _spend(factor, code, now) if factor else ""
    verb = "second_factor_used" if way else "second_factor_refused"
    _record(verb, user, by=by, at=now, purpose=purpose, **({"way": way} if way else {}))
    return bool(way)


def _spend(factor: SecondFactor, code: str, now: dt.datetime) -> str:
    """Of two who bring the same code at the same moment one is let in: guarded UPDATE, as everywhere."""
    counter = one_time.counter_of(one_time.unmask(factor.secret), code, now)
    newer = SecondFactor.objects.filter(pk=factor.pk, last_counter__lt=counter or 0)
    if counter is not None and newer.update(last_counter=counter):
        return "app"
    unused = RecoveryCode.objects.filter(factor=factor, digest=one_time.digest_of(code), used_at=None)
    return "recovery" if unused.update(used_at=now) else ""


def _give_codes(factor: SecondFactor) -> list[str]:
    made = one_time.new_recovery_codes()
    RecoveryCode.objects.bulk_create(RecoveryCode(factor=factor, digest=one_time.digest_of(code)) for code in made)
    return made


def _record(verb: str, user: User, *, by: Actor, at: dt.datetime, **facts: Any) -> None:
    record(f"accounts.{verb}", f"user:{user.pk}", by=by, at=at, subject=f"user:{user.pk}", facts=facts)
