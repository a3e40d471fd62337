"""Who may archive: the coordinator of the unit whose papers they are."""

from huiyin.accounts.policy import is_coordinator
from huiyin.directory.models import Unit
from huiyin.events.actors import Actor


def can_archive(actor: Actor, unit: Unit) -> bool:
    """立卷归档、取出、核对：综合协调人；审计员按三员分立不看件的内容。"""
    return is_coordinator(actor, unit)
