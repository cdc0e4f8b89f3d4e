"""A supervisor with small programs in place of the product's, and its processes as the machine sees them."""

import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
SECONDS = 30


def free_ports() -> dict[str, str]:
    names = ("MADOGUCHI_PORT", "MADOGUCHI_SMTP_PORT", "MADOGUCHI_DEMO_SMTP_PORT")
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in names]
    ports = [str(each.getsockname()[1]) for each in sockets]
    for each in sockets:
        each.close()
    return dict(zip(names, ports, strict=True))


class Run:
    """One supervisor and what it has written so far."""

    def __init__(self, environ: dict[str, str]) -> None:
        command = [sys.executable, "-m", "tests.platform.play", "supervise"]
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environ,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        self.written = ""
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.written += line

    def wait_for(self, text: str, times: int = 1) -> None:
        wait_until(lambda: self.written.count(text) >= times, lambda: self.written)

    def end(self, number: int = signal.SIGINT) -> int:
        if self.process.poll() is None:
            self.process.send_signal(number)
        code = self.process.wait(SECONDS)
        self._reader.join(SECONDS)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return code


def wait_until(condition: Callable[[], object], explain: Callable[[], str]) -> None:
    deadline = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < deadline, explain()
        time.sleep(0.02)


Start = Callable[..., Run]


def pid_of(home: Path, name: str) -> int:
    if name == "postgres":
        return int((home / "data" / "postmaster.pid").read_text().splitlines()[0])
    return int((home / f"{name}.pid").read_text())


def parent_of(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def is_running(pid: int) -> bool:
    """Whether the process does anything: one that only waits to be reaped does not."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def ended(home: Path, name: str) -> bool:
    try:
        return not is_running(pid_of(home, name))
    except FileNotFoundError:
        return True
