"""主送: how a letter names whom it is written to — people with their title, groups by their name."""

from collections.abc import Sequence

from huiyin.directory.models import Submitter


def salutation(submitters: Sequence[Submitter], template: str, *, and_others: bool = False) -> str:
    """R40：个人称代表、委员，团体写全称；联名的按清单次序写全，只答复领衔人的写“等”。"""
    people = [submitter.name for submitter in submitters if submitter.is_person]
    groups = [submitter.name for submitter in submitters if not submitter.is_person]
    named = template.format(names="、".join(people) + ("等" if and_others else "")).rstrip("：") if people else ""
    parts = [named, "、".join(groups)]
    if submitters and not submitters[0].is_person:
        parts.reverse()
    return "，".join(part for part in parts if part)
