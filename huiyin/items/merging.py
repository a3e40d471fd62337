"""并案: the proposers of a merged proposal move to the one that stays, and back when the merger is undone."""

from django.db.models import Max

from huiyin.items.models import Item, Signature


def move_signers_to(into: Item, merged: Item) -> list[Signature]:
    """Everybody who signed the merged item and not yet the other cosigns it; confirmed as they were."""
    there = set(into.signatures.values_list("submitter_id", flat=True))
    last = into.signatures.aggregate(last=Max("order"))["last"] or 0
    new = [row for row in merged.signatures.select_related("submitter") if row.submitter_id not in there]
    rows = [
        Signature(
            item=into,
            submitter=row.submitter,
            order=order,
            confirmed_on=row.confirmed_on,
            confirmed_way=row.confirmed_way,
            confirmed_by=row.confirmed_by,
            head=row.head,
            head_signed_on=row.head_signed_on,
            wants_reply=row.wants_reply,
            excused_on=row.excused_on,
            excused_reason=row.excused_reason,
            merged_from=merged,
        )
        for order, row in enumerate(new, start=last + 1)
    ]
    return Signature.objects.bulk_create(rows)


def move_signers_back(into: Item, merged: Item) -> list[str]:
    """The merger is undone: who came with the merged item leaves the other; their names."""
    came = into.signatures.filter(merged_from=merged).select_related("submitter")
    names = [row.submitter.name for row in came]
    came.delete()
    return names
