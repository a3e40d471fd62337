"""What an import leaves in the books once it was looked at: items, what was learnt, what is asked, the report."""

import datetime as dt
from dataclasses import replace
from typing import Any

from huiyin.events.actions import record
from huiyin.events.actors import Actor
from huiyin.exchange import questions
from huiyin.exchange.carrying import Doing, Written, carry_out
from huiyin.exchange.looking import Looked
from huiyin.exchange.matching import CHANGED, NEW, Plan
from huiyin.exchange.models import Import
from huiyin.exchange.report import said_by
from huiyin.exchange.senders import learn


def write(row: Import, looked: Looked, *, by: Actor, now: dt.datetime) -> None:
    """Everything of one list: items, parts, changes, what its sender's columns mean, what it leaves open."""
    plan, written = carry_out(looked.plan, Doing(by, now, row.file))
    looked = replace(looked, plan=plan)
    row.sender = learn(row.unit, looked.sender, plan.read, looked.overrides, by=by, now=now)
    row.follows, row.edition = looked.earlier, looked.edition
    _keep_report(row, looked, written)
    questions.ask(row, looked.gaps, by=by, now=now)
    _record_import(row, plan, by=by, now=now)


def _keep_report(row: Import, looked: Looked, written: Written) -> None:
    """The report, what the list said of each item, and which sessions it was about."""
    sessions = {item.session_id for item in written.values()}
    sessions |= {one.known.item.session_id for one in looked.plan.rows if one.known}
    row.settings = {**row.settings, "sessions": sorted(sessions)}
    row.mapping = looked.mapping()
    row.report = {**looked.report(), "said": said_by(looked.plan, written)}
    row.save()


def _record_import(row: Import, plan: Plan, *, by: Actor, now: dt.datetime) -> None:
    """One event for a list that changed something; a second run of the same list leaves no trace but its report."""
    facts: dict[str, Any] = {"name": row.name, "file": row.file.digest, "unit": row.unit.code, "edition": row.edition}
    facts |= {key: row.report[key] for key in ("rows", "created", "unchanged", "changed")}
    facts |= {"errors": len(row.report["errors"]), "gaps": len(row.report["gaps"]), "mended": len(row.mended)}
    if plan.of(NEW, CHANGED) or row.report["gaps"]:
        topic = f"import:{row.pk}"
        record("exchange.list_imported", topic, by=by, at=now, subject=topic, facts=facts)
