"""The running server: a child of ours, so that its end is seen at once and it ends with us."""

import os
import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg

from madoguchi import database
from madoguchi.database import Database, socket_directory
from madoguchi.desk.platform.launcher import cluster
from madoguchi.desk.platform.launcher.identity import (
    CannotStartPostgres,
    Identity,
    environment,
    find_identity,
)

SUPERUSER = "postgres"
# For tests: five times as fast, and a power cut costs the data.
FAST_AND_FORGETFUL: Mapping[str, str] = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
}

_SETTINGS: Mapping[str, str] = {
    "listen_addresses": "",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "jit": "off",
    "random_page_cost": "1.1",
    "wal_compression": "on",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # A statement that failed, and what its trouble was with, hold customers' words.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
# Somebody else is starting it, or what a killed server left behind has not ended yet.
_PASSING_TROUBLES = ("lock file", "shared memory block")
_LARGEST_LOG_BYTES = 10_000_000
_STOPS = ((signal.SIGINT, 60), (signal.SIGQUIT, 10), (signal.SIGKILL, 10))


class Postgres:
    """The embedded PostgreSQL of one data folder.

    Start it from a thread that lives as long as it shall run: Linux ends it with that thread.
    """

    def __init__(
        self, *, home: Path, binaries: Path | None = None, settings: Mapping[str, str] | None = None
    ) -> None:
        self.home = home.absolute()
        self._given_binaries = binaries
        self._settings = {**_SETTINGS, **(settings or {})}
        self._process: subprocess.Popen[bytes] | None = None
        self._log = home / "postgres.log"
        self._log_begins = 0

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def superuser(self) -> Database:
        """The way in for setting up and for backups."""
        return database.embedded(self.home, user=SUPERUSER, name="postgres")

    @property
    def is_ours(self) -> bool:
        """Whether we started the server that runs now, and not another who was quicker."""
        lock_file = self.home / "data" / "postmaster.pid"
        try:
            pid = int(lock_file.read_text(encoding="utf-8").splitlines()[0])
        except (OSError, ValueError, IndexError):
            return False
        return self._process is not None and self._process.pid == pid and self._lives()

    def start(self, timeout: float = 120) -> None:
        """Return when connections are accepted, by a server of ours or one that ran already.

        Raise CannotStartPostgres, with the end of the server's log, when it does not come up.
        """
        deadline = time.monotonic() + timeout
        while not self.advance():
            if time.monotonic() > deadline:
                raise self.trouble()
            time.sleep(0.05 if self._lives() else 0.3)

    def advance(self) -> bool:
        """Take one step towards a running server; True once it accepts connections.

        Never waits longer than the making of a new cluster takes, at the first start.
        """
        if self.accepts():
            return True
        if self._lives():
            return False
        if self._process is not None and not self._was_killed() and not self._is_passing_trouble():
            raise self.trouble()
        self._spawn()
        return False

    def accepts(self) -> bool:
        """Whether a server answers on our socket."""
        try:
            psycopg.connect(self.superuser.conninfo(), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def forget_death(self) -> None:
        """The server was up and died: the next `advance` starts it again, whatever its log says."""
        if not self._lives():
            self._process = None

    def stop(self) -> None:
        """Stop the server if we started it: fast and cleanly; harder when it does not obey."""
        if self._process is None:
            return
        for number, seconds in _STOPS:
            if self._process.poll() is None:
                self._process.send_signal(number)
            try:
                self._process.wait(seconds)
            except subprocess.TimeoutExpired:
                continue
            break
        self._process = None
        cluster.remove_socket_directory(self.home)

    def _lives(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def _was_killed(self) -> bool:
        """By kill -9 or for want of memory, while it was starting: no fault of its own."""
        return self._process is not None and self._process.poll() == -signal.SIGKILL

    def _spawn(self) -> None:
        identity, binaries, data = self._prepare()
        settings = {**self._settings, "unix_socket_directories": str(socket_directory(self.home))}
        words = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        cluster.disown_unreaped_server(self.home)
        self._turn_log()
        with open(self._log, "ab", opener=cluster.open_private) as log:
            self._log_begins = log.tell()
            self._process = subprocess.Popen(  # noqa: S603 -- our own command line
                identity.command(
                    binaries / "postgres", "-D", str(data), *words, parent=os.getpid()
                ),
                cwd="/",
                env=environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def _prepare(self) -> tuple[Identity, Path, Path]:
        binaries = self._given_binaries or cluster.installed_binaries()
        cluster.make_home(self.home)
        identity, version = find_identity(home=self.home, binaries=binaries)
        cluster.make_socket_directory(self.home, identity)
        sync = self._settings.get("fsync") != "off"
        data = cluster.make_cluster(
            self.home, identity=identity, binaries=binaries, version=version, sync=sync
        )
        return identity, binaries, data

    def _turn_log(self) -> None:
        if self._log.exists() and self._log.stat().st_size > _LARGEST_LOG_BYTES:
            self._log.rename(self._log.with_suffix(".log.1"))

    def _is_passing_trouble(self) -> bool:
        return any(trouble in self._log_of_this_start() for trouble in _PASSING_TROUBLES)

    def _log_of_this_start(self) -> str:
        with self._log.open("rb") as log:
            log.seek(self._log_begins)
            return log.read().decode(errors="replace")

    def trouble(self) -> CannotStartPostgres:
        last_lines = self._log_of_this_start().splitlines()[-15:] if self._log.exists() else []
        return CannotStartPostgres(
            f"内蔵のPostgreSQLが起動しません。記録：{self._log}",
            f"The embedded PostgreSQL does not start; its log is {self._log}",
            "\n".join(last_lines),
        )
