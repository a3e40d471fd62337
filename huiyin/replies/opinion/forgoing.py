"""会办意见 not waited for: decided by a leader, by name and with a reason (R25)."""

import datetime as dt

from django.db import transaction

from huiyin.accounts.policy import is_leader
from huiyin.events.actors import Actor, RecordedFor, local_day
from huiyin.flow.errors import Blocker, NotAllowed, NotReady
from huiyin.replies import policy, waiting
from huiyin.replies.models import Opinion, OpinionState
from huiyin.replies.opinion.opinions import move_opinion, record_opinion


@transaction.atomic
def override_opinion(
    opinion: Opinion,
    *,
    reason: str,
    by: Actor,
    now: dt.datetime,
    leader: str = "",
    recorded_for: RecordedFor | None = None,
) -> Opinion:
    """会办意见逾期未到、决定不等：由领导决定，写明理由，答复中如实写明；综合协调人登记的，写明是哪位领导决定的（R25）。"""
    if not policy.can_override(by, opinion.assignment):
        raise NotAllowed("不等会办意见，由领导决定，或由综合协调人登记领导的决定。")
    if not reason.strip():
        raise NotReady([Blocker("不等会办意见要写明理由", "opinions")])
    name = _decided_by(opinion, leader, by)
    columns = {"state": OpinionState.NOT_GIVEN, "override_by": by.actor_key, "override_reason": reason.strip()}
    move_opinion(opinion, (OpinionState.ASKED,), columns | {"overridden_by_name": name})
    facts = {"unit": opinion.unit.code, "unit_name": opinion.unit.name, "leader": name}
    facts["reason"] = f"{opinion.override_reason}（{name}决定）"
    record_opinion("replies.opinion_overridden", opinion, by=by, at=now, facts=facts, recorded_for=recorded_for)
    waiting.follow(opinion.assignment, on=local_day(now, recorded_for))
    return opinion


def _decided_by(opinion: Opinion, leader: str, by: Actor) -> str:
    """A leader decides himself; who records it says which leader."""
    if is_leader(by, opinion.assignment.unit):
        return by.actor_name[:60]
    if not leader.strip() or leader.strip() == by.actor_name:
        raise NotReady([Blocker("要写明是哪位领导决定不等的", "opinions")])
    return leader.strip()[:60]
