"""What follows from what happened: event name → functions. Each bears being run twice."""

from collections.abc import Callable

from django.utils import timezone

from huiyin.accounts.desk import sit_down
from huiyin.accounts.models import User
from huiyin.archives import years
from huiyin.directory.models import Submitter
from huiyin.events.actors import SYSTEM, local_day
from huiyin.events.jobs import renew
from huiyin.events.models import Job
from huiyin.facts.models import Fact
from huiyin.followup import actions as followup
from huiyin.handling import succession
from huiyin.handling.actions import withdraw_all
from huiyin.handling.clocks import recompute
from huiyin.handling.models import Assignment
from huiyin.items.models import Item, State
from huiyin.replies import waiting
from huiyin.replies.models import Reply
from huiyin.replies.opinion import assisting
from huiyin.replies.writing import citing
from huiyin.surveys import actions as surveys
from huiyin.surveys import gone, print_runs


def open_round(job: Job) -> None:
    """A letter went out: ask the submitters."""
    surveys.open_round(_reply(job), by=SYSTEM, now=job.run_at)


def end_round(job: Job) -> None:
    """A letter came back or was overtaken: ask no longer."""
    surveys.end_round(_reply(job), by=SYSTEM, now=job.run_at)


def open_commitments(job: Job) -> None:
    """A letter went out: what it promises is in the books."""
    followup.open_commitments(_reply(job), by=SYSTEM, now=job.run_at)


def tell_open_drafts(job: Job) -> None:
    """A fact is said otherwise now: who drafts with the old words reads so."""
    fact = Fact.objects.get(pk=job.facts["subject"].removeprefix("fact:"))
    citing.tell_open_drafts(fact, by=SYSTEM, now=job.run_at)


def tell_fates(job: Job) -> None:
    """A letter went out: the units whose opinions it names see what became of their points."""
    assisting.tell_fates(_reply(job), now=job.run_at)


def recount_dates(job: Job) -> None:
    """The entry of an item changed: a hard one has six months, a later kind another clock."""
    recompute(Assignment.objects.open().filter(item=job.facts["topic"].removeprefix("item:")))


def wait_for(job: Job) -> None:
    """A request to decline was refused, a role changed: a draft waits where it lay."""
    assignment = Assignment.objects.get(pk=job.facts["subject"].removeprefix("assignment:"))
    if assignment.is_top:
        waiting.follow(assignment, on=local_day(job.run_at))


def let_go(job: Job) -> None:
    """An item was withdrawn or moved away, whoever said so: nobody works on it and no clock runs (R8)."""
    left = (State.WITHDRAWN, State.MOVED_AWAY)
    item = Item.objects.filter(pk=job.facts["topic"].removeprefix("item:"), state__in=left).first()
    if item:
        withdraw_all(item, reason=f"{item.get_state_display()}，办理终止", by=SYSTEM, now=job.run_at)


def forgo_submitter(job: Job) -> None:
    """A submitter is gone: nothing more is asked of them, sent to them or owed to them."""
    submitter = Submitter.objects.get(pk=job.facts["subject"].removeprefix("submitter:"))
    gone.forgo(submitter, now=job.run_at)


def follow_heir(job: Job) -> None:
    """A case of a unit that is no more was taken up again: its heir goes on with it."""
    assignment = Assignment.objects.select_related("unit__parent").get(
        pk=job.facts["subject"].removeprefix("assignment:")
    )
    succession.follow_heir(assignment, now=job.run_at)


def make_print_run(job: Job) -> None:
    """Somebody wants the letters of a batch as one archive and one file for the printer."""
    print_runs.make_print_run(job, tell=lambda percent: renew(job, progress=percent, now=timezone.now()))


def make_year_sets(job: Job) -> None:
    """Somebody wants a year's ended items archived; whoever asked is named as who made the sets."""
    user = User.objects.get(pk=job.asked_by.removeprefix("user:"))
    by = sit_down(user, on=local_day(job.run_at))
    years.make_year(job, by=by, tell=lambda percent: renew(job, progress=percent, now=timezone.now()))


def _reply(job: Job) -> Reply:
    """The reply the event is about; the moment that counts is the event's, not the worker's."""
    kind, _, key = job.facts["subject"].partition(":")
    if kind != "reply":
        raise ValueError(f"not about a reply: {job.facts['subject']}")
    return Reply.objects.select_related("assignment__item__session", "assignment__unit").get(pk=key)


LONG = frozenset({print_runs.FUNCTION, years.FUNCTION})
WORK: dict[str, Callable[[Job], None]] = {
    print_runs.FUNCTION: make_print_run,
    years.FUNCTION: make_year_sets,
    "open_round": open_round,
    "end_round": end_round,
    "open_commitments": open_commitments,
    "tell_fates": tell_fates,
    "recount_dates": recount_dates,
    "let_go": let_go,
    "forgo_submitter": forgo_submitter,
    "follow_heir": follow_heir,
    "wait_for": wait_for,
    "tell_open_drafts": tell_open_drafts,
}
REACTIONS: dict[str, tuple[str, ...]] = {
    "directory.submitter_gone": ("forgo_submitter",),
    "facts.restated": ("tell_open_drafts",),
    "handling.decline_refused": ("wait_for",),
    "handling.reopened": ("follow_heir",),
    "handling.role_changed": ("wait_for",),
    "items.changed": ("recount_dates",),
    "items.turned_into_suggestion": ("recount_dates",),
    "items.moved_away": ("let_go",),
    "items.withdrawn": ("let_go",),
    "replies.issued": ("open_round", "open_commitments", "tell_fates"),
    "replies.returned": ("end_round",),
    "replies.superseded": ("end_round",),
}
