"""The process that the desk's others are forked from: what all of them load is loaded once and shared.

`python -m madoguchi.desk.platform.supervisor.nursery MODULE`: calls `load()` of the module, then makes a
child for each order on its standard input, a socket. Until then it may have no thread and no connection:
a fork copies neither. Without `gc.freeze` looking for rubbish would write into what is shared.
"""

import ctypes
import gc
import importlib
import json
import mmap
import os
import select
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from madoguchi.desk.platform.supervisor import child

LONGEST_ORDER = 4096


def main(arguments: list[str]) -> None:
    """Serve until the supervisor is gone; in a child, run what was ordered as `python -m` would."""
    gc.disable()
    importlib.import_module(arguments[0]).load()
    _give_back()
    gc.freeze()
    words = _serve(socket.socket(fileno=0))
    if words:
        gc.enable()
        child.main(words)


def _serve(line: socket.socket) -> list[str]:
    """Make children and say how they end. The end of the line returns nothing; each child, its words."""
    assert threading.active_count() == 1, "threads are lost in a fork"
    woken, wake = socket.socketpair()
    wake.settimeout(0)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(wake.fileno())
    while True:
        ready, _, _ = select.select([line, woken], [], [])
        if woken in ready:
            woken.recv(LONGEST_ORDER)
            _tell_ends(line)
        if line in ready:
            order, given, _, _ = socket.recv_fds(line, LONGEST_ORDER, 2)
            if not order:
                return []
            words: list[str] = json.loads(order)
            if (pid := os.fork()) == 0:
                signal.set_wakeup_fd(-1)
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                line.detach()  # its number becomes that of the child's standard input
                _move_in(words, *given)
                return words
            for descriptor in given:
                os.close(descriptor)
            _tell(line, born=pid)


def _move_in(words: list[str], given: int, taken: int) -> None:
    """A session, an input, an output and a name of its own."""
    os.setsid()
    os.dup2(given, 0)
    os.dup2(taken, 1)
    os.dup2(taken, 2)
    os.close(given)
    os.close(taken)
    _be_called([sys.executable, "-m", *words])


def _tell_ends(line: socket.socket) -> None:
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return
        _tell(line, ended=pid, code=os.waitstatus_to_exitcode(status))


def _tell(line: socket.socket, **news: int) -> None:
    """A supervisor who is gone needs no news: the end of the line is read next."""
    try:
        line.sendall(json.dumps(news).encode() + b"\n")
    except OSError:
        return


def _give_back() -> None:
    """Files that loading looked through (Sudachi's dictionary: 70 MB) stay mapped, with no page of them held."""
    libc = ctypes.CDLL(None)
    for start, length in _mapped_files():
        libc.madvise(ctypes.c_void_p(start), ctypes.c_size_t(length), mmap.MADV_DONTNEED)


def _mapped_files() -> Iterator[tuple[int, int]]:
    """Where files are mapped to be read by us and seen by others (Linux tells)."""
    maps = Path("/proc/self/maps")
    for line in maps.read_text(encoding="utf-8").splitlines() if maps.exists() else ():
        span, permissions, *_ = line.split(maxsplit=5)
        start, end = (int(place, 16) for place in span.split("-"))
        if permissions == "r--s":
            yield start, end - start


def _be_called(words: list[str]) -> None:
    """What `ps` shows: the words that were ordered, not the nursery's (Linux)."""
    status = Path("/proc/self/stat")
    if not status.exists():
        return
    fields = status.read_text(encoding="utf-8").rpartition(")")[2].split()
    start, end = int(fields[45]), int(fields[46])  # arg_start, arg_end (proc(5): 48 and 49)
    if not start:  # the kernel does not tell
        return
    told = "\0".join(words).encode()[: end - start - 1]
    ctypes.memmove(start, told.ljust(end - start, b"\0"), end - start)


if __name__ == "__main__":
    main(sys.argv[1:])
