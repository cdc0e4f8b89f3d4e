"""Backup and restore of a database that somebody else runs: its own version, its own logins."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest

from madoguchi import database
from madoguchi.config import Config, Role
from madoguchi.database import APP_ROLE, socket_directory
from madoguchi.desk.operations import backups, programs
from madoguchi.desk.operations.refusals import CannotRestore
from madoguchi.desk.platform.launcher import prepare, prepare_embedded
from madoguchi.desk.platform.launcher.cluster import installed_binaries
from tests import builders

NOW = datetime(2026, 11, 20, 5, 36, tzinfo=UTC)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of the server."""
    home = tmp_path_factory.mktemp("given") / "home"
    with builders.a_server(home):
        prepare_embedded(home)
        yield home


@pytest.fixture
def given(home: Path) -> Config:
    """Two databases of a server that somebody else runs, one for the desk's owner: the first is full."""
    for statement in (
        "create role given_app login",
        "create role given_owner login createrole",
        f"grant {APP_ROLE} to given_owner with admin option",
        "create database given owner given_owner",
        "create database given_anew owner given_owner",
    ):
        _sql(home, statement)
    config = _given(home, "given")
    prepare(config)
    environ = {**os.environ, "MADOGUCHI_HOME": str(config.home), **_addresses(home, "given")}
    command = [sys.executable, "-m", "madoguchi", "migrate"]
    subprocess.run(command, env=environ, check=True, timeout=120)
    return config


def test_a_given_database_is_restored_into_an_empty_one_but_not_under_a_desk(
    home: Path, given: Config, tmp_path: Path
) -> None:
    """By the programs of its own version: those of a newer one do not get on with an older server."""
    anew = _given(home, "given_anew")
    manifest = backups.back_up(given, tmp_path / "kept.tar", now=NOW)

    with (
        psycopg.connect(anew.database(Role.APP).conninfo()),
        pytest.raises(CannotRestore, match="動いています"),
    ):
        backups.restore(anew, tmp_path / "kept.tar", replace=False, now=NOW)
    restored = backups.restore(anew, tmp_path / "kept.tar", replace=False, now=NOW)

    assert restored.rows == manifest.rows
    assert restored.rows["django_migrations"] > 0


def test_the_programs_of_the_servers_own_version_are_taken_and_else_ours(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for major in (15, 16):
        folder = tmp_path / str(major)
        folder.mkdir()
        _a_program(folder / "pg_dump", f"pg_dump (PostgreSQL) {major}.4 (Debian)")
    monkeypatch.setattr(programs, "_PLACES", (f"{tmp_path}/{{major}}",))
    given = replace(_given(home, "given"), postgres_bin=None)

    assert programs.found(given, "pg_dump", major=16) == tmp_path / "16" / "pg_dump"
    assert programs.found(given, "pg_dump", major=99) == installed_binaries() / "pg_dump"


def _given(home: Path, name: str) -> Config:
    return Config.from_environment(
        {"MADOGUCHI_HOME": str(home / f"of_{name}"), **_addresses(home, name)}
    )


def _addresses(home: Path, name: str) -> dict[str, str]:
    host = quote(str(socket_directory(home)), safe="")
    return {
        "DATABASE_URL": f"postgresql://given_app@{host}/{name}",
        "MADOGUCHI_OWNER_DATABASE_URL": f"postgresql://given_owner@{host}/{name}",
    }


def _a_program(path: Path, says: str) -> None:
    path.write_text(f"#!/bin/sh\necho '{says}'\n", encoding="ascii")
    path.chmod(0o755)


def _sql(home: Path, statement: str) -> None:
    way = database.embedded(home, user="postgres", name="postgres")
    with psycopg.connect(way.conninfo(), autocommit=True) as connection:
        connection.execute(statement.encode())
