"""The whole desk as a person starts it: `madoguchi run` in a home of its own, ended by its pid."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, LiteralString

import psycopg

from madoguchi import database

ROOT = Path(__file__).parents[2]
PORTS = ("MADOGUCHI_PORT", "MADOGUCHI_SMTP_PORT", "MADOGUCHI_DEMO_SMTP_PORT")
# Journeys do not wait to take a reply back, and a few customers write a lot of mail.
USUAL = {"MADOGUCHI_UNDO_SECONDS": "0", "MADOGUCHI_SENDER_LIMIT": "10000"}
START_SECONDS = 240
STOP_SECONDS = 60


class Stack:
    """One home, its ports, and the processes that run there now."""

    def __init__(self, home: Path, **settings: str) -> None:
        self.home = home
        self.environ = {**_clean_environment(), **USUAL, **settings, "MADOGUCHI_HOME": str(home)}
        self.environ |= dict(zip(PORTS, map(str, free_ports(len(PORTS))), strict=True))
        self.log = home.with_suffix(".log")
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The desk's address."""
        return f"http://127.0.0.1:{self.environ['MADOGUCHI_PORT']}"

    @property
    def smtp_port(self) -> int:
        """Where the intake listens."""
        return int(self.environ["MADOGUCHI_SMTP_PORT"])

    @property
    def database(self) -> database.Database:
        """The way in as the superuser, who sees through the walls."""
        return database.embedded(self.home, user="postgres")

    def start(self) -> float:
        """Start everything; the seconds until the web server and the intake answer."""
        began = time.monotonic()
        self.launch()
        wait_until(self._is_up, seconds=START_SECONDS, explain=self.written)
        return time.monotonic() - began

    def launch(self) -> "subprocess.Popen[bytes]":
        """`madoguchi run`, without waiting for anything."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "madoguchi", "run"],
                cwd=ROOT,
                env=self.environ,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        return self.process

    def stop(self) -> int:
        """Ctrl-C; the exit code."""
        assert self.process is not None
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        return self.process.wait(STOP_SECONDS)

    def end_hard(self) -> None:
        """Leave nothing behind, whatever happened."""
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait(STOP_SECONDS)
        for pid in self.living():
            os.kill(pid, signal.SIGKILL)

    def living(self) -> list[int]:
        """The processes of this home that still do something, the supervisor included."""
        return [pid for pid in _pids() if self._is_of_this_home(pid)]

    def pid_of(self, name: str) -> int:
        """The process id of web, worker, intake, customers or postgres; FileNotFoundError between two."""
        path = self.home / ("data/postmaster.pid" if name == "postgres" else f"{name}.pid")
        return int(path.read_text(encoding="utf-8").splitlines()[0])

    def rows(self, query: LiteralString, *parameters: object) -> list[tuple[Any, ...]]:
        """The rows that the superuser reads."""
        with psycopg.connect(self.database.conninfo(), connect_timeout=5) as connection:
            return connection.execute(query, parameters).fetchall()

    def command(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """`madoguchi WORD…` beside the running desk."""
        return subprocess.run(
            [sys.executable, "-m", "madoguchi", *words],
            cwd=ROOT,
            env=self.environ,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def written(self) -> str:
        """The end of what the processes wrote."""
        return self.log.read_text(encoding="utf-8", errors="replace")[-6000:]

    def _is_up(self) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, self.written()
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=5) as answer:
                socket.create_connection(("127.0.0.1", self.smtp_port), timeout=5).close()
                return bool(answer.status == 200)
        except OSError:
            return False

    def _is_of_this_home(self, pid: int) -> bool:
        try:
            about = Path(f"/proc/{pid}")
            state = (about / "stat").read_text().rpartition(")")[2].split()[0]
            words = (about / "cmdline").read_bytes() + (about / "environ").read_bytes()
        except OSError:
            return False
        own = os.fsencode(self.home)
        return state != "Z" and (own + b"\0" in words or own + b"/" in words)


def free_ports(number: int) -> list[int]:
    """Ports that nobody listens on."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
    ports = [int(each.getsockname()[1]) for each in sockets]
    for each in sockets:
        each.close()
    return ports


def wait_until(
    condition: Callable[[], object], *, seconds: float, explain: Callable[[], object]
) -> None:
    """Return when the condition holds; fail with the explanation after so many seconds."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, explain()
        time.sleep(0.05)


def _clean_environment() -> dict[str, str]:
    ours = ("MADOGUCHI_", "DJANGO_")
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(ours) and name != "DATABASE_URL"
    }


def _pids() -> Iterator[int]:
    own = os.getpid()
    for path in Path("/proc").iterdir():
        if path.name.isdigit() and int(path.name) != own:
            yield int(path.name)


@contextmanager
def delivering(home: Path, port: int, **settings: str) -> Iterator[Stack]:
    """A desk of its own that delivers to a mail server there; it must stop in order."""
    own = Stack(
        home,
        MADOGUCHI_DELIVERY_HOST="127.0.0.1",
        MADOGUCHI_DELIVERY_PORT=str(port),
        MADOGUCHI_DELIVERY_SECURITY="none",
        **settings,
    )
    try:
        own.start()
        yield own
        assert own.stop() == 0, own.written()
    finally:
        own.end_hard()
