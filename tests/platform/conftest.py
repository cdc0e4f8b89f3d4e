"""A home of a supervisor, and supervisors that are ended with the test."""

import os
import signal
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.platform.running import Run, Start, ended, free_ports, wait_until


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def start(home: Path) -> Iterator[Start]:
    ports = free_ports()
    runs: list[Run] = []

    def start_one(**more: str) -> Run:
        own = {key: value for key, value in os.environ.items() if not key.startswith("MADOGUCHI_")}
        own.pop("DATABASE_URL", None)
        runs.append(Run({**own, "MADOGUCHI_HOME": str(home), **ports, **more}))
        return runs[-1]

    yield start_one
    for one in runs:
        one.end(signal.SIGKILL)
    for name in ("web", "worker"):
        wait_until(partial(ended, home, name), lambda: "a child lives on")
