"""What must be free before anything starts: the data folder and the ports."""

import errno
import fcntl
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from madoguchi import variables
from madoguchi.config import Config, Mode
from madoguchi.desk.platform.launcher.cluster import open_private
from madoguchi.desk.platform.supervisor.child import GRACE_SECONDS
from madoguchi.desk.platform.supervisor.refusals import CannotRun


@contextmanager
def sole_supervisor(home: Path) -> Iterator[bool]:
    """Hold `home` for ourselves; yield whether the one before us was killed. Raise CannotRun."""
    descriptor = open_private(home / "run.lock", os.O_RDWR)
    try:
        holder = os.read(descriptor, 32).decode().strip()
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CannotRun(
                f"すでに起動しています（プロセス {holder}、データ {home}）。",
                f"It runs already (process {holder}, data {home}).",
            ) from error
        _write(descriptor, str(os.getpid()))
        yield bool(holder)
        _write(descriptor, "")
    finally:
        os.close(descriptor)


def _write(descriptor: int, text: str) -> None:
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, text.encode(), 0)


def refuse_taken_ports(config: Config, *, after_a_kill: bool) -> None:
    """Raise CannotRun for a port that cannot be ours; what a killed run left gets time to end."""
    wanted = [
        (variables.PORT, config.host, config.port),
        (variables.SMTP_PORT, config.smtp_host, config.smtp_port),
    ]
    if config.mode is Mode.DEMO:
        wanted.append((variables.DEMO_SMTP_PORT, "127.0.0.1", config.demo_smtp_port))
    deadline = time.monotonic() + (GRACE_SECONDS + 2 if after_a_kill else 0)
    for setting, host, port in wanted:
        while problem := _problem(host, port):
            if time.monotonic() >= deadline:
                raise _refusal(problem, setting.variable, host, port)
            time.sleep(0.1)


def _problem(host: str, port: int) -> OSError | None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
            tried.listen(1)
        except OSError as error:
            return error
    return None


def _refusal(problem: OSError, variable: str, host: str, port: int) -> CannotRun:
    other = port + 100 if port + 100 < 65_536 else port - 100
    hint = f"{variable}={other} bin/run"
    if problem.errno == errno.EADDRINUSE:
        return CannotRun(
            f"ポート{port}は、ほかのプログラムが使っています。{hint} のように変えて起動してください。",
            f"Port {port} is taken. Start with another: {hint}",
        )
    return CannotRun(
        f"{host} のポート{port}は使えません（{problem.strerror}）。{hint} のように変えて起動してください。",
        f"Port {port} of {host} cannot be used ({problem.strerror}). Start with another: {hint}",
    )
