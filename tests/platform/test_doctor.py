"""The doctor names what is wrong, and what to do, of a desk that is not well."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import psycopg
import pytest

from madoguchi import database
from madoguchi.config import Config
from madoguchi.database import OWNER_ROLE
from madoguchi.desk.operations import doctor, processes
from madoguchi.desk.operations.finding import Finding, Health
from madoguchi.desk.platform.launcher import prepare_embedded
from tests import builders
from tests.fakes.clamd import running_clamd


class Usage(NamedTuple):
    """As shutil tells it, in bytes."""

    total: int
    used: int
    free: int


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    home = tmp_path_factory.mktemp("ill") / "home"
    with builders.a_server(home):
        prepare_embedded(home)
        environ = {**os.environ, "MADOGUCHI_HOME": str(home)}
        command = [sys.executable, "-m", "madoguchi", "migrate"]
        subprocess.run(command, env=environ, check=True, timeout=120)
        yield home


def told(home: Path, *, health: Health = Health.BAD, late: timedelta = timedelta(0)) -> str:
    """All findings of one health, in one text."""
    config = Config.from_environment({"MADOGUCHI_HOME": str(home), "MADOGUCHI_PORT": "1"})
    findings = doctor.examine(config, now=lambda: datetime.now(UTC) - late)
    return "\n".join(str(one) for one in findings if one.health is health)


def of_the_scanner(home: Path, where: str) -> Finding:
    config = Config.from_environment({"MADOGUCHI_HOME": str(home), "MADOGUCHI_CLAMAV": where})
    [found] = [one for one in processes.examine(config) if "clamd" in one.english]
    return found


def test_processes_that_are_away_are_named_with_what_to_start(home: Path) -> None:
    found = told(home)

    assert "madoguchi worker" in found
    assert "madoguchi web" in found
    assert "madoguchi intake" in found


def test_a_scanner_that_answers_is_well_and_one_that_is_away_is_named(
    home: Path, tmp_path: Path
) -> None:
    with running_clamd() as clamd:
        there = of_the_scanner(home, clamd.address)
        gone = clamd.address

    assert there.health is Health.GOOD
    for where in (gone, str(tmp_path / "clamd.ctl")):
        away = of_the_scanner(home, where)
        assert (away.health, where in away.english) == (Health.BAD, True)


def test_a_desk_without_a_scanner_is_asked_nothing_about_it(home: Path) -> None:
    assert "clamd" not in told(home) + told(home, health=Health.GOOD)


def test_a_sound_database_has_its_role_and_its_walls(home: Path) -> None:
    found = told(home, health=Health.GOOD)

    assert "behind the walls" in found
    assert "behind the wall" in found


def test_a_table_without_its_wall_is_named(home: Path) -> None:
    _sql(home, "create table leaky (id int, client_id bigint)")
    try:
        assert "leaky" in told(home)
    finally:
        _sql(home, "drop table leaky")


def test_a_clock_that_is_wrong_is_told_in_seconds(home: Path) -> None:
    assert "90" in told(home, late=timedelta(seconds=90))


def test_a_database_that_is_away_is_told_with_how_to_start_it(tmp_path: Path) -> None:
    assert "bin/run" in told(tmp_path)


def test_a_disk_that_fills_up_is_told(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(10**12, 10**12 - 10**8, 10**8))

    assert "0.1 GB" in told(home)


def _sql(home: Path, statement: str) -> None:
    way = database.embedded(home, user=OWNER_ROLE)
    with psycopg.connect(way.conninfo(), autocommit=True) as connection:
        connection.execute(statement.encode())
