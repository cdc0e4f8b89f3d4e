"""A backup is everything, can be read back, and a restore that does not fit changes nothing."""

import os
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from madoguchi import database
from madoguchi.config import Config
from madoguchi.database import APP_ROLE, OWNER_ROLE
from madoguchi.desk.files import exclusion
from madoguchi.desk.operations import archive, backups
from madoguchi.desk.operations.refusals import CannotBackUp, CannotRestore
from madoguchi.desk.platform.launcher import prepare_embedded
from tests import builders

NOW = datetime(2026, 11, 20, 5, 36, tzinfo=UTC)
TABLES = (
    "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'"
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A small desk: its tables, one client with a conversation, one attachment."""
    home = tmp_path_factory.mktemp("kept") / "home"
    with builders.a_server(home):
        prepare_embedded(home)
        _migrate(home)
        _sql(
            home,
            "insert into clients_client (key, name, hue, sender_name, signature)"
            " values ('hikari', 'ひかり文具店', 1, 'ひかり文具店', '')",
        )
        _sql(
            home,
            "insert into clients_term (client_id, preferred, avoided, note, example)"
            " select id, 'うつわ', '商品', '', '' from clients_client",
        )
        (home / "files").mkdir()
        (home / "files" / "one").write_bytes(b"\x00photo\xff")
        yield home


@pytest.fixture
def config(home: Path) -> Config:
    given = {"MADOGUCHI_POSTGRES_BIN": os.environ.get("MADOGUCHI_POSTGRES_BIN", "")}
    return Config.from_environment({"MADOGUCHI_HOME": str(home), **given})


def test_what_was_backed_up_is_there_again_row_by_row_and_file_by_file(
    config: Config, tmp_path: Path
) -> None:
    before = _everything(config.home)
    manifest = backups.back_up(config, tmp_path / "kept.tar", now=NOW)
    _sql(config.home, "delete from clients_term")
    (config.home / "files" / "one").write_bytes(b"changed")

    backups.restore(config, tmp_path / "kept.tar", replace=True, now=NOW.replace(hour=4))

    assert _everything(config.home) == before
    assert (config.home / "files" / "one").read_bytes() == b"\x00photo\xff"
    assert manifest.rows["clients_term"] == 1
    assert manifest.files == 1


def test_the_wall_stands_in_what_was_restored(config: Config, tmp_path: Path) -> None:
    backups.back_up(config, tmp_path / "kept.tar", now=NOW)
    backups.restore(config, tmp_path / "kept.tar", replace=True, now=NOW.replace(hour=6))

    assert _sql(config.home, "select count(*) from clients_term", user=APP_ROLE) == 0
    assert (
        _sql(
            config.home,
            "select tableowner from pg_tables where tablename = 'clients_term'",
        )
        == OWNER_ROLE
    )


def test_what_was_there_before_a_restore_is_kept_beside(config: Config, tmp_path: Path) -> None:
    backups.back_up(config, tmp_path / "kept.tar", now=NOW)
    _sql(config.home, "update clients_term set preferred = 'お皿'")

    backups.restore(config, tmp_path / "kept.tar", replace=True, now=NOW.replace(hour=7))

    kept = f"madoguchi_before_{NOW.replace(hour=7):%Y%m%d%H%M%S}"
    assert _sql(config.home, "select preferred from clients_term", name=kept) == "お皿"


def test_a_full_database_is_not_replaced_unless_asked(config: Config, tmp_path: Path) -> None:
    backups.back_up(config, tmp_path / "kept.tar", now=NOW)

    with pytest.raises(CannotRestore, match="--replace"):
        backups.restore(config, tmp_path / "kept.tar", replace=False, now=NOW)


def test_nothing_is_restored_under_a_running_desk(config: Config, tmp_path: Path) -> None:
    backups.back_up(config, tmp_path / "kept.tar", now=NOW)

    with (
        psycopg.connect(database.embedded(config.home, user=APP_ROLE).conninfo()),
        pytest.raises(CannotRestore, match="動いています"),
    ):
        backups.restore(config, tmp_path / "kept.tar", replace=True, now=NOW)


def test_a_damaged_backup_changes_nothing(config: Config, tmp_path: Path) -> None:
    good, damaged = tmp_path / "kept.tar", tmp_path / "damaged.tar"
    backups.back_up(config, good, now=NOW)
    before = _everything(config.home)
    archive.read(good, tmp_path / "inside")
    dump = tmp_path / "inside" / archive.DUMP
    written = dump.read_bytes()
    dump.write_bytes(written[:-1] + bytes([written[-1] ^ 0xFF]))
    with tarfile.open(damaged, "w") as target:
        for name in (archive.MANIFEST, archive.DUMP):
            target.add(tmp_path / "inside" / name, name)

    with pytest.raises(CannotRestore, match="壊れて"):
        backups.restore(config, damaged, replace=True, now=NOW)
    with pytest.raises(CannotRestore, match="読めません"):
        backups.restore(config, dump, replace=True, now=NOW)

    assert _everything(config.home) == before


def test_a_backup_with_other_rows_than_its_manifest_says_changes_nothing(
    config: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backups.back_up(config, tmp_path / "kept.tar", now=NOW)
    before = _everything(config.home)
    read = archive.read

    def one_more(source: Path, folder: Path) -> archive.Manifest:
        manifest = read(source, folder)
        return replace(manifest, rows={**manifest.rows, "clients_term": 2})

    monkeypatch.setattr(archive, "read", one_more)
    with pytest.raises(CannotRestore, match="clients_term"):
        backups.restore(config, tmp_path / "kept.tar", replace=True, now=NOW.replace(hour=4))

    assert _everything(config.home) == before


def test_a_folder_that_is_not_there_is_named(config: Config, tmp_path: Path) -> None:
    with pytest.raises(CannotBackUp, match="absent"):
        backups.back_up(config, tmp_path / "absent" / "kept.tar", now=NOW)


def test_what_an_archive_holds_is_never_run_as_the_superuser(
    config: Config, tmp_path: Path
) -> None:
    """A row that only somebody else than the superuser can write."""
    home, login = config.home, "session_user"
    _sql(home, f"create table witness (who text check ({login} <> 'postgres'))", user=OWNER_ROLE)
    _sql(home, "insert into witness values ('the owner')", user=OWNER_ROLE)
    try:
        backups.back_up(config, tmp_path / "kept.tar", now=NOW)
        backups.restore(config, tmp_path / "kept.tar", replace=True, now=NOW.replace(hour=9))
        assert _sql(home, "select who from witness") == "the owner"
    finally:
        _sql(home, "drop table witness")


def test_no_file_is_swept_while_a_backup_copies_them(
    config: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []
    write = archive.write

    def beside_a_sweep(target: Path, **rest: Any) -> None:
        tried.append(_sql(config.home, f"select pg_try_advisory_lock({exclusion.KEY})"))
        write(target, **rest)

    monkeypatch.setattr(archive, "write", beside_a_sweep)
    backups.back_up(config, tmp_path / "kept.tar", now=NOW)

    assert tried == [False]
    assert _sql(config.home, f"select pg_try_advisory_lock({exclusion.KEY})") is True


def test_only_its_owner_may_read_a_backup(config: Config, tmp_path: Path) -> None:
    backups.back_up(config, tmp_path / "kept.tar", now=NOW)

    assert (tmp_path / "kept.tar").stat().st_mode & 0o077 == 0


def test_nobody_else_may_read_a_backup_that_was_broken_off(
    config: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    modes = []

    def no_room(self: tarfile.TarFile, name: Path, arcname: str = "") -> None:
        modes.append((tmp_path / "kept.tar.partial").stat().st_mode & 0o077)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tarfile.TarFile, "add", no_room)
    with pytest.raises(OSError, match="No space"):
        backups.back_up(config, tmp_path / "kept.tar", now=NOW)

    assert modes == [0]
    assert list(tmp_path.iterdir()) == []


def _migrate(home: Path) -> None:
    environ = {**os.environ, "MADOGUCHI_HOME": str(home)}
    command = [sys.executable, "-m", "madoguchi", "migrate"]
    subprocess.run(command, env=environ, check=True, timeout=120)


def _sql(
    home: Path, statement: str, *, user: str = "postgres", name: str = database.NAME
) -> object:
    way = database.embedded(home, user=user, name=name)
    with psycopg.connect(way.conninfo(), autocommit=True) as connection:
        found = connection.execute(statement.encode())
        row = found.fetchone() if found.description else None
    return row and row[0]


def _everything(home: Path) -> dict[str, list[str]]:
    """Each row of each table as text, sorted."""
    way = database.embedded(home, user="postgres")
    with psycopg.connect(way.conninfo()) as connection:
        names = [name for (name,) in connection.execute(TABLES).fetchall()]
        return {
            name: sorted(
                row
                for (row,) in connection.execute(
                    SQL("select t::text from {} t").format(Identifier(name))
                )
            )
            for name in names
        }
