"""The embedded PostgreSQL on this machine: made, started, killed, refused, stopped."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from madoguchi.database import socket_directory
from madoguchi.desk.platform.launcher import FAST_AND_FORGETFUL, CannotStartPostgres, Postgres
from madoguchi.desk.platform.launcher.cluster import installed_binaries

START = """
import sys, time
from pathlib import Path
from madoguchi.desk.platform.launcher import FAST_AND_FORGETFUL, Postgres
with Postgres(home=Path(sys.argv[1]), settings=FAST_AND_FORGETFUL) as server:
    print("ours" if server.is_ours else "another's", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Postgres]:
    server = Postgres(home=tmp_path / "home", settings=FAST_AND_FORGETFUL)
    yield server
    server.stop()


def ask(server: Postgres, query: str) -> object:
    with psycopg.connect(server.superuser.conninfo()) as connection:
        row = connection.execute(query.encode()).fetchone()
    assert row is not None
    return row[0]


def postmaster(home: Path) -> int:
    return int((home / "data" / "postmaster.pid").read_text().splitlines()[0])


def test_a_first_start_makes_a_private_cluster_in_utf_8(server: Postgres) -> None:
    server.start()

    assert ask(server, "show server_encoding") == "UTF8"
    assert ask(server, "select lower('À')") == "à"
    assert ask(server, "show listen_addresses") == ""
    assert ask(server, "show timezone") == "UTC"
    assert (server.home / "data").stat().st_mode & 0o077 == 0
    assert socket_directory(server.home).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "failing",
    [
        "insert into letter values ('words of megumi@customer.example')",  # twice: a duplicate
        "select 'words of megumi@customer.example'::int",
        'select 1 / 0 as "words of megumi@customer.example"',
    ],
)
def test_the_log_does_not_hold_what_a_failing_statement_says(
    server: Postgres, failing: str
) -> None:
    server.start()
    with psycopg.connect(server.superuser.conninfo(), autocommit=True) as connection:
        connection.execute("create table letter (text text primary key)")
        connection.execute("insert into letter values ('words of megumi@customer.example')")
        with pytest.raises(psycopg.Error):
            connection.execute(failing.encode())

    log = (server.home / "postgres.log").read_text(encoding="utf-8")
    assert "ERROR" in log
    assert "STATEMENT" not in log
    assert "DETAIL" not in log


def test_the_server_runs_as_the_owner_of_its_data(server: Postgres) -> None:
    server.start()

    process = Path(f"/proc/{postmaster(server.home)}")

    assert process.stat().st_uid == (server.home / "data").stat().st_uid


def test_a_second_start_keeps_what_was_written(server: Postgres) -> None:
    server.start()
    with psycopg.connect(server.superuser.conninfo()) as connection:
        connection.execute("create table note as select 'kept' as text")
    server.stop()

    server.start()

    assert ask(server, "select text from note") == "kept"


def test_a_server_that_runs_already_is_used_and_left_running(server: Postgres) -> None:
    server.start()
    second = Postgres(home=server.home)

    second.start()
    second.stop()

    assert not second.is_ours
    assert server.accepts()


def test_four_who_start_at_once_share_one_server(tmp_path: Path) -> None:
    command = [sys.executable, "-c", START, str(tmp_path / "home")]
    starters = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    lines = [starter.stdout.readline().strip() for starter in starters if starter.stdout]
    for starter in starters:
        starter.communicate(timeout=60)

    assert sorted(lines) == ["another's", "another's", "another's", "ours"]


def test_after_a_kill_the_server_comes_back_with_every_committed_row(tmp_path: Path) -> None:
    with Postgres(home=tmp_path / "home") as server:
        with psycopg.connect(server.superuser.conninfo()) as connection:
            connection.execute("create table note as select 'kept' as text")

        os.kill(postmaster(server.home), signal.SIGKILL)
        while server.is_ours:
            time.sleep(0.01)
        server.forget_death()
        server.start(timeout=30)

        assert ask(server, "select text from note") == "kept"


def test_the_server_ends_with_the_process_that_started_it(server: Postgres) -> None:
    command = [sys.executable, "-c", START, str(server.home)]
    starter = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert starter.stdout is not None
    assert starter.stdin is not None
    assert starter.stdout.readline().strip() == "ours"

    starter.kill()
    starter.communicate(timeout=10)
    server.start(timeout=30)

    assert server.is_ours


def test_data_of_another_major_version_is_refused(server: Postgres) -> None:
    server.start()
    server.stop()
    (server.home / "data" / "PG_VERSION").write_text("14\n")

    with pytest.raises(CannotStartPostgres, match="PostgreSQL 14's and 18 is installed"):
        Postgres(home=server.home).start()


def test_what_an_interrupted_first_start_left_is_made_anew(server: Postgres) -> None:
    unfinished = server.home / "data.unfinished"
    unfinished.mkdir(parents=True)
    (unfinished / "half").write_text("made")

    server.start()

    assert server.accepts()
    assert not unfinished.exists()


def test_a_server_that_cannot_start_is_refused_with_the_end_of_its_log(tmp_path: Path) -> None:
    server = Postgres(home=tmp_path / "home", settings={"shared_buffers": "many"})

    with pytest.raises(CannotStartPostgres, match='invalid value for parameter "shared_buffers"'):
        server.start(timeout=30)


def test_a_data_folder_with_a_long_path_works(tmp_path: Path) -> None:
    home = tmp_path / ("d" * 100)
    with Postgres(home=home, settings=FAST_AND_FORGETFUL) as server:
        assert server.accepts()
        assert socket_directory(home).parent != home

    assert not socket_directory(home).exists()


def test_a_socket_folder_that_others_may_enter_is_refused(tmp_path: Path) -> None:
    home = tmp_path / ("d" * 100)
    planted = socket_directory(home)
    planted.mkdir(mode=0o755)
    try:
        with pytest.raises(CannotStartPostgres, match="belongs to somebody else"):
            Postgres(home=home, settings=FAST_AND_FORGETFUL).start()
    finally:
        planted.rmdir()


def test_a_data_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")

    with pytest.raises(CannotStartPostgres, match="MADOGUCHI_HOME"):
        Postgres(home=tmp_path / "home" / "below").start()


def test_programs_that_are_not_there_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotStartPostgres, match=str(tmp_path)):
        Postgres(home=tmp_path / "home", binaries=tmp_path).start()


def test_the_programs_are_those_of_the_wheel() -> None:
    assert (installed_binaries() / "initdb").exists()
