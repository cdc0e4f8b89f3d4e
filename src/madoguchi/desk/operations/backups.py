"""Backup and restore of everything: the database in one snapshot, and the attachments' folder."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from madoguchi.config import Config, Role
from madoguchi.desk.operations import archive, dumps
from madoguchi.desk.operations.archive import Manifest
from madoguchi.desk.operations.refusals import CannotBackUp, CannotRestore
from madoguchi.desk.platform.launcher import Postgres, prepare
from madoguchi.desk.platform.supervisor import schema

RESTORING = "madoguchi_restoring"


def back_up(config: Config, target: Path, *, now: datetime) -> Manifest:
    """Write the archive while the desk runs on: one snapshot, then the files, none of which goes meanwhile."""
    if not target.parent.is_dir():
        raise CannotBackUp(
            f"フォルダー {target.parent} がありません。", f"There is no folder {target.parent}."
        )
    with _server(config), _workshop(target.parent) as folder, dumps.without_sweeps(config):
        dump = folder / archive.DUMP
        rows = dumps.dump(config, dump)
        manifest = Manifest(
            made_at=now.isoformat(timespec="seconds"),
            version=version("madoguchi"),
            schema=schema.found_mark(config.database(Role.OWNER)) or "",
            rows=rows,
            dump_sha256=archive.sha256_of(dump),
            files=archive.count_files(config.files_folder),
        )
        archive.write(target, manifest=manifest, dump=dump, files=config.files_folder)
    return manifest


def restore(config: Config, source: Path, *, replace: bool, now: datetime) -> Manifest:
    """Put the archive's content into place, compared row by row of each table's count.

    Into an empty database; with `replace` the embedded server's old database is kept beside under
    another name. Raises CannotRestore, and nothing has changed then.
    """
    with _server(config), _workshop(source.parent) as folder:
        manifest = archive.read(source, folder)
        prepare(config)
        _refuse_if_in_use(config)
        is_full = dumps.has_tables(config)
        if is_full and not (replace and config.is_embedded):
            raise _not_empty(config)
        name = _load(config, folder, manifest, aside=config.is_embedded)
        staged = _stage_files(config, folder / archive.FILES)
        if name:
            dumps.exchange(config, new=name, old=f"madoguchi_before_{now:%Y%m%d%H%M%S}")
        _place_files(config, staged, now)
    return manifest


def _load(config: Config, folder: Path, manifest: Manifest, *, aside: bool) -> str:
    """Into a database beside, where we may make one, so that the old one stays until all is right."""
    name = RESTORING if aside else ""
    if aside:
        dumps.make_aside(config, name)
    found = dumps.load(config, folder / archive.DUMP, name=name)
    if dict(found) != dict(manifest.rows):
        differing = sorted(
            table
            for table in {*found, *manifest.rows}
            if found.get(table) != manifest.rows.get(table)
        )
        raise CannotRestore(
            f"行数がバックアップと合いません：{'、'.join(differing)}",
            f"The rows differ from the backup's: {', '.join(differing)}",
        )
    return name


def _stage_files(config: Config, files: Path) -> Path | None:
    """The attachments beside their place, on its disk: what takes time and room is done by then."""
    target = config.files_folder
    if target is None or not files.is_dir():
        return None
    staged = target.with_name(f"{target.name}-restoring")
    shutil.rmtree(staged, ignore_errors=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    return Path(shutil.move(files, staged))


def _place_files(config: Config, staged: Path | None, now: datetime) -> None:
    target = config.files_folder
    if target is None or staged is None:
        return
    if target.exists():
        target.rename(target.with_name(f"{target.name}-before-{now:%Y%m%d%H%M%S}"))
    staged.rename(target)


def _refuse_if_in_use(config: Config) -> None:
    if dumps.others_connected(config):
        raise CannotRestore(
            "窓口が動いています。すべて止めてから、もう一度実行してください。",
            "The desk is running; stop all of it and try again.",
        )


def _not_empty(config: Config) -> CannotRestore:
    if config.is_embedded:
        return CannotRestore(
            "データベースは空ではありません。置き換えるなら --replace を付けてください。元のデータベースは別の名前で残ります。",
            "The database is not empty. With --replace it is kept under another name.",
        )
    return CannotRestore(
        "データベースは空ではありません。空のデータベースを作り、DATABASE_URL をそこへ向けてください。",
        "The database is not empty; make an empty one and point DATABASE_URL there.",
    )


@contextmanager
def _server(config: Config) -> Iterator[None]:
    """The embedded server, if nobody has started it; it ends with us then."""
    if not config.is_embedded:
        yield
        return
    server = Postgres(home=config.home, binaries=config.postgres_bin)
    if server.accepts():
        yield
        return
    with server:
        yield


@contextmanager
def _workshop(beside: Path) -> Iterator[Path]:
    """A private folder on the same disk as the archive: the system's may be too small."""
    with tempfile.TemporaryDirectory(prefix=".madoguchi-", dir=beside) as folder:
        yield Path(folder)
