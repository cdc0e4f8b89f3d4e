"""A clamd on a free port: reads a stream as the protocol says, and finds what the test planted.

What it answers, and when, was compared byte by byte with clamd 1.4.3 of Debian 12.
"""

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

HOST = "127.0.0.1"
VIRUS = b"a virus of the tests"
TOO_LONG = "INSTREAM size limit exceeded. ERROR"


@dataclass
class Clamd:
    """What it was asked to look at, and what it says: OK, FOUND where VIRUS is, or `answer`."""

    port: int = 0
    looked_at: list[bytes] = field(default_factory=list)
    answer: str = ""
    longest: int = 25 * 1024 * 1024  # StreamMaxLength, as Debian sets it

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
            command = self.rfile.readline()
            if command == b"nPING\n":
                self.wfile.write(b"PONG\n")
                return
            assert command == b"nINSTREAM\n"
            data = b""
            while size := struct.unpack("!L", self.rfile.read(4))[0]:
                if len(data) + size > clamd.longest:  # said at once, and the rest is never read
                    self.wfile.write(f"{TOO_LONG}\n".encode())
                    return
                data += self.rfile.read(size)
            self.wfile.write(f"{clamd.judged(data)}\n".encode())

    with socketserver.ThreadingTCPServer((HOST, 0), Talk) as server:
        server.daemon_threads = True
        clamd.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield clamd
        server.shutdown()
