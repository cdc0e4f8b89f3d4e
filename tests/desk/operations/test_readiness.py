"""A process is ready when the database answers and its tables are those of this version."""

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
