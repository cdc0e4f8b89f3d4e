"""Where the measuring happens: an embedded PostgreSQL of its own, a database a size, a real web process."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from madoguchi import database
from madoguchi.database import APP_ROLE, OWNER_ROLE, Database
from madoguchi.desk.platform.launcher import prepare_embedded
from madoguchi.desk.platform.supervisor.plan import MEMORY

ROOT = Path(__file__).parents[1]
PORT = 18_700
START_SECONDS = 60


class Place:
    """One data folder, in which a PostgreSQL runs as long as it is measured."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def superuser(self, size: int) -> Database:
        """The way in for making data."""
        return database.embedded(self.home, user="postgres", name=_name(size))

    def environment(self, size: int) -> Mapping[str, str]:
        """What a process of the product needs to work on the database of this size."""
        ours = ("MADOGUCHI_", "DJANGO_", "DATABASE_")
        inherited = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
        return {
            **inherited,
            **MEMORY,
            "MADOGUCHI_HOME": str(self.home / "web"),
            "MADOGUCHI_MODE": "test",
            "MADOGUCHI_PORT": str(PORT),
            "MADOGUCHI_SMTP_PORT": str(PORT + 1),
            "MADOGUCHI_DEMO_SMTP_PORT": str(PORT + 2),
            "DATABASE_URL": self._url(size, APP_ROLE),
            "MADOGUCHI_OWNER_DATABASE_URL": self._url(size, OWNER_ROLE),
        }

    def make_database(self, size: int) -> None:
        """The database with the tables of this version."""
        prepare_embedded(self.home, name=_name(size))
        self.run(size, "-m", "madoguchi", "migrate")

    def run(self, size: int, *words: str, seconds: int = 600) -> str:
        """What Python prints for these words, in the environment of the product."""
        ended = subprocess.run(
            [sys.executable, *words],
            cwd=ROOT,
            env=self.environment(size),
            check=True,
            stdout=subprocess.PIPE,
            text=True,
            timeout=seconds,
        )
        return ended.stdout

    @contextmanager
    def answering(self, size: int, word: str) -> Iterator["subprocess.Popen[bytes]"]:
        """`madoguchi web` or `madoguchi run`, once it answers."""
        process = subprocess.Popen(
            [sys.executable, "-m", "madoguchi", word], cwd=ROOT, env=self.environment(size)
        )
        try:
            _wait_until_it_answers(process)
            yield process
        finally:
            process.terminate()
            process.wait(20)

    def _url(self, size: int, role: str) -> str:
        folder = database.socket_directory(self.home)
        return f"postgresql:///{_name(size)}?host={folder}&user={role}"


def _name(size: int) -> str:
    return f"madoguchi_bench_{size}"


def _wait_until_it_answers(process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        if process.poll() is not None or time.monotonic() > deadline:
            sys.exit("the web process does not answer")
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/healthz", timeout=2).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
