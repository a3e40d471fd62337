"""In which order the letter answers the asks, and which it answers together."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from huiyin.events.actors import Actor
from huiyin.flow.errors import Blocker, NotReady
from huiyin.replies.letter import content
from huiyin.replies.models import AskAnswer, Reply
from huiyin.replies.writing.editing import lock_draft, note_change


@transaction.atomic
def arrange(reply: Reply, numbers: Sequence[int], *, by: Actor, now: dt.datetime) -> Reply:
    """排定信中次序：每一项诉求排一次，不多不少（逐条答复，次序可以不同）。"""
    lock_draft(reply, by)
    answers = {answer.ask.number: answer for answer in content.answers_of(reply)}
    if sorted(numbers) != sorted(answers):
        raise NotReady([Blocker("每一项诉求都要排到，一项排一次", "answers")])
    if list(numbers) == list(answers):
        return reply
    for place, number in enumerate(numbers, start=1):
        answers[number].position = place
    AskAnswer.objects.bulk_update(answers.values(), ["position"])
    note_change("replies.answers_arranged", reply, by=by, at=now, facts={"order": list(numbers)})
    return reply


def move_answer(answer: AskAnswer, *, earlier: bool, by: Actor, now: dt.datetime) -> AskAnswer:
    """上移或下移一项：越过前面或后面的一段，连同并在里面的各项。"""
    groups = groups_of(content.answers_of(answer.reply))
    mine = next(at for at, group in enumerate(groups) if any(one.pk == answer.pk for one in group))
    other = mine - 1 if earlier else mine + 1
    if 0 <= other < len(groups):
        groups[mine], groups[other] = groups[other], groups[mine]
        arrange(answer.reply, [one.ask.number for group in groups for one in group], by=by, now=now)
    return answer


def groups_of(answers: Sequence[AskAnswer]) -> list[list[AskAnswer]]:
    """The answers section by section: each that stands by itself, with those answered together with it."""
    groups = {answer.pk: [answer] for answer in answers if not answer.together_with_id}
    for answer in answers:
        if answer.together_with_id in groups and answer.pk not in groups:
            groups[answer.together_with_id].append(answer)
    return list(groups.values())


@transaction.atomic
def join(answer: AskAnswer, other: AskAnswer, *, by: Actor, now: dt.datetime) -> AskAnswer:
    """并入另一项一并答复：怎么答仍逐项写明；已经并在一起的一同并过去，不绕圈。"""
    lock_draft(answer.reply, by)
    root = other.together_with or other
    if root.reply_id != answer.reply_id or root.pk == answer.pk:
        raise NotReady([Blocker("不能并入自己，也不能互相并入", "answers")])
    AskAnswer.objects.filter(together_with=answer).update(together_with=root)
    if answer.together_with_id != root.pk:
        answer.together_with = root
        answer.save(update_fields=["together_with"])
        facts = {"ask": answer.ask.number, "with": root.ask.number}
        note_change("replies.answer_joined", answer.reply, by=by, at=now, facts=facts)
    return answer


@transaction.atomic
def part(answer: AskAnswer, *, by: Actor, now: dt.datetime) -> AskAnswer:
    """不再并入，单独答复。"""
    lock_draft(answer.reply, by)
    if answer.together_with:
        facts = {"ask": answer.ask.number, "with": answer.together_with.ask.number}
        answer.together_with = None
        answer.save(update_fields=["together_with"])
        note_change("replies.answer_parted", answer.reply, by=by, at=now, facts=facts)
    return answer
