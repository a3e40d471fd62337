"""The tables of handling, one file for each kind of fact."""

from huiyin.handling.models.assignment import LEADING, OPEN_STATES, Assignment, AssignmentQuerySet, Role, State
from huiyin.handling.models.contact import FACE_TO_FACE, Contact, ContactQuerySet, ContactWay, Phase, SideOpinion
from huiyin.handling.models.dealing import Agreement, Contribution, Coordination, MaterialRequest
from huiyin.handling.models.decline import Decision, DeclineRequest, UnitRequest
from huiyin.handling.models.duty import DISSATISFIED_AGAIN, Duty, DutyKind, DutyQuerySet
from huiyin.handling.models.interval import Extension, Interval, Pause
from huiyin.handling.models.override import Override
from huiyin.handling.models.wait import Wait, WaitKind

__all__ = [
    "DISSATISFIED_AGAIN",
    "FACE_TO_FACE",
    "LEADING",
    "OPEN_STATES",
    "Agreement",
    "Assignment",
    "AssignmentQuerySet",
    "Contact",
    "ContactQuerySet",
    "ContactWay",
    "Contribution",
    "Coordination",
    "Decision",
    "DeclineRequest",
    "Duty",
    "DutyKind",
    "DutyQuerySet",
    "Extension",
    "Interval",
    "MaterialRequest",
    "Override",
    "Pause",
    "Phase",
    "Role",
    "SideOpinion",
    "State",
    "UnitRequest",
    "Wait",
    "WaitKind",
]
