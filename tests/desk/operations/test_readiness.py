"""A process is ready when the database answers and its tables are those of this version."""

import asyncio
import threading

import pytest
from django.db import connection
from django.test import Client as Browser

from madoguchi.desk.operations import readiness


@pytest.mark.django_db(transaction=True)
def test_with_a_database_of_this_version_it_is_ready() -> None:
    answer = Browser().get("/readyz")

    assert (answer.status_code, answer.content) == (200, b"ok")


@pytest.mark.django_db(transaction=True)
def test_a_table_that_is_missing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "_known_good", False)
    with connection.cursor() as cursor:
        cursor.execute(
            "delete from django_migrations where app = 'operations' and name = '0001_figures'"
        )
    try:
        told = readiness.problems()
    finally:
        with connection.cursor() as cursor:
            cursor.execute(
                "insert into django_migrations (app, name, applied)"
                " values ('operations', '0001_figures', now())"
            )

    assert told == ("the tables are not those of this version: migrate",)


def test_a_flood_of_questions_looks_once() -> None:
    looks: list[int] = []

    def look() -> tuple[str, ...]:
        looks.append(1)
        return ("the database is away",)

    async def flood() -> set[tuple[str, ...]]:
        standing = readiness.Standing(look)
        together = await asyncio.gather(*(standing.problems() for _ in range(500)))
        after = [await standing.problems() for _ in range(500)]
        return {*together, *after}

    assert asyncio.run(flood()) == {("the database is away",)}
    assert len(looks) == 1


def test_after_a_moment_it_looks_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "FRESH_SECONDS", 0)
    findings = [("the database is away",), ()]

    async def twice() -> list[tuple[str, ...]]:
        standing = readiness.Standing(lambda: findings.pop(0))
        return [await standing.problems(), await standing.problems()]

    assert asyncio.run(twice()) == [("the database is away",), ()]


def test_a_database_that_hangs_is_told_in_time_and_holds_one_thread(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(readiness, "WAIT_SECONDS", 0.05)
    looks: list[int] = []
    answers = threading.Event()

    def hang() -> tuple[str, ...]:
        looks.append(1)
        answers.wait(10)
        return ()

    async def ask() -> tuple[list[tuple[str, ...]], tuple[str, ...]]:
        standing = readiness.Standing(hang)
        meanwhile = [await standing.problems() for _ in range(3)]
        answers.set()
        monkeypatch.setattr(readiness, "WAIT_SECONDS", 10)
        return meanwhile, await standing.problems()

    assert asyncio.run(ask()) == ([readiness.TOO_SLOW] * 3, ())
    assert len(looks) == 1
