"""What is still missing before something may be called a fact of the unit."""

import datetime as dt
import re

from huiyin.accounts.policy import department_of
from huiyin.directory.models import Unit
from huiyin.facts.models import Fact, FactEdition, Standing
from huiyin.flow.errors import Blocker
from huiyin.prose.quantities import find_quantities, same_counter

_DONE = re.compile(r"已(?:经)?[^，。；]{0,8}(?:完成|建成|达到|实现|投用|新建)")


def edition_blockers(edition: FactEdition, *, today: dt.date) -> list[Blocker]:
    """来源、截至日期、有效期写全；句子里的数、修饰与登记的一致；目标不写成已完成。"""
    missing = []
    if not edition.sentence.strip():
        missing.append(Blocker("口径要写成一句能用进稿子的话", "sentence"))
    if not edition.source.strip():
        missing.append(Blocker("口径要写明来源", "source"))
    if edition.as_of > today and edition.standing != Standing.TARGET:
        missing.append(Blocker("已完成的数，截至日期不能晚于今天", "as_of"))
    if edition.valid_until and edition.valid_until < edition.as_of:
        missing.append(Blocker("有效期不能早于截至日期", "valid_until"))
    if edition.standing == Standing.TARGET and _DONE.search(edition.sentence):
        missing.append(Blocker("登记的是目标，句子却写成已完成", "sentence"))
    return [*missing, *_unsaid(edition)]


def unit_blockers(unit: Unit, owner: Unit, subject: str) -> list[Blocker]:
    """A fact is kept inside the unit, under a name that no other standing fact has."""
    missing = []
    if department_of(owner).pk != unit.pk:
        missing.append(Blocker("责任处室要在本单位之内", "owner"))
    if not subject.strip():
        missing.append(Blocker("要写明说的是什么", "subject"))
    if Fact.objects.of(unit).standing().filter(subject=subject.strip()).exists():
        missing.append(Blocker(f"已有口径“{subject.strip()}”，请改那一条，不另立", "subject"))
    return missing


def _unsaid(edition: FactEdition) -> list[Blocker]:
    """The figure stands in the sentence, with its qualifier."""
    if edition.figure is None:
        return []
    same = [
        one
        for one in find_quantities(edition.sentence)
        if one.value == edition.figure and same_counter(one.counter, edition.counter)
    ]
    if not same:
        return [Blocker(f"句子里没有“{edition.said}”这个数", "sentence")]
    over = {"over", "more"}
    if not any(one.qualifier == edition.qualifier or {one.qualifier, edition.qualifier} <= over for one in same):
        return [Blocker(f"句子里的数没有写成“{edition.said}”", "sentence")]
    return []
