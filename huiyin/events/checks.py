"""Is the log still what was written? Finds the first row that is not."""

from dataclasses import dataclass

from huiyin.events import seals
from huiyin.events.actions import digest_of
from huiyin.events.models import Event, Seal


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
    for event in Event.objects.order_by("id").iterator(2000):
        if digest_of(event) != event.digest:
            return f"第 {event.pk} 号事件的内容与指纹不符：被改过，或不是由本系统写入的。"
    return ""


def _first_bad_seal() -> str:
    digests = dict(Event.objects.values_list("id", "digest"))
    chain = ""
    for place, seal in enumerate(Seal.objects.order_by("seq").iterator(2000), start=1):
        if seal.seq != place:
            return f"封条缺第 {place} 条（下一条是第 {seal.seq} 条）。"
        if seal.event_id not in digests:
            return f"第 {seal.seq} 条封条的第 {seal.event_id} 号事件不见了。"
        chain = seals.link(chain, seal.seq, seal.event_id, digests[seal.event_id])
        if chain != seal.chain:
            return f"从第 {seal.seq} 条封条（第 {seal.event_id} 号事件）起链条断开。"
    return ""


def _first_difference_to_copy() -> str:
    here = {seal.seq: (seal.event_id, seal.chain) for seal in Seal.objects.iterator(2000)}
    for seq, event_id, chain in seals.copied():
        if here.pop(seq, None) != (event_id, chain):
            return f"库外封条文件的第 {seq} 条（第 {event_id} 号事件）与库里不一致：库里的尾部被截或被换。"
    if here:
        return f"库里第 {min(here)} 条封条不在库外封条文件里。"
    return ""
