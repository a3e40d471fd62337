"""The one way to say that something happened."""

import datetime as dt
import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction

from huiyin.events import jobs, seals
from huiyin.events.actors import Actor, RecordedFor
from huiyin.events.models import Event

EXACT = 2**53  # beyond it a float no longer tells whole numbers apart


def digest_of(event: Event) -> str:
    """The keyed digest of an event's content: without the key in the data dir none can be made that fits."""
    content = json.dumps(_settled(event.content), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hmac.new(settings.EVENT_KEY.encode(), content.encode(), hashlib.sha256).hexdigest()


def _settled(value: Any) -> Any:
    """Numbers in one form: PostgreSQL keeps 1e20 as a whole number, SQLite keeps it as it was written."""
    if isinstance(value, dict):
        return {key: _settled(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_settled(inner) for inner in value]
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    return int(value) if float(value).is_integer() and abs(value) < EXACT else float(value)


def build(
    verb: str,
    topic: str,
    *,
    by: Actor,
    at: dt.datetime,
    subject: str = "",
    facts: Mapping[str, Any] | None = None,
    recorded_for: RecordedFor | None = None,
    unit_code: str = "",
) -> Event:
    """An event with its digest, not yet stored. `facts` must be plain JSON (dates as ISO text)."""
    event = Event(
        at=at,
        year=at.year,
        verb=verb,
        actor=by.actor_key,
        actor_name=by.actor_name,
        unit_code=unit_code or by.unit_code,
        topic=topic,
        subject=subject,
        facts=dict(facts or {}),
        recorded_for=recorded_for.facts() if recorded_for else None,
    )
    event.digest = digest_of(event)
    return event


def record(verb: str, topic: str, **details: Any) -> Event:
    """Store one event with the reactions it causes, in the caller's transaction; seal and react after commit.

    Takes what `build` takes. Outside a transaction it makes its own.
    """
    return record_many([build(verb, topic, **details)])[0]


def record_many(events: Iterable[Event]) -> list[Event]:
    """Store many events at once (an import, a bulk act)."""
    with transaction.atomic():
        stored = Event.objects.bulk_create(list(events), batch_size=500)
        keys = jobs.plan_reactions(stored)
        if stored:
            transaction.on_commit(partial(seals.seal_if_free, since=stored[0].pk), robust=True)
        transaction.on_commit(lambda: jobs.run_keys(keys), robust=True)
    return stored
