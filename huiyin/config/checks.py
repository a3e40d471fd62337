"""Each setting that is wrong, by number, with its cure; shown by `huiyin check` and at start."""

import datetime as dt
import stat
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning

from huiyin.rules import packs
from huiyin.workdays import calendar
from huiyin.workdays.calendar import CalendarFileError, published

LOCAL = {"127.0.0.1", "localhost", "::1"}
NEXT_YEAR_EXPECTED_FROM = 12  # the State Council announces the next year's holidays in November


def debug_is_off(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """HUIYIN_DEBUG shows source code to whoever makes a page fail."""
    if not settings.DEBUG:
        return []
    return [Warning("调试模式开着。", hint="正式使用时去掉环境变量 HUIYIN_DEBUG。", id="huiyin.W001")]


def address_is_encrypted(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Passwords and one-time links must not cross a network in the clear."""
    host = urlsplit(settings.BASE_URL).hostname
    if settings.HTTPS or host in LOCAL:
        return []
    hint = "在前面放一个提供 HTTPS 的反向代理，并把 HUIYIN_BASE_URL 设成 https:// 开头的地址。"
    return [Warning(f"对外地址 {settings.BASE_URL} 没有加密。", hint=hint, id="huiyin.W002")]


def keys_are_private(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Whoever reads the keys can forge sessions and the event log."""
    loose = [
        path.name
        for path in (Path(settings.DATA_DIR) / name for name in ("secret.key", "events.key"))
        if path.exists() and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    ]
    if not loose:
        return []
    hint = f"在数据目录里执行：chmod 600 {' '.join(loose)}"
    return [Warning(f"密钥文件 {'、'.join(loose)} 别的用户也能读。", hint=hint, id="huiyin.W003")]


def calendar_reaches_far_enough(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Deadlines of three months reach into the next year from October on; a year not published cannot be counted."""
    today = dt.date.today()
    wanted = [today.year] + ([today.year + 1] if today.month >= NEXT_YEAR_EXPECTED_FROM else [])
    try:
        missing = [str(year) for year in wanted if not published(year)]
    except CalendarFileError:  # said by calendar_files_can_be_read
        return []
    if not missing:
        return []
    hint = "国务院办公厅公布后，在数据目录放 holidays-年份.toml（写法见 docs/upgrade.md）；在此之前跨年期限显示“日历未发布”。"
    return [Warning(f"{'、'.join(missing)} 年的节假日安排还没有录入。", hint=hint, id="huiyin.W004")]


def packs_can_be_used(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A rule pack with a wrong field would give wrong dates: file, line and field are named, nothing is served."""
    hint = "改好这一处再启动；规则包的写法见 huiyin/rules/README.md。"
    return [Error(f"规则包不能用：{said}。", hint=hint, id="huiyin.E001") for said in packs.complaints()]


def calendar_files_can_be_read(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The same for the holiday files of the site."""
    hint = "改好这一处再启动；写法见 docs/upgrade.md。"
    return [Error(f"节假日文件不能用：{said}。", hint=hint, id="huiyin.E002") for said in calendar.complaints()]


ALL = (
    debug_is_off,
    address_is_encrypted,
    keys_are_private,
    calendar_reaches_far_enough,
    packs_can_be_used,
    calendar_files_can_be_read,
)
