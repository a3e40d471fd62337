"""How a list is kept as it came, to be read again."""

import datetime as dt

from huiyin.events.actors import Actor
from huiyin.files import storage
from huiyin.files.gate import LISTS, true_name
from huiyin.files.models import StoredFile


def keep_list(content: bytes, name: str, *, by: Actor, now: dt.datetime) -> StoredFile:
    """The list as it came, filed as what it is: an HTML table called .xls is kept as .html."""
    known = true_name(name, content)
    return storage.save(content, name=known, by=by.actor_key, at=now, kind="list", allowed=LISTS | {"txt"})


def content_of(file: StoredFile) -> bytes:
    """The bytes of a kept list."""
    return storage.read(file)
