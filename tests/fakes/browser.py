"""A browser as an ASGI server sees it: what it was sent, and when it leaves."""

import asyncio
from collections.abc import MutableMapping
from dataclasses import dataclass, field
from typing import Any

PATIENCE_SECONDS = 10


@dataclass
class AsgiBrowser:
    """Asks for one page with its headers, remembers every answer, leaves when told to."""

    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    path: str = "/events"
    sent: list[MutableMapping[str, Any]] = field(default_factory=list)
    left: asyncio.Event = field(default_factory=asyncio.Event)
    asked: bool = False
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def scope(self) -> dict[str, Any]:
        """The request."""
        return {
            "type": "http",
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": self.path,
            "query_string": b"",
            "headers": [(b"host", b"127.0.0.1"), *self.headers],
            "server": ("127.0.0.1", 8000),
            "client": ("127.0.0.1", 50_000),
        }

    async def receive(self) -> MutableMapping[str, Any]:
        """The empty body of the request, then nothing until the browser leaves."""
        if not self.asked:
            self.asked = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await self.left.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: MutableMapping[str, Any]) -> None:
        """One part of the answer."""
        self.sent.append(message)
        self._news.set()

    @property
    def status(self) -> int:
        """The answer's status."""
        status: int = self.sent[0]["status"]
        return status

    @property
    def text(self) -> str:
        """All of the answer's body so far."""
        return b"".join(part.get("body", b"") for part in self.sent).decode()

    async def until(self, words: str) -> str:
        """The answer's body once it holds these words."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while words not in self.text:
                await self._news.wait()
                self._news.clear()
        return self.text
