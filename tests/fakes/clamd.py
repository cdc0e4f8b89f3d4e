"""A clamd on a free port: reads a stream as the protocol says, and finds what the test planted."""

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

HOST = "127.0.0.1"
VIRUS = b"a virus of the tests"


@dataclass
class Clamd:
    """What it was asked to look at, and what it says: OK, FOUND where VIRUS is, or `answer`."""

    port: int = 0
    looked_at: list[bytes] = field(default_factory=list)
    answer: str = ""

    @property
    def address(self) -> str:
        """As MADOGUCHI_CLAMAV names it."""
        return f"{HOST}:{self.port}"

    def judged(self, data: bytes) -> str:
        """The answer to one stream."""
        self.looked_at.append(data)
        if self.answer:
            return self.answer
        return "stream: Tests.Planted FOUND" if VIRUS in data else "stream: OK"


@contextmanager
def running_clamd() -> Iterator[Clamd]:
    """One that runs until the block ends."""
    clamd = Clamd()

    class Talk(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            assert self.rfile.readline() == b"nINSTREAM\n"
            data = b""
            while size := struct.unpack("!L", self.rfile.read(4))[0]:
                data += self.rfile.read(size)
            self.wfile.write(f"{clamd.judged(data)}\n".encode())

    with socketserver.ThreadingTCPServer((HOST, 0), Talk) as server:
        server.daemon_threads = True
        clamd.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield clamd
        server.shutdown()
