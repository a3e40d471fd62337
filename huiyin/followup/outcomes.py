"""成果: results and indicators, each stated once with its date and source, cited by reports."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from huiyin.accounts.policy import is_coordinator
from huiyin.directory.models import Unit
from huiyin.events.actions import record
from huiyin.events.actors import Actor
from huiyin.flow.errors import NotAllowed
from huiyin.followup.models import Outcome
from huiyin.items.models import Item


@transaction.atomic
def add_outcome(
    unit: Unit,
    *,
    year: int,
    theme: str,
    text: str,
    measured_on: dt.date,
    source: str,
    by: Actor,
    now: dt.datetime,
    figure: str = "",
    items: Sequence[Item] = (),
) -> Outcome:
    """记一项成果：写明数、截至日期和来源；同一年同一句话只有一条。"""
    if not is_coordinator(by, unit):
        raise NotAllowed("成果由综合协调人登记。")
    facts = {"theme": theme, "figure": figure, "measured_on": measured_on, "source": source}
    outcome, made = Outcome.objects.get_or_create(unit=unit, year=year, text=text, defaults=facts)
    outcome.items.add(*items)
    if made:
        said = {"year": year, "theme": theme, "text": text, "figure": figure, "source": source}
        record("followup.outcome_added", unit.topic, by=by, at=now, subject=f"outcome:{outcome.pk}", facts=said)
    return outcome
