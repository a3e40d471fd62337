"""What must be known to register an item: the facts of one line of a list, or of one paper."""

import datetime as dt
from dataclasses import dataclass

from huiyin.directory.submitters import SubmitterName


@dataclass(frozen=True)
class MarkDraft:
    """A mark the list already says: 市人大常委会主任领办."""

    kind: str
    by_whom: str
    leader: str = ""
    marked_on: dt.date | None = None
    note: str = ""


@dataclass(frozen=True)
class ItemDraft:
    """An item before it is registered. in_session None: as its batch. asks empty: the whole title is one request.

    stated_signers: how many the list says there are (等5人), when it does not name them all · head: who signed for a
    delegation or another group · grounds, measures: 案据 and 方案 of a motion · to_screen: it has yet to be admitted.
    """

    kind: str
    official_no: str
    title: str = ""
    text: str = ""
    register_no: str = ""
    class_no: str = ""
    in_session: bool | None = None
    lead_submitter: SubmitterName | None = None
    cosigners: tuple[SubmitterName, ...] = ()
    cosigners_confirmed: bool = True
    head: str = ""
    stated_signers: int = 0
    submitters_text: str = ""
    asks: tuple[str, ...] = ()
    grounds: str = ""
    measures: str = ""
    field: str = ""
    topics: tuple[str, ...] = ()
    consent: str = ""
    consent_reason: str = ""
    remark: str = ""
    marks: tuple[MarkDraft, ...] = ()
    no_written_reply: bool = False
    is_hard: bool = False
    offline: bool = False
    to_screen: bool = False
    registered_on: dt.date | None = None

    @property
    def signers(self) -> tuple[SubmitterName, ...]:
        """Everybody named, the first signer first, nobody twice."""
        named = (self.lead_submitter, *self.cosigners) if self.lead_submitter else self.cosigners
        return tuple({name.key: name for name in named if name}.values())

    @property
    def counted_signers(self) -> int:
        """R6: cosigners who have not confirmed are not counted; a list may state more than it names."""
        named = len(self.signers) if self.cosigners_confirmed else int(self.lead_submitter is not None)
        return max(named, self.stated_signers if self.cosigners_confirmed else 0)

    @property
    def said_by(self) -> str:
        """The submitters as the list puts them."""
        if self.submitters_text:
            return self.submitters_text[:300]
        names = "、".join(name.name for name in self.signers)
        return (f"{names}等{self.stated_signers}人" if self.stated_signers > len(self.signers) else names)[:300]
