"""Is the log still what was written? Finds the first row that is not."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, zip_longest

from huiyin.events import seals
from huiyin.events.actions import digest_of
from huiyin.events.models import Event, Seal

CHUNK = 2000


@dataclass(frozen=True)
class Verdict:
    """sealed: seals now · events: rows now · broken: one Chinese sentence that names the first bad row, or empty."""

    sealed: int
    events: int
    broken: str = ""

    @property
    def unbroken(self) -> bool:
        return not self.broken


def verify_log() -> Verdict:
    """Prove every event against its digest, the chain against the key, and the chain against the file outside."""
    sealed, events = Seal.objects.count(), Event.objects.count()
    broken = _first_bad_event() or _first_bad_seal() or _first_difference_to_copy()
    return Verdict(sealed=sealed, events=events, broken=broken)


def _first_bad_event() -> str:
    for event in Event.objects.order_by("id").iterator(CHUNK):
        if digest_of(event) != event.digest:
            return f"第 {event.pk} 号事件的内容与指纹不符：被改过，或不是由本系统写入的。"
    return ""


def _first_bad_seal() -> str:
    chain = ""
    for place, (seal, digest) in enumerate(_seals_with_digests(), start=1):
        if seal.seq != place:
            return f"封条缺第 {place} 条（下一条是第 {seal.seq} 条）。"
        if digest is None:
            return f"第 {seal.seq} 条封条的第 {seal.event_id} 号事件不见了。"
        chain = seals.link(chain, seal.seq, seal.event_id, digest)
        if chain != seal.chain:
            return f"从第 {seal.seq} 条封条（第 {seal.event_id} 号事件）起链条断开。"
    return ""


def _seals_with_digests() -> Iterator[tuple[Seal, str | None]]:
    """Chunk by chunk: a log of a million rows is proved in little memory."""
    rows = iter(Seal.objects.order_by("seq").iterator(CHUNK))
    while chunk := list(islice(rows, CHUNK)):
        numbers = [seal.event_id for seal in chunk]
        digests = dict(Event.objects.filter(pk__in=numbers).values_list("id", "digest"))
        yield from ((seal, digests.get(seal.event_id)) for seal in chunk)


def _first_difference_to_copy() -> str:
    if not seals.seals_file().exists():
        return "库外封条文件不见了。" if Seal.objects.exists() else ""
    here = (seals.Copied(seal.seq, seal.event_id, seal.chain) for seal in Seal.objects.order_by("seq").iterator(CHUNK))
    nowhere = object()
    pairs = zip_longest(here, seals.copied(), fillvalue=nowhere)
    for place, (seal, line) in enumerate(pairs, start=1):
        if line is nowhere:
            return f"库里第 {place} 条封条不在库外封条文件里。"
        if seal != line:
            return f"库外封条文件的第 {place} 条与库里不一致：库里的尾部被截或被换，或文件被动过。"
    return ""
