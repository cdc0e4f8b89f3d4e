"""The supervisor's side of the nursery: asks it for children, and hears how they end."""

import asyncio
import contextlib
import json
import os
import signal
import socket
import sys
from asyncio.subprocess import PIPE, STDOUT, Process

from madoguchi.desk.platform.supervisor.output import OURSELVES, pass_on
from madoguchi.desk.platform.supervisor.plan import Program

_NURSERY = "madoguchi.desk.platform.supervisor.nursery"
_END_SECONDS = 5


class Forked:
    """A child of the nursery, which the supervisor treats as it does its own (asyncio's Process)."""

    def __init__(self, stdin: int, stdout: asyncio.StreamReader) -> None:
        self.pid = 0
        self.stdout = stdout
        self.returncode: int | None = None
        self._stdin = stdin
        self._ended = asyncio.Event()

    def end(self, code: int) -> None:
        """It has ended, with this code."""
        if self.returncode is None:
            self.returncode = code
            os.close(self._stdin)
            self._ended.set()

    def terminate(self) -> None:
        """Ask it to end."""
        os.kill(self.pid, signal.SIGTERM)

    async def wait(self) -> int:
        """Its exit code, once it has ended; of a signal, its number below zero."""
        await self._ended.wait()
        assert self.returncode is not None
        return self.returncode

    async def communicate(self) -> tuple[bytes, None]:
        """All that it wrote, once it has ended."""
        written = await self.stdout.read()
        await self.wait()
        return written, None


class Nurse:
    """Keeps one nursery. When that is killed its children are ended, and the next order makes another."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._process: Process | None = None
        self._line: socket.socket | None = None
        self._turn = asyncio.Lock()
        self._waiting: Forked | None = None
        self._born = asyncio.Event()
        self._children: dict[int, Forked] = {}
        self._tasks: list[asyncio.Task[None]] = []

    async def open(self) -> None:
        """Start the nursery, without waiting until it has loaded everything."""
        self._line, theirs = socket.socketpair()
        self._line.settimeout(0)
        with theirs:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", _NURSERY, *self._program.words),
                stdin=theirs.fileno(),
                stdout=PIPE,
                stderr=STDOUT,
                env={**os.environ, "PYTHONUNBUFFERED": "1", **self._program.environment},
                start_new_session=True,
            )
        assert self._process.stdout is not None
        self._tasks = [
            asyncio.create_task(self._listen(self._process, self._line)),
            asyncio.create_task(pass_on(self._process.stdout, OURSELVES)),
        ]

    async def close(self) -> None:
        """End it; its children have ended before."""
        if self._process is None or self._line is None:
            return
        self._line.shutdown(socket.SHUT_RDWR)
        _, late = await asyncio.wait(self._tasks, timeout=_END_SECONDS)
        if late:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
            await asyncio.wait(late)

    async def start(self, program: Program) -> Forked:
        """A child that runs these words; one that has ended already where no nursery can be made."""
        async with self._turn:
            if self._line is None:
                await self.open()
            assert self._line is not None
            theirs, stdin = os.pipe()
            stdout, written = os.pipe()
            self._waiting = Forked(stdin, await _reader(stdout))
            self._born.clear()
            try:
                socket.send_fds(self._line, [json.dumps(program.words).encode()], [theirs, written])
            except OSError:
                self._end_all(code=1)
            finally:
                os.close(theirs)
                os.close(written)
            child = self._waiting
            await self._born.wait()
            return child

    async def _listen(self, process: Process, line: socket.socket) -> None:
        rest = b""
        with line:
            while chunk := await _heard(line):
                *lines, rest = (rest + chunk).split(b"\n")
                for news in lines:
                    self._hear(json.loads(news))
            self._line = None
            self._end_all(code=await process.wait())

    def _hear(self, news: dict[str, int]) -> None:
        if "ended" in news:
            self._children.pop(news["ended"]).end(news["code"])
        elif self._waiting is not None:
            self._waiting.pid = news["born"]
            self._children[news["born"]] = self._waiting
            self._born.set()

    def _end_all(self, *, code: int) -> None:
        """Nobody can tell any more how they end: they are ended, and started again as after any kill."""
        for pid, child in self._children.items():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)
            child.end(-signal.SIGKILL)
        self._children.clear()
        if self._waiting is not None and not self._born.is_set():
            self._waiting.end(code)
            self._born.set()


async def _heard(line: socket.socket) -> bytes:
    try:
        return await asyncio.get_running_loop().sock_recv(line, 4096)
    except OSError:
        return b""


async def _reader(descriptor: int) -> asyncio.StreamReader:
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(descriptor, "rb")
    )
    return reader
