"""How a list is kept as it came, to be read again."""

import datetime as dt

from huiyin.events.actors import Actor
from huiyin.exchange.grid import PLAIN_TEXT
from huiyin.files import storage
from huiyin.files.gate import LISTS, extension_of
from huiyin.files.models import StoredFile


def keep_list(content: bytes, name: str, *, by: Actor, now: dt.datetime) -> StoredFile:
    """The list as it came; a .tsv or .txt is kept as what it is, a delimited text."""
    known = f"{name}.csv" if extension_of(name) in PLAIN_TEXT else name
    return storage.save(content, name=known, by=by.actor_key, at=now, kind="list", allowed=LISTS)


def content_of(file: StoredFile) -> bytes:
    """The bytes of a kept list."""
    return storage.read(file)
