"""Are the tables there? An empty SQLite gets them by itself; any other database only by `huiyin migrate`."""

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import DatabaseError

from huiyin.cli.speaking import Refused


def prepare_tables() -> None:
    """What every command that needs the database calls first."""
    try:
        executor = MigrationExecutor(connection)
    except DatabaseError as error:
        raise Refused("数据库连接不上，请检查 HUIYIN_DATABASE_URL 和数据目录。") from error
    cache = settings.CACHES["default"]["LOCATION"]
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()) and cache in tables():
        return
    if connection.vendor == "sqlite" and not executor.loader.applied_migrations:
        call_command("migrate", verbosity=0)
        return
    raise Refused("数据库的表还没有建好，或不是这一版的。请先备份，再运行 huiyin migrate。")


def tables() -> set[str]:
    """The names of the tables there are."""
    with connection.cursor() as cursor:
        return set(connection.introspection.table_names(cursor))
