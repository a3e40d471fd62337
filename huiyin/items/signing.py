"""Who signed an item: named, confirmed, signed for by a head, and let off when they are gone."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from huiyin.directory.submitters import SubmitterName
from huiyin.events.actions import record
from huiyin.events.actors import Actor, RecordedFor, local_day
from huiyin.flow.errors import NotReady, permit
from huiyin.items import policy, registering
from huiyin.items.drafts import ItemDraft
from huiyin.items.models import Item, Signature


@transaction.atomic
def set_signers(
    item: Item,
    *,
    lead: SubmitterName | None,
    cosigners: Sequence[SubmitterName] = (),
    by: Actor,
    now: dt.datetime,
    recorded_for: RecordedFor | None = None,
) -> Item:
    """更正提出人：领衔一人，其余为附议（R6）；名单没有变化就不记录，留下的人原有的确认不变。"""
    permit(policy.keeps(by, item), "更正提出人")
    draft = ItemDraft(kind=item.kind, official_no=item.official_no, lead_submitter=lead, cosigners=tuple(cosigners))
    old = list(item.signatures.select_related("submitter"))
    before = [row.submitter.name for row in old]
    if before == [name.name for name in draft.signers]:
        return item
    item.signatures.all().delete()
    registering.write_signatures([(draft, item)], item.session, kept={row.submitter_id: row for row in old})
    after = [name.name for name in draft.signers]
    _record("items.signers_set", item, by=by, now=now, recorded_for=recorded_for, before=before, after=after)
    return item


@transaction.atomic
def confirm_signature(
    signature: Signature,
    *,
    by: Actor,
    now: dt.datetime,
    confirmed_by: str = "",
    recorded_for: RecordedFor | None = None,
) -> Signature:
    """确认附议：附议人本人确认后才计入联名；记下哪一天、怎么确认的、谁说的（R6）。"""
    permit(policy.keeps(by, signature.item), "登记附议确认")
    if signature.confirmed_on is not None:
        return signature
    signature.confirmed_on = local_day(now, recorded_for)
    signature.confirmed_way = recorded_for.way if recorded_for else ""
    signature.confirmed_by = confirmed_by or (recorded_for.who if recorded_for else by.actor_name)
    signature.save(update_fields=["confirmed_on", "confirmed_way", "confirmed_by"])
    _told("items.signature_confirmed", signature, by=by, now=now, recorded_for=recorded_for)
    return signature


@transaction.atomic
def sign_as_head(
    signature: Signature, *, head: str, by: Actor, now: dt.datetime, recorded_for: RecordedFor | None = None
) -> Signature:
    """负责人签字：代表团由团长、界别由召集人、团体和专委会由负责人签字（R7）。"""
    permit(policy.keeps(by, signature.item), "登记负责人签字")
    if signature.submitter.is_person:
        raise NotReady("个人的件由本人签名，不用负责人签字。")
    if not head.strip():
        raise NotReady("要写明签字的是谁。")
    signature.head, signature.head_signed_on = head.strip(), local_day(now, recorded_for)
    signature.save(update_fields=["head", "head_signed_on"])
    _told("items.signed_by_head", signature, by=by, now=now, recorded_for=recorded_for, head=signature.head)
    return signature


@transaction.atomic
def excuse_signer(
    signature: Signature, reason: str, *, by: Actor, now: dt.datetime, recorded_for: RecordedFor | None = None
) -> Signature:
    """不再答复、征询：提出人去世、离任或联系不上的，写明理由；件照办，其余提出人照常答复。"""
    permit(policy.keeps(by, signature.item), "登记提出人不再征询")
    said = reason.strip() or signature.submitter.gone_reason
    if not said:
        raise NotReady("不再答复、征询要写明理由。")
    signature.wants_reply, signature.excused_reason = False, said
    signature.excused_on = local_day(now, recorded_for)
    signature.save(update_fields=["wants_reply", "excused_reason", "excused_on"])
    _told("items.signer_excused", signature, by=by, now=now, recorded_for=recorded_for, reason=said)
    return signature


def _told(
    verb: str, signature: Signature, *, by: Actor, now: dt.datetime, recorded_for: RecordedFor | None, **facts: str
) -> None:
    said = {"submitter": f"submitter:{signature.submitter_id}", "name": signature.submitter.name, **facts}
    _record(verb, signature.item, by=by, now=now, recorded_for=recorded_for, **said)


def _record(
    verb: str, item: Item, *, by: Actor, now: dt.datetime, recorded_for: RecordedFor | None, **facts: object
) -> None:
    record(verb, item.topic, by=by, at=now, subject=f"item:{item.pk}", facts=facts, recorded_for=recorded_for)
