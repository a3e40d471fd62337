"""二次验证: the codes of the standard, each good once; what is kept gives nothing away; lost phones are dealt with."""

import datetime as dt

import pytest

from huiyin.accounts import one_time
from huiyin.accounts.models import RecoveryCode, SecondFactor
from huiyin.accounts.second_factor import renew_codes, reset, turn_off, turn_on, use
from huiyin.events.models import Event
from huiyin.flow.errors import NotAllowed, NotReady

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # pragma: allowlist secret
"""12345678901234567890, the secret of the examples in RFC 4226 and RFC 6238."""


def code(now: dt.datetime, secret: str = SECRET) -> str:
    return one_time.code_at(secret, int(now.timestamp()) // one_time.PERIOD)


def later(now: dt.datetime) -> dt.datetime:
    return now + dt.timedelta(seconds=one_time.PERIOD)


@pytest.fixture
def wu(cast, person, now):
    """吴主任 with the second factor on; the ten recovery codes beside."""
    codes = turn_on(cast.people["wu"], SECRET, code(now), by=person("wu"), now=now)
    return {"user": cast.people["wu"], "by": person("wu"), "codes": codes}


@pytest.fixture
def tried(wu):
    """tried(code, now): is it taken?"""
    return lambda text, now: use(wu["user"], text, by=wu["by"], now=now, purpose="sign")


@pytest.mark.parametrize(("second", "expected"), [(59, "287082"), (1111111109, "081804"), (20000000000, "353130")])
def test_the_codes_are_those_of_the_standard(second, expected):
    assert one_time.code_at(SECRET, second // one_time.PERIOD) == expected


def test_a_code_is_good_once(tried, now):
    fresh = later(now)
    assert tried(code(fresh), fresh)
    assert not tried(code(fresh), fresh)


def test_the_code_that_turned_it_on_is_used_up(tried, now):
    assert not tried(code(now), now)


def test_a_phone_may_be_half_a_minute_slow_and_no_more(tried, now):
    then = now + dt.timedelta(minutes=5)
    assert not tried(code(then - dt.timedelta(minutes=1)), then)
    assert tried(code(then - dt.timedelta(seconds=30)), then)


def test_a_recovery_code_works_once_as_people_type_it(wu, tried, now):
    typed = f" {wu['codes'][3].upper().replace('-', ' ')} "
    assert tried(typed, now) and not tried(typed, now)
    assert RecoveryCode.objects.filter(used_at=None).count() == 9


def test_new_recovery_codes_void_the_old_ones(wu, tried, now):
    fresh = renew_codes(wu["user"], by=wu["by"], now=now)
    assert not tried(wu["codes"][0], now) and tried(fresh[0], now)


def test_neither_secret_nor_codes_lie_open(wu):
    kept = SecondFactor.objects.get()
    assert SECRET not in kept.secret and one_time.unmask(kept.secret) == SECRET
    assert one_time.mask(SECRET) != kept.secret
    said = str(list(Event.objects.values_list("facts", flat=True))) + str(list(kept.codes.values()))
    assert SECRET not in said and not any(code in said for code in wu["codes"])


def test_the_log_tells_every_use_and_every_refusal(tried, now):
    tried("000000", now)
    tried(code(later(now)), later(now))
    told = [(e.verb, e.facts.get("way"), e.facts.get("purpose")) for e in Event.objects.order_by("-pk")[:2]]
    assert told == [("accounts.second_factor_used", "app", "sign"), ("accounts.second_factor_refused", None, "sign")]


def test_it_is_not_turned_on_by_a_wrong_code_nor_for_another(cast, person, now):
    with pytest.raises(NotReady, match="验证码不对"):
        turn_on(cast.people["wu"], SECRET, "000000", by=person("wu"), now=now)
    with pytest.raises(NotAllowed):
        turn_on(cast.people["wu"], SECRET, code(now), by=person("lin"), now=now)
    assert not SecondFactor.objects.exists()


def test_who_has_none_is_never_let_in_by_a_code(cast, person, now):
    assert not use(cast.people["lin"], "", by=person("lin"), now=now, purpose="sign")


def test_it_is_turned_off_by_its_owner(wu, now):
    turn_off(wu["user"], by=wu["by"], now=now)
    assert not SecondFactor.objects.exists() and not RecoveryCode.objects.exists()


def test_the_security_administrator_resets_it_with_a_reason(wu, person, now):
    with pytest.raises(NotReady, match="缘由"):
        reset(wu["user"], " ", by=person("wei"), now=now)
    reset(wu["user"], "手机丢失，当面核实", by=person("wei"), now=now)
    assert not SecondFactor.objects.exists()
    assert Event.objects.latest("pk").verb == "accounts.second_factor_reset"


@pytest.mark.parametrize("login", ["lin", "feng", "zheng", "zhou", "wu", "stranger"])
def test_nobody_else_resets_it(wu, person, now, login):
    with pytest.raises(NotAllowed):
        reset(wu["user"], "手机丢失", by=person(login), now=now)
