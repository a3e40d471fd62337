"""What an act's page says about the case beside its form."""

from typing import Any

from huiyin.handling.models import Assignment, DeclineRequest, Duty, DutyKind, Extension, Pause
from huiyin.web.dates import full_day

MAIN = (DutyKind.REPLY, DutyKind.OPINION)


def about(assignment: Assignment, *kinds: str) -> list[tuple[str, Any]]:
    """Whose it is, where it stands, until when."""
    facts: list[tuple[str, Any]] = [
        ("承办", f"{assignment.unit}（{assignment.role_label}）"),
        ("状态", assignment.get_state_display()),
        ("交办", full_day(assignment.dispatched_on)),
        ("签收", full_day(assignment.signed_for_on) if assignment.signed_for_on else ""),
        ("经办", assignment.officer.name if assignment.officer else ""),
        ("责任领导", assignment.leader.name if assignment.leader else ""),
    ]
    return facts + [(_name(duty), _until(duty)) for duty in _owed(assignment, kinds)]


def came_along(assignment: Assignment) -> list[tuple[str, Any]]:
    """What was asked when it was declined, for whoever answers; and from whom it came."""
    before = [("原承办", assignment.came_from.unit.name)] if assignment.came_from else []
    asked = DeclineRequest.objects.filter(assignment=assignment).order_by("-pk").first()
    if asked is None:
        return [*before]
    until = full_day(asked.redispatch_due_on) if asked.redispatch_due_on else ""
    said = [("退办理由", asked.reason), ("建议由谁办", asked.proposed_unit), ("职责依据", asked.basis)]
    return [*before, *said, ("答复", asked.get_decision_display()), ("请于何日前再交办", until)]


def intervals_of(assignment: Assignment | None) -> dict[str, Any]:
    """Extensions asked for and decided, pauses, the newest first: a panel of the item's 时限."""
    found = {"assignment": assignment}
    return {
        "extensions": list(Extension.objects.filter(**found).order_by("-pk")) if assignment else [],
        "pauses": list(Pause.objects.filter(**found).order_by("-pk")) if assignment else [],
    }


def _owed(assignment: Assignment, kinds: tuple[str, ...]) -> list[Duty]:
    wanted = Duty.objects.filter(assignment=assignment, kind__in=(*MAIN, *kinds), met_on=None, waived_on=None)
    return list(wanted.order_by("due_on", "id"))


def _name(duty: Duty) -> str:
    return f"{duty.get_kind_display()}期限" if duty.kind in MAIN else duty.get_kind_display()


def _until(duty: Duty) -> str:
    """The day and its clause, or why it cannot be said yet."""
    if duty.due_on is None:
        return duty.uncertain or "不计时"
    return f"{full_day(duty.due_on)}（{duty.clause}）" if duty.clause else full_day(duty.due_on)
