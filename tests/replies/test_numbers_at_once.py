"""Two people number at the same moment: never the same number, never one skipped."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from huiyin.cli.demo.cast import seat_the_cast
from huiyin.flow.errors import HouseError
from huiyin.replies.actions import number
from huiyin.replies.models import DocNumber, NumberSeries, Reply
from huiyin.replies.number import series as own
from tests.answering import Case, hand_over

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rule("R44")]


@pytest.fixture
def cases(transactional_db, now) -> list[Case]:
    cast = seat_the_cast(now=now)
    return [hand_over(cast, now, no=f"00{index}") for index in range(40, 44)]


@pytest.fixture
def declared(cases) -> NumberSeries:
    return own.declare(cases[0].cast.unit, "示卫提函", 2022, **cases[0].by("lin"))


def at_once(*acts) -> list[str]:
    """Each act in a thread with a connection of its own; how each ended."""
    gate, ends = Barrier(len(acts)), list[str]()

    def run(act) -> None:
        try:
            gate.wait(20)
            ends.append(act())
        except HouseError as error:
            ends.append(type(error).__name__)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(act,)) for act in acts]
    [thread.start() for thread in threads]
    [thread.join(60) for thread in threads]
    return sorted(ends)


def test_four_letters_get_four_numbers(cases, declared):
    keys = [case.signed().pk for case in cases]
    who = cases[0].by("lin")
    acts = [lambda key=key: own.take_next(Reply.objects.get(pk=key), declared, **who) for key in keys]
    assert at_once(*acts) == [f"示卫提函〔2022〕{n}号" for n in range(1, 5)]
    assert own.gaps(declared) == []


def test_one_letter_gets_one_number(cases, declared):
    key, who = cases[0].signed().pk, cases[0].by("lin")
    rows = [Reply.objects.get(pk=key) for _ in range(3)]
    ends = at_once(*(lambda row=row: own.take_next(row, declared, **who) for row in rows))
    assert ends == ["Stale", "Stale", "示卫提函〔2022〕1号"]
    assert list(DocNumber.objects.values_list("sequence", flat=True)) == [1]


def test_a_typed_number_goes_to_one_of_two_letters(cases):
    keys, who = [case.signed().pk for case in cases[:2]], cases[0].by("lin")
    text = "示卫函〔2022〕7号"
    ends = at_once(*(lambda key=key: number(Reply.objects.get(pk=key), text, **who).doc_no for key in keys))
    assert ends == ["NotReady", text]
    assert DocNumber.objects.count() == 1
