"""审签流程 as rows of a form: one a step, moved, added and taken out without a script, and shown as a slip."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from huiyin.accounts.models import ADMIN_ROLES, Post, Role, User
from huiyin.directory.models import Unit, UnitKind
from huiyin.replies.chain.chain_rules import StepDraft, in_order, whose
from huiyin.replies.models import StepAction
from huiyin.rules.terms import PEOPLE
from huiyin.web.replies.slips import SlipStep

MOST = 12
OFFICES = "offices"


@dataclass(frozen=True)
class Row:
    """What is done, whose it is (role:…, office:…, person:…, offices), and whether together with the row above."""

    action: str = StepAction.REVIEW
    who: str = ""
    beside: bool = False


@dataclass(frozen=True)
class Crew:
    """Whom a chain of this unit can name: its offices, and who holds a post in it today."""

    unit: Unit
    offices: Sequence[Unit]
    posts: Sequence[Post]

    @property
    def people(self) -> dict[int, User]:
        return {post.user_id: post.user for post in self.posts if post.role not in ADMIN_ROLES}

    def choices(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The groups of the select: posts, offices that countersign, people by name."""
        where = {post.user_id: post.unit.name for post in self.posts}
        people = sorted(self.people.values(), key=lambda user: user.pk)
        return [
            ("岗位", [(f"role:{role}", str(Role(role).label)) for role in PEOPLE]),
            ("会签处室", [(OFFICES, "各会办处室"), *((f"office:{office.pk}", office.name) for office in self.offices)]),
            ("指名", [(f"person:{user.pk}", f"{user.name}（{where[user.pk]}）") for user in people]),
        ]


def crew_of(unit: Unit, today: dt.date) -> Crew:
    offices = list(Unit.objects.filter(parent=unit, kind=UnitKind.OFFICE, valid_to=None).order_by("position", "pk"))
    posts = Post.objects.on(today).filter(unit__in=[unit, *offices], user__is_active=True)
    return Crew(unit, offices, list(posts.select_related("user", "unit").order_by("id")))


def rows_of(steps: Iterable[StepDraft]) -> list[Row]:
    """As it stands, ready to be changed."""
    rows, stage = [], 0
    for step in in_order(list(steps)):
        rows.append(Row(step.action, _who(step), beside=step.stage == stage))
        stage = step.stage
    return rows


def posted_rows(posted: Mapping[str, str]) -> list[Row]:
    count = min(int(posted.get("rows", "0") or 0) if posted.get("rows", "0").isdigit() else 0, MOST)
    return [
        Row(posted.get(f"action_{n}", ""), posted.get(f"who_{n}", ""), beside=n > 0 and f"beside_{n}" in posted)
        for n in range(count)
    ]


def changed(rows: list[Row], do: str) -> list[Row]:
    """add, up-2, down-2, remove-2: the same rows otherwise."""
    verb, _, where = do.partition("-")
    at = int(where) if where.isdigit() else -1
    rows = list(rows)
    if verb == "add" and len(rows) < MOST:
        rows.insert(max(len(rows) - 1, 0), Row())
    elif verb == "remove" and 0 <= at < len(rows):
        del rows[at]
    elif verb in ("up", "down"):
        other = at - 1 if verb == "up" else at + 1
        if 0 <= at < len(rows) and 0 <= other < len(rows):
            rows[at], rows[other] = rows[other], rows[at]
    return [replace(row, beside=row.beside and number > 0) for number, row in enumerate(rows)]


def drafts_of(rows: Sequence[Row], crew: Crew) -> list[StepDraft]:
    """As the room takes them; whom the form does not know is nobody, and the room says what is missing."""
    drafts, stage = [], 0
    for row in rows:
        stage += 0 if row.beside else 1
        kind, _, key = row.who.partition(":")
        action = row.action if row.action in StepAction.values else StepAction.REVIEW
        drafts.append(
            StepDraft(
                stage,
                action,
                role=key if kind == "role" and key in PEOPLE else "",
                office=next((one for one in crew.offices if kind == "office" and str(one.pk) == key), None),
                person=crew.people.get(int(key)) if kind == "person" and key.isdigit() else None,
            )
        )
    return in_order(drafts)


def slip_of(steps: Sequence[StepDraft], crew: Crew) -> list[SlipStep]:
    """The way a letter would take, with who holds the posts today; steps of one stage in one place."""
    slip = [SlipStep("拟稿", "经办人")]
    for _, stage in groupby(in_order(steps), key=lambda step: step.stage):
        together = list(stage)
        label = " · ".join(dict.fromkeys(str(StepAction(step.action).label) for step in together))
        slip.append(SlipStep(label, "、".join(_names(step, crew) for step in together)))
    return slip


def _names(step: StepDraft, crew: Crew) -> str:
    if step.person or not step.role or (step.action == StepAction.COUNTERSIGN and not step.office):
        return whose(step)
    places = {step.office.pk} if step.office else {crew.unit.pk}
    if step.role == Role.OFFICE_HEAD and not step.office:
        return f"处室负责人{_for_example(crew)}"
    names = [post.user.name for post in crew.posts if post.role == step.role and post.unit_id in places]
    return "、".join(names[:3]) or f"{Role(step.role).label}（还没有人任）"


def _for_example(crew: Crew) -> str:
    head = next((post for post in crew.posts if post.role == Role.OFFICE_HEAD), None)
    return f"（如{head.user.name}）" if head else ""


def _who(step: StepDraft) -> str:
    if step.person:
        return f"person:{step.person.pk}"
    if step.action == StepAction.COUNTERSIGN:
        return f"office:{step.office.pk}" if step.office else OFFICES
    return f"role:{step.role}" if step.role else ""
