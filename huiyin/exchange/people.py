"""First set-up: people and their posts from a list; the same list again changes nothing."""

import datetime as dt
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from huiyin.accounts.actions import add_person, appoint, change_person, set_password
from huiyin.accounts.models import Post, Role, User
from huiyin.directory.models import Unit
from huiyin.documents.columns import Column
from huiyin.documents.sheet import sheet_xlsx
from huiyin.events.actors import Actor, local_day
from huiyin.exchange.rosters import Outcome, Record, read_roster
from huiyin.flow.errors import HouseError

ROLE_WORDS = {
    "经办人": Role.OFFICER,
    "承办人": Role.OFFICER,
    "处长": Role.OFFICE_HEAD,
    "处室负责人": Role.OFFICE_HEAD,
    "综合协调人": Role.COORDINATOR,
    "协调人": Role.COORDINATOR,
    "分管负责人": Role.LEADER_IN_CHARGE,
    "主要领导": Role.CHIEF,
    "审计管理员": Role.AUDITOR,
    "安全管理员": Role.SECURITY_ADMIN,
}
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # pragma: allowlist secret


@dataclass(frozen=True)
class FirstPassword:
    """A password for the first sign-in, told once."""

    login: str
    name: str
    unit: str
    password: str


def import_people(
    content: bytes, name: str, *, by: Actor, now: dt.datetime, with_passwords: bool = False
) -> tuple[Outcome, list[FirstPassword]]:
    """建立人员与岗位：登录名相同的补充岗位、更新电话；没有密码的，设了才能登录。"""
    records, outcome = read_roster(content, name, "people", ("login", "name"))
    passwords: list[FirstPassword] = []
    with transaction.atomic():
        for record in records:
            try:
                with transaction.atomic():
                    told = _take(record, outcome, by=by, now=now, with_password=with_passwords)
            except (HouseError, ValueError) as error:
                outcome.fault(record, str(error))
            else:
                passwords += [told] if told else []
    return outcome, passwords


def _take(
    record: Record, outcome: Outcome, *, by: Actor, now: dt.datetime, with_password: bool
) -> FirstPassword | None:
    login, name = record["login"], record["name"]
    if not login or not name:
        raise ValueError("没有登录名" if not login else "没有姓名")
    if not re.fullmatch(r"[\w.@+-]{1,60}", login):
        raise ValueError(f"登录名“{login[:20]}”只能用字母、数字和 . _ - @")
    unit, roles = _unit(record["unit"]), _roles(record["role"])
    user = User.objects.filter(username=login).first()
    before = _state(user, now)
    if user is None:
        user = add_person(
            username=login, name=name, phone=record["phone"], email=record["email"], password=None, by=by, now=now
        )
    else:
        said = {key: record[key] for key in ("name", "phone", "email") if record[key]}
        change_person(user, by=by, now=now, **said)
    for role in roles:
        appoint(user, unit, role, by=by, now=now)
    after = _state(user, now)
    outcome.created += not before
    outcome.changed += bool(before) and before != after
    outcome.unchanged += before == after
    return _first_password(user, unit, by=by, now=now) if with_password and not user.has_usable_password() else None


def _state(user: User | None, now: dt.datetime) -> tuple[object, ...]:
    if user is None:
        return ()
    posts = Post.objects.on(local_day(now)).filter(user=user).values_list("unit", "role")
    return (user.name, user.phone, user.email, *sorted(posts))


def _unit(said: str) -> Unit:
    if not said:
        raise ValueError("没有单位代码")
    found = Unit.objects.filter(code=said).first()
    named = [] if found else list(Unit.objects.filter(name=said, managed_here=True)[:2])
    if found is None and len(named) != 1:
        raise ValueError(f"没有代码为“{said}”的单位" if not named else f"名为“{said}”的单位不止一个，请写代码")
    return found or named[0]


def _roles(said: str) -> list[str]:
    words = [word for word in re.split(r"[、，,;；/\s]+", said) if word]
    if not words:
        raise ValueError("没有岗位")
    return [_role(word) for word in words]


def _role(word: str) -> str:
    for role in Role:
        if word in (role.value, role.label):
            return role
    if word in ROLE_WORDS:
        return ROLE_WORDS[word]
    raise ValueError(f"岗位“{word}”不认得，应为{'、'.join(role.label for role in Role)}之一")


def _first_password(user: User, unit: Unit, *, by: Actor, now: dt.datetime) -> FirstPassword:
    password = "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(3))
    set_password(user, password, by=by, now=now)
    return FirstPassword(user.username, user.name, unit.name, password)


def passwords_xlsx(passwords: Sequence[FirstPassword]) -> bytes:
    """The slips to be cut and handed out; kept nowhere else."""
    columns: list[Column[FirstPassword]] = [
        Column("login", "登录名", lambda row: row.login, width=20),
        Column("name", "姓名", lambda row: row.name, width=16),
        Column("unit", "单位", lambda row: row.unit, width=30),
        Column("password", "初始密码", lambda row: row.password, width=24),
    ]
    return sheet_xlsx("初始密码", columns, passwords, notes=("首次登录后请立即修改密码，并删除本表。",))
