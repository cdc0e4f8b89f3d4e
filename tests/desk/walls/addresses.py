"""Every address of the product that names a thing of a client, and what is sent to it."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.test import Client as Browser
from django.urls import reverse

from tests.desk.walls.belongings import SECRET, Belongings


@dataclass(frozen=True)
class Answer:
    """What came back: status, text and, for a redirect, where to."""

    status: int
    text: str
    location: str

    @property
    def shows_a_secret(self) -> bool:
        """Whether anything of the belongings stands on the page."""
        return SECRET in self.text


@dataclass(frozen=True)
class Door:
    """One address: the thing that it names, and a form that would do something to it."""

    name: str
    thing: str
    method: str = "get"
    form: Mapping[str, str] = field(default_factory=dict)
    role: str = "ann"  # who gets in

    def knock(self, browser: Browser, belongings: Belongings, pk: int | None = None) -> Answer:
        """Send the request about this client's thing, or about another number."""
        path = self.path(belongings, pk)
        if self.method == "get":
            return asked(browser, path)
        return sent(browser, path, {**self.form, **self.needed(belongings)})

    def path(self, belongings: Belongings, pk: int | None = None) -> str:
        """Where this client's thing is, or another number of its kind."""
        return reverse(self.name, args=[pk or getattr(belongings, self.thing).pk])

    def needed(self, belongings: Belongings) -> dict[str, str]:
        """What the form can only know when the things are there."""
        match self.name:
            case "conversation-no-answer":
                return {"message": str(belongings.question.pk)}
            case "quarantine-routing":
                return {"client": str(belongings.client.pk)}
            case _:
                return {}


LETTER = {
    "body": "桜様\nお問い合わせありがとうございます。11月19日(木)にお届けします。",
    "draft_key": str(uuid.UUID(int=7)),
    "last_seen": str(2**62),
    "reason": "お急ぎのため",
}
DOORS = (
    Door("conversation", "conversation"),
    Door("conversation-guard", "conversation", "post", {"body": "本文"}),
    Door("conversation-reply", "conversation", "post", LETTER),
    Door("conversation-approval", "conversation", "post", LETTER),
    Door("conversation-note", "conversation", "post", {"body": "メモ"}),
    Door("conversation-closure", "conversation", "post"),
    Door("conversation-reopening", "bare", "post"),
    Door("conversation-owner", "conversation", "post", {"person": "me"}),
    Door("conversation-no-answer", "conversation", "post", {"reason": "お礼"}),
    Door("approval-decision", "held", "post", {"decision": "approve"}, role="dai"),
    Door("quarantine-mail", "quarantined"),
    Door("quarantine-retry", "quarantined", "post"),
    Door("quarantine-routing", "quarantined", "post"),
    Door("attachment", "attachment"),
    Door("customers-mail", "customer_mail"),
    # An empty letter: behind the door it is refused before a mail server is asked.
    Door("customers-reply", "customer_mail", "post", {"body": ""}),
    Door("client-access", "client", role="ada"),
)
# These show a list of whatever is in sight, whoever asks.
LISTS = ("desk", "quarantine", "customers", "clients")
PARTS = ("list", "queues", "conversation", "thread", "clock")


def asked(browser: Browser, path: str, *, part: str = "") -> Answer:
    """GET the page, or a part of it as htmx asks for it."""
    headers = {"HX-Request": "true", "HX-Target": part} if part else {}
    response = browser.get(path, headers=headers)
    return Answer(
        response.status_code, response.content.decode(), response.headers.get("Location", "")
    )


def sent(browser: Browser, path: str, form: Mapping[str, str]) -> Answer:
    """POST the form."""
    response = browser.post(path, form)
    return Answer(
        response.status_code, response.content.decode(), response.headers.get("Location", "")
    )
