"""How often a token may ask: counted on its own row, whoever asks at the same time."""

import threading
from collections.abc import Iterator
from contextvars import copy_context
from datetime import datetime, timedelta

import pytest
from django.db import connection

from madoguchi.desk.api import access
from madoguchi.desk.api.access import Caller
from madoguchi.desk.api.bearer import Bearer
from madoguchi.desk.api.models import Token
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from tests import builders
from tests.desk.api.conftest import made

NOW = builders.NOW + timedelta(hours=1)


@pytest.fixture
def three_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "MOST_A_MINUTE", 3)


def asked(bearer: Bearer, now: datetime) -> bool:
    """As a request asks: in a transaction of its own, of nobody yet."""
    with walls.transaction(()):
        caller = access.caller_of(f"Bearer {bearer.text}", now=now)
        assert isinstance(caller, Caller)
        return access.may_ask(caller, now=now)


def moments(*seconds: int) -> Iterator[datetime]:
    return (NOW + timedelta(seconds=one) for one in seconds)


@pytest.mark.usefixtures("three_a_minute")
def test_a_minute_begins_with_its_first_question(nobodys: Bearer) -> None:
    answers = [asked(nobodys, at) for at in moments(0, 20, 40, 59, 60, 61, 62)]

    assert answers == [True, True, True, False, False, True, True]


@pytest.mark.usefixtures("three_a_minute")
def test_a_clock_that_was_set_back_shuts_nobody_out(nobodys: Bearer) -> None:
    answers = [asked(nobodys, at) for at in moments(0, 0, 0, 0, -3600)]

    assert answers == [True, True, True, False, True]


def test_the_last_use_is_noted(nobodys: Bearer) -> None:
    asked(nobodys, NOW)

    with walls.transaction([], provider_wide=True):
        assert Token.objects.get().last_used_at == NOW


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("three_a_minute")
def test_of_many_at_once_no_more_are_answered(ada: Person) -> None:
    bearer, answers, start = made(ada), list[bool](), threading.Barrier(8)

    def ask() -> None:
        try:
            start.wait(10)
            answers.append(asked(bearer, NOW))
        finally:
            connection.close()

    threads = [threading.Thread(target=copy_context().run, args=(ask,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert sorted(answers) == [False] * 5 + [True] * 3
