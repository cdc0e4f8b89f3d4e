"""A signed-in person without a browser: pages asked for and forms posted over HTTP."""

import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar

PASSWORD = "madoguchi-demo"
LAST_SEEN = re.compile(r'name="last_seen"\s+value="(\d+)"')


class Session:
    """One person's cookies. Every call raises OSError when the desk is away or fails."""

    def __init__(self, url: str, name: str) -> None:
        self.url = url
        self._cookies = CookieJar()
        self._opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self._cookies)
        )
        self.get("/sign-in/")
        self.post("/sign-in/", email=f"{name}@madoguchi.example", password=PASSWORD)

    def get(self, path: str) -> str:
        """The page at the path."""
        with self._opener.open(self.url + path, timeout=20) as answer:
            return str(answer.read().decode())

    def post(self, path: str, **fields: object) -> str:
        """Post a form and follow to the page that answers."""
        form = {**fields, "csrfmiddlewaretoken": self._token()}
        data = urllib.parse.urlencode(form).encode()
        with self._opener.open(self.url + path, data=data, timeout=20) as answer:
            return str(answer.read().decode())

    @contextmanager
    def stream(self) -> Iterator[Iterator[str]]:
        """The lines of the live stream, listening by the time that they are handed out."""
        with self._opener.open(self.url + "/events", timeout=20) as answer:
            lines = (line.decode().strip() for line in answer)
            assert next(lines) == "event: hello"
            yield lines

    def reply(self, conversation: int, *, text: str, draft_key: str) -> None:
        """Send a reply as the composer does, to all that the page showed."""
        found = LAST_SEEN.search(self.get(f"/conversations/{conversation}/"))
        assert found, "no composer on the page"
        self.post(
            f"/conversations/{conversation}/replies/",
            body=text,
            draft_key=draft_key,
            last_seen=found[1],
            reason="",
        )

    def _token(self) -> str:
        return next(one.value or "" for one in self._cookies if one.name == "csrftoken")


def is_passing(error: OSError) -> bool:
    """Whether it is worth trying again: the desk was away, or failed; not that it refused."""
    return not isinstance(error, urllib.error.HTTPError) or error.code >= 500
