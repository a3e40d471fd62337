"""What a set still lacks before it is archived: what forbids it, and what is only noted in the list."""

from huiyin.directory.models import Unit
from huiyin.flow.errors import Blocker, NotReady
from huiyin.handling.models import Assignment, Role
from huiyin.handling.models import State as Handling
from huiyin.items.models import Item
from huiyin.replies.letter.content import undelivered
from huiyin.replies.models import Opinion, OpinionState, Reply, State
from huiyin.surveys.models import Rating, Round

CLAUSE = "《档案法实施条例》第三十九条：要素合规、全过程可追溯"


def assignment_of(item: Item, unit: Unit) -> Assignment | None:
    """The unit's own share of the item."""
    found = Assignment.objects.standing().filter(item=item, unit=unit, parent=None)
    return found.select_related("item__session", "item__batch", "unit").first()


def held(item: Item, unit: Unit) -> Assignment:
    """As `assignment_of`, where it is known to be there."""
    found = assignment_of(item, unit)
    if found is None:
        raise NotReady([Blocker("本单位不办这一件", "handling")])
    return found


def blockers(item: Item, unit: Unit) -> list[Blocker]:
    """不能归档：没有办结；答复、会办意见没有印发；线下办理的（内容不在本系统）。"""
    assignment = assignment_of(item, unit)
    if assignment is None:
        return [Blocker("本单位不办这一件", "handling")]
    if item.offline:
        return [Blocker("线下办理的件，内容不在本系统，请按保密规定另行归档", "item", "《保守国家秘密法》")]
    found = []
    if assignment.state not in (Handling.CLOSED, Handling.NOTED):
        found.append(Blocker("还没有办结", "handling", "办结以后立卷归档"))
    if assignment.role != Role.REFER and not item.no_written_reply and standing_letter(assignment) is None:
        found.append(Blocker("没有印发的答复或会办意见", "letter", CLAUSE))
    return found


def missing(item: Item, unit: Unit) -> list[Blocker]:
    """归档前缺什么：不能归档的在前，其余记入清单的“缺件说明”。"""
    assignment = assignment_of(item, unit)
    return [*blockers(item, unit), *(lacking(assignment) if assignment else ())]


def lacking(assignment: Assignment) -> list[Blocker]:
    """Papers one would expect and does not find."""
    item = assignment.item
    found = [] if item.text or item.file_id else [Blocker("没有件的正文或原件", "item")]
    letter = standing_letter(assignment)
    if assignment.role == Role.REFER or letter is None:
        return found
    if not letter.letter_pdf_id:
        found.append(Blocker("没有答复、意见的版式文件", "letter"))
    if not letter.sealed_letter_id:
        found.append(Blocker("没有盖章的答复件（扫描件）", "letter"))
    if not letter.steps.exclude(result="").exists():
        found.append(Blocker("没有审签记录", "letter"))
    if letter.is_answer:
        found += [*_opinions(assignment), *_of_an_answer(assignment, letter)]
    return found


def standing_letter(assignment: Assignment) -> Reply | None:
    """The latest letter that went out and was not taken back."""
    return assignment.replies.filter(state=State.ISSUED).order_by("-pk").first()


def _opinions(assignment: Assignment) -> list[Blocker]:
    asked = Opinion.objects.filter(assignment=assignment, state=OpinionState.ASKED).select_related("unit")
    return [Blocker(f"{opinion.unit.name}的会办意见没有收到", "opinions") for opinion in asked]


def _of_an_answer(assignment: Assignment, letter: Reply) -> list[Blocker]:
    found = []
    if not assignment.contacts.standing().exists():
        found.append(Blocker("没有沟通记录", "contacts"))
    if undelivered(letter):
        found.append(Blocker("没有送达全部提出人的记录", "letter"))
    asked = Round.objects.filter(reply=letter).exists()
    if asked and not Rating.objects.filter(invitation__round__reply=letter).exists():
        found.append(Blocker("征询意见表没有收回", "survey"))
    return found
