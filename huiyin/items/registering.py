"""How items are written, many at once: rows, signatures, asks, marks, topics, access."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from huiyin.directory.models import Session, Submitter, UnitKind
from huiyin.directory.submitters import find_or_add_submitters
from huiyin.flow.errors import Blocker, NotReady
from huiyin.items.drafts import ItemDraft
from huiyin.items.models import Access, Ask, Batch, Course, Item, Kind, Mark, Screening, Signature, Topic
from huiyin.items.numbering import sort_number

CHUNK = 500
Pair = tuple[ItemDraft, Item]
NUMBERS = {"official_no": "案号", "register_no": "流水号", "class_no": "类号"}
KEPT = (
    *("confirmed_way", "confirmed_by", "head", "head_signed_on", "withdrew_on"),
    *("wants_reply", "excused_on", "excused_reason", "merged_from"),
)


def write_items(drafts: Sequence[ItemDraft], batch: Batch, *, today: dt.date) -> list[Item]:
    """The rows of these drafts and all that hangs on them, in the caller's transaction."""
    for draft in drafts:
        check_draft(draft)
    rows = [_row(draft, batch, today) for draft in drafts]
    refuse_twins(rows)
    items = Item.objects.bulk_create(rows, batch_size=CHUNK)
    pairs = list(zip(drafts, items, strict=True))
    write_signatures(pairs, batch.session)
    Ask.objects.bulk_create([ask for pair in pairs for ask in _asks(*pair)], batch_size=CHUNK)
    Mark.objects.bulk_create([mark for pair in pairs for mark in _marks(*pair)], batch_size=CHUNK)
    write_topics((item, name) for draft, item in pairs for name in draft.topics)
    _write_beginnings(pairs, batch)
    Access.objects.bulk_create(
        [Access(item=item, unit=batch.unit, why="registered") for item in items], batch_size=CHUNK
    )
    return items


def _write_beginnings(pairs: Sequence[Pair], batch: Batch) -> None:
    """待审查 of a proposal that has yet to be admitted; 案据 and 方案 of a motion whose text we keep."""
    asked = batch.unit.kind == UnitKind.CPPCC_OFFICE
    Screening.objects.bulk_create(
        [
            Screening(item=item, received_on=item.registered_on)
            for draft, item in pairs
            if draft.kind == Kind.PROPOSAL and (draft.to_screen or asked)
        ],
        batch_size=CHUNK,
    )
    Course.objects.bulk_create(
        [
            Course(item=item, grounds=draft.grounds, measures=draft.measures)
            for draft, item in pairs
            if draft.grounds or draft.measures
        ],
        batch_size=CHUNK,
    )


def refuse_twins(rows: Sequence[Item]) -> None:
    """R3、R4：案号、流水号、类号在同一届次、件类内各自唯一；重复的拒收，指出已登记的是哪一件。"""
    taken: dict[tuple[object, ...], Item] = {}
    for at in range(0, len(rows), CHUNK):
        for known in Item.objects.twins_of(rows[at : at + CHUNK]):
            taken |= dict.fromkeys(known.keys, known)
    blockers = []
    for row in rows:
        twin = next((taken[key] for key in row.keys if key in taken), None)
        if twin:
            blockers.append(_twin_blocker(row, twin))
        taken |= dict.fromkeys(row.keys, row)
    if blockers:
        raise NotReady(blockers)


def twin_blockers(item: Item) -> list[Blocker]:
    """The same of an item whose numbers were changed."""
    twins = Item.objects.twins_of([item]).exclude(pk=item.pk)
    return [_twin_blocker(item, twin) for twin in twins if set(twin.keys) & set(item.keys)]


def _twin_blocker(row: Item, twin: Item) -> Blocker:
    shared = {str(key[0]) for key in row.keys if key in twin.keys}
    which = next(word for name, word in NUMBERS.items() if name in shared)
    text = f"{which}重复：{twin.number_label}已登记在“{twin.batch}”（{twin.title or '线下办理'}）。"
    return Blocker(text, where="number")


def check_draft(draft: ItemDraft) -> None:
    """线下办理的件只记编号、层级、类别，不录标题、正文（保密法第31条）；其余的件要有标题。"""
    if not draft.official_no.strip():
        raise NotReady("没有编号。")
    if draft.offline and (draft.title or draft.text or draft.asks or draft.grounds or draft.measures):
        raise NotReady("线下办理的件不得录入标题和正文。")
    if not draft.offline and not draft.title.strip():
        raise NotReady("没有标题。")


def _row(draft: ItemDraft, batch: Batch, today: dt.date) -> Item:
    number = sort_number(draft.official_no)
    return Item(
        session=batch.session,
        batch=batch,
        year=batch.year,
        kind=draft.kind,
        in_session=batch.in_session if draft.in_session is None else draft.in_session,
        official_no=draft.official_no,
        number_year=number.year,
        seq=number.seq,
        register_no=draft.register_no,
        class_no=draft.class_no,
        title=draft.title,
        text=draft.text,
        field=draft.field,
        consent=draft.consent,
        consent_reason=draft.consent_reason,
        no_written_reply=draft.no_written_reply,
        is_hard=draft.is_hard,
        offline=draft.offline,
        remark=draft.remark,
        submitters_text=draft.said_by,
        registered_on=draft.registered_on or today,
    )


def write_signatures(
    pairs: Sequence[Pair], session: Session, *, kept: Mapping[int, Signature] | None = None
) -> dict[str, Submitter]:
    """Everybody named; the first signer has order 0. Cosigners a list names were confirmed where it was made (R6).

    kept: what was known of these submitters on this item before the names were put right.
    """
    names = [name for draft, _ in pairs for name in draft.signers]
    known = find_or_add_submitters(names, body=session.body, level=session.level, place=session.place)
    rows = [row for draft, item in pairs for row in _signatures(draft, item, known)]
    for row in rows:
        if before := (kept or {}).get(row.submitter_id):
            for name in KEPT:
                setattr(row, name, getattr(before, name))
            row.confirmed_on = before.confirmed_on or (row.item.registered_on if row.is_first else None)
    Signature.objects.bulk_create(rows, batch_size=CHUNK)
    return known


def _signatures(draft: ItemDraft, item: Item, known: dict[str, Submitter]) -> list[Signature]:
    signers = list({known[name.key].pk: known[name.key] for name in draft.signers}.values())
    return [
        Signature(
            item=item,
            submitter=submitter,
            order=order,
            confirmed_on=item.registered_on if order == 0 or draft.cosigners_confirmed else None,
            head=draft.head if not submitter.is_person else "",
            head_signed_on=item.registered_on if draft.head and not submitter.is_person else None,
        )
        for order, submitter in enumerate(signers, start=0 if draft.lead_submitter else 1)
    ]


def _asks(draft: ItemDraft, item: Item) -> list[Ask]:
    texts = draft.asks or ((draft.title,) if draft.title else ())
    return [Ask(item=item, number=number, text=text) for number, text in enumerate(texts, start=1)]


def _marks(draft: ItemDraft, item: Item) -> list[Mark]:
    return [
        Mark(item=item, kind=m.kind, by_whom=m.by_whom, leader=m.leader, marked_on=m.marked_on, note=m.note)
        for m in draft.marks
    ]


def write_topics(pairs: Iterable[tuple[Item, str]]) -> int:
    """Tag items with topics, adding the topics; returns how many tags are new."""
    wanted = list(dict.fromkeys((item.pk, name.strip()) for item, name in pairs if name.strip()))
    if not wanted:
        return 0
    names = {name for _, name in wanted}
    Topic.objects.bulk_create([Topic(name=name) for name in sorted(names)], ignore_conflicts=True)
    topics = {topic.name: topic.pk for topic in Topic.objects.filter(name__in=names)}
    tag = Item.topics.through
    had = set(tag.objects.filter(item__in={pk for pk, _ in wanted}).values_list("item_id", "topic_id"))
    rows = [tag(item_id=pk, topic_id=topics[name]) for pk, name in wanted if (pk, topics[name]) not in had]
    tag.objects.bulk_create(rows, batch_size=CHUNK, ignore_conflicts=True)
    return len(rows)
