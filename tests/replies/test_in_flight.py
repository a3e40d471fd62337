"""What was on its way when the house was brought up to this version goes on: migration 0003 put stages and actions to its steps."""

import importlib

import pytest
from django.apps import apps

from huiyin.replies.actions import review, send_back, sign, submit
from huiyin.replies.chain import route
from huiyin.replies.chain.chains import own_chain
from huiyin.replies.models import ChainStep, ClearanceStep


def as_before(reply) -> None:
    """Steps as the version before wrote them, then what 0003 does to them."""
    ClearanceStep.objects.filter(reply=reply).update(stage=1, action="review")
    importlib.import_module("huiyin.replies.migrations.0003_whole_letters").stages(Before(), None)


class Before:
    """The models that 0003 asks for; chains had a mark of their own, which is gone."""

    def get_model(self, app: str, name: str):
        return apps.get_model(app, name) if name == "ClearanceStep" else NoChains


class NoChains:
    class objects:
        @staticmethod
        def update(**columns: object) -> None: ...

        @staticmethod
        def filter(**columns: object) -> type["NoChains.objects"]:
            return NoChains.objects


@pytest.fixture
def reply(case):
    """钱处 passed it before; 林科 is next."""
    found = case.passed(case.submitted())
    as_before(found)
    return found


def test_its_steps_stand_one_after_another(case, reply):
    assert [(step.stage, step.action) for step in route.round_of(reply)] == [(1, "review"), (2, "review"), (3, "sign")]
    assert [step.role for step in route.current_steps(reply)] == ["coordinator"]


def test_it_is_cleared_to_the_end(case, reply):
    review(reply, **case.by("lin"))
    assert sign(reply, **case.by("wu")).frozen == reply.versions.get().content


def test_sent_back_it_takes_the_chain_of_today(case, reply):
    send_back(reply, remark="补时间", **case.by("lin"))
    submit(reply, **case.by("wang"))
    assert [step.action for step in route.round_of(reply)] == ["review", "check", "sign"]


def test_it_goes_back_to_an_earlier_step(case, reply):
    send_back(reply, remark="再看", to=route.round_of(reply)[0], **case.by("lin"))
    assert case.through(reply).state == "signed"


def test_a_chain_of_before_signs_at_its_last_step(case):
    for order, role in enumerate(("office_head", "chief"), start=1):
        ChainStep.objects.create(unit=case.cast.unit, kind="reply", order=order, stage=order, role=role)
    steps = own_chain(case.cast.unit, "reply", "ordinary").steps
    assert [(step.stage, step.action, step.role) for step in steps] == [
        (1, "review", "office_head"),
        (2, "sign", "chief"),
    ]
