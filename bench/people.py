"""Signed-in operators, as HTTP sees them: a kept connection, a session's cookie, the form's token."""

import http.client
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlencode

from bench.place import PORT, Place

# Signs people in as Django's own tests do: whatever stands on the sign-in page, the session is real.
SIGN_IN = """
import sys
from madoguchi.commands import desk
desk.set_up()
from django.conf import settings
from django.test import Client
from madoguchi.desk.people.models import Person
for number in sys.argv[1:]:
    browser = Client()
    browser.force_login(Person.objects.get(pk=number))
    print(settings.SESSION_COOKIE_NAME, browser.cookies[settings.SESSION_COOKIE_NAME].value)
"""
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
FORM = "application/x-www-form-urlencoded"
COMPRESSED = {"Accept-Encoding": "gzip, deflate, br"}


@dataclass
class Operator:
    """One person's browser."""

    cookie: str
    connection: http.client.HTTPConnection = field(
        default_factory=lambda: http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    )
    token: str = ""
    csrf: str = ""
    headers: dict[str, str] = field(default_factory=dict)  # of the last answer

    @classmethod
    def signed_in(cls, place: Place, size: int, *, people: int) -> list[Self]:
        """The first `people` operators, each of five clients."""
        return cls.of(place, size, range(1, people + 1))

    @classmethod
    def of(cls, place: Place, size: int, numbers: Iterable[int]) -> list[Self]:
        """People by their numbers; those from 37 on are directors."""
        lines = place.run(size, "-c", SIGN_IN, *map(str, numbers)).split("\n")
        return [cls(line.replace(" ", "=")) for line in lines if line]

    def get(self, path: str, **headers: str) -> str:
        """The page; anything but 200 ends the measuring."""
        status, body = self.ask("GET", path, headers=headers)
        if status != 200:
            raise SystemExit(f"GET {path} answered {status}: {body[:500]!r}")
        page = body.decode("utf-8", "replace")
        if found := TOKEN.search(page):
            self.token = found[1]
        return page

    def post(self, path: str, form: dict[str, str]) -> int:
        """The status of the answer to a form of the page that was seen last."""
        typed = urlencode({**form, "csrfmiddlewaretoken": self.token})
        status, _ = self.ask("POST", path, body=typed, headers={"Content-Type": FORM})
        return status

    def ask(
        self, method: str, path: str, *, body: str = "", headers: dict[str, str]
    ) -> tuple[int, bytes]:
        """The status and the body, as they come over the wire."""
        sent = {"Cookie": self.cookie, **headers}
        if self.token:
            sent["Cookie"] += f"; csrftoken={self.csrf}"
        answer = self._answer(method, path, body, sent)
        self.headers = {name.lower(): value for name, value in answer.getheaders()}
        if found := re.search(r"csrftoken=(\w+)", self.headers.get("set-cookie", "")):
            self.csrf = found[1]
        return answer.status, answer.read()

    def _answer(
        self, method: str, path: str, body: str, headers: dict[str, str]
    ) -> http.client.HTTPResponse:
        """A connection that was idle for seconds was closed by the server: opened anew, as browsers do."""
        try:
            self.connection.request(method, path, body=body.encode() or None, headers=headers)
            return self.connection.getresponse()
        except http.client.RemoteDisconnected:
            self.connection.close()
            self.connection.request(method, path, body=body.encode() or None, headers=headers)
            return self.connection.getresponse()

    def time(self, path: str, **headers: str) -> float:
        """How many seconds the page takes, compressed as browsers ask for it."""
        taken, status = self.timed(path, **headers)
        if status != 200:
            raise SystemExit(f"GET {path} answered {status}")
        return taken

    def timed(self, path: str, **headers: str) -> tuple[float, int]:
        """How many seconds the answer takes, and its status."""
        begun = time.perf_counter()
        status, _ = self.ask("GET", path, headers={**COMPRESSED, **headers})
        return time.perf_counter() - begun, status
