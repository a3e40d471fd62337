"""What a new letter takes over from the one before it: what was last said to each ask, with all that hangs on it."""

from huiyin.replies.models import AskAnswer, Promise, Reply

COPIED = ("decision", "heading", "lead_in", "text", "basis", "evidence", "evidence_file_id", "position")
COPIED_TOO = ("opinion_id", "written_by")


def start_answers(reply: Reply, before: Reply | None) -> None:
    """One row an ask, filled with what was last said to it; answered together what was answered together."""
    said = {answer.ask_id: answer for answer in _said(before)} if before else {}
    rows = AskAnswer.objects.bulk_create(
        AskAnswer(reply=reply, ask=ask, **_columns(said.get(ask.pk))) for ask in reply.assignment.item.asks.all()
    )
    new = {row.ask_id: row for row in rows}
    for row in rows:
        if old := said.get(row.ask_id):
            _carry(old, row, new)


def _said(before: Reply) -> list[AskAnswer]:
    return list(before.answers.select_related("together_with").prefetch_related("promises", "cites"))


def _columns(old: AskAnswer | None) -> dict[str, object]:
    return {name: getattr(old, name) for name in (*COPIED, *COPIED_TOO)} if old else {}


def _carry(old: AskAnswer, row: AskAnswer, new: dict[int, AskAnswer]) -> None:
    """The promises go on in the new letter; the facts cited stay cited, each in the edition that was read."""
    Promise.objects.bulk_create(promise_after(one, row) for one in old.promises.all())
    row.cites.set(old.cites.all())
    if old.together_with and old.together_with.ask_id in new:
        row.together_with = new[old.together_with.ask_id]
        row.save(update_fields=["together_with"])


def promise_after(old: Promise, row: AskAnswer) -> Promise:
    """The same promise, said again in a later letter."""
    same = {name: getattr(old, name) for name in ("text", "owner_id", "due_on", "standard", "milestone")}
    return Promise(answer=row, continues=old, **same)
