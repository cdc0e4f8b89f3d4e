"""An OAuth 2.0 provider: gives access tokens for a refresh token, and says whose an access token is."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from tests.fakes.mailserver import HOST


@dataclass
class TokenProvider:
    """What it gave to whom. A test takes tokens back by clearing `valid`."""

    user: str
    refresh_token: str = "refresh-1"
    port: int = 0
    given: int = 0
    valid: set[str] = field(default_factory=set)

    @property
    def token_url(self) -> str:
        return f"http://{HOST}:{self.port}/token"

    @property
    def info_url(self) -> str:
        """With an access token behind it: whose that is."""
        return f"http://{HOST}:{self.port}/tokeninfo?access_token="

    def answer_token(self, form: dict[str, list[str]]) -> tuple[int, dict[str, object]]:
        """A new access token, or the standard's word for a refresh token that is none (RFC 6749, 5.2)."""
        if form.get("refresh_token") != [self.refresh_token]:
            return 400, {"error": "invalid_grant"}
        self.given += 1
        token = f"access-{self.given}"
        self.valid.add(token)
        return 200, {"access_token": token, "expires_in": 3600}

    def answer_info(self, token: str) -> tuple[int, dict[str, object]]:
        """Whose the access token is."""
        if token not in self.valid:
            return 401, {"error": "invalid_token"}
        return 200, {"email": self.user, "expires_in": 3600}


@contextmanager
def running_token_provider(user: str) -> Iterator[TokenProvider]:
    """A provider that knows one mailbox, until the block ends."""
    provider = TokenProvider(user)

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            self._say(*provider.answer_token(parse_qs(self.rfile.read(length).decode())))

        def do_GET(self) -> None:
            [token] = parse_qs(urlsplit(self.path).query).get("access_token", [""])
            self._say(*provider.answer_info(token))

        def _say(self, status: int, told: dict[str, object]) -> None:
            body = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer((HOST, 0), Answer)
    provider.port = server.server_port
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
