"""`huiyin demo`: two units with their past years and a current one, in the configured database."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.sessions.models import Session
from django.core.management.color import no_style
from django.db import connection
from django.utils import timezone

from huiyin.accounts.models import Role
from huiyin.cli.backups import models
from huiyin.cli.bench.filling import learn
from huiyin.cli.demo.cast import PASSWORD, PEOPLE
from huiyin.cli.demo.load import load_demo
from huiyin.cli.demo.places import NAMES, Place, plan_of
from huiyin.cli.speaking import HouseCommand, Refused
from huiyin.cli.tables import prepare_tables
from huiyin.directory.models import Unit, UnitKind
from huiyin.events.seals import seal_if_free, seals_file


class Command(HouseCommand):
    help = "（重新）装入演示数据：武汉、吉林两个单位的 2021、2022 年和今年"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--force", action="store_true", help="数据库里有演示以外的单位也照样清空重装")

    def run(self, **options: Any) -> int:
        prepare_tables()
        if not options["force"]:
            refuse_real_units()
        empty_books()
        places = load_demo(now=timezone.now())
        seal_if_free()
        learn()
        self.stdout.write("\n".join(told(places)))
        return 0


def refuse_real_units() -> None:
    """Nobody's work is wiped for a demonstration."""
    plans = [plan_of(name) for name in NAMES]
    ours = {plan["code"] for plan in plans} | {f"{plan['prefix']}shili-jyj" for plan in plans}
    real = Unit.objects.filter(managed_here=True).exclude(kind=UnitKind.OFFICE).exclude(code__in=ours).first()
    if real:
        raise Refused(f"数据库里有“{real.name}”的数据，没有装入演示；请换一个数据目录，或加 --force 清空重装。")


def empty_books() -> None:
    """Every table, who was signed in, and the copy of the seals outside, which belongs to the log that is gone."""
    tables = [*(model._meta.db_table for model in models()), Session._meta.db_table]
    statements = connection.ops.sql_flush(no_style(), tables, allow_cascade=True, reset_sequences=True)
    connection.ops.execute_sql_flush(statements)
    seals_file().unlink(missing_ok=True)


def told(places: list[Place]) -> list[str]:
    """One account a role, and the password."""
    first = places[0]
    lines = [f"演示数据已装入：{'、'.join(place.unit.name for place in places)}。账号（{first.unit.name}）："]
    offices = {"renkou": "人口处", "jiceng": "基层卫生处", "": "委"}
    for login, (name, role, office) in PEOPLE.items():
        lines.append(f"  {first.plan['prefix'] + login:<8}{name}　{offices[office]}·{Role(role).label}")
    prefixed = [place for place in places if place.plan["prefix"]]
    lines += [
        f"{place.unit.name}：登录名前加 {place.plan['prefix']}，如 {place.plan['prefix']}lin" for place in prefixed
    ]
    return [*lines, f"密码都是 {PASSWORD}"]
