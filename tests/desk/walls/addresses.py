"""Every address of the product that names a thing of a client, and what is sent to it."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.files.base import ContentFile
from django.test import Client as Browser
from django.urls import reverse

from tests.desk.walls.belongings import Belongings
from tests.desk.walls.marks import SECRET


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
    is_own: bool = False  # one's own thing: a colleague's does not exist either

    def knock(self, browser: Browser, belongings: Belongings, pk: int | None = None) -> Answer:
        """Send the request about this client's thing, or about another number."""
        path = self.path(belongings, pk)
        if self.method == "get":
            return asked(browser, path)
        return sent(browser, path, {**self.form, **self.needed(belongings)})

    def path(self, belongings: Belongings, pk: int | None = None) -> str:
        """Where this client's thing is, or another number of its kind."""
        return reverse(self.name, args=[pk or getattr(belongings, self.thing).pk])

    def needed(self, belongings: Belongings) -> dict[str, object]:
        """What the form can only know when the things are there."""
        match self.name:
            case "conversation-no-answer":
                return {"message": str(belongings.question.pk)}
            case "conversation-split":
                return {"message": str(belongings.question.pk)}
            case "conversation-merge" | "conversation-links":
                return {"other": str(belongings.bare.pk)}
            case "quarantine-routing":
                return {"client": str(belongings.client.pk)}
            case "draft-file-confidentiality":
                return {f"confidentiality-{belongings.draft_file.pk}": "internal"}
            case "conversation-files":
                return {"file": ContentFile(b"hello", name="hello.txt")}
            case _:
                return {}


LETTER = {
    "body": "桜様\nお問い合わせありがとうございます。11月19日(木)に届きます。",
    "draft_key": str(uuid.UUID(int=7)),
    "last_seen": str(2**62),
    "reason": "お急ぎのため",
}
CLOSURE = {"name": "休み", "first": "2026-12-29", "last": "2026-12-30"}
MENDED = {"what": "回答", "due": "2040-01-02T10:00", "reason": "倉庫の返事待ち"}
SETTINGS = (
    *("client", "client-hours", "client-addresses", "client-terms", "client-terms-import"),
    *("client-templates", "client-templates-import", "client-template", "client-rules"),
    *("client-assignments", "client-phrases"),
)
DOORS: tuple[Door, ...] = (
    Door("conversation", "conversation"),
    Door("conversation-guard", "conversation", "post", {"body": "本文"}),
    Door("conversation-silences", "conversation", "post", {"body": "本文", "leave": "x:"}),
    Door("conversation-presence", "conversation", "post", {"state": "writing"}),
    Door("conversation-templates", "conversation"),
    Door("conversation-templates", "conversation", "post", {"body": "本文"}),
    Door("conversation-note-draft", "conversation", "post", {"body": "メモ"}),
    Door("conversation-files", "conversation", "post"),
    Door("unsent-file", "waiting_file"),
    Door("draft-file-removal", "draft_file", "post", is_own=True),
    Door("draft-file-confidentiality", "draft_file", "post", is_own=True),
    Door("conversation-reply", "conversation", "post", LETTER),
    Door("conversation-approval", "conversation", "post", LETTER),
    Door("conversation-note", "conversation", "post", {"body": "メモ"}),
    Door("conversation-closure", "conversation", "post"),
    Door("conversation-reopening", "bare", "post"),
    Door("conversation-owner", "conversation", "post", {"person": "me"}),
    Door("conversation-no-answer", "conversation", "post", {"reason": "お礼"}),
    Door("conversation-snooze", "conversation", "post", {"at": "2040-01-02T10:00"}),
    Door("conversation-ball", "conversation", "post", {"to": "client"}),
    Door("conversation-schedule", "conversation", "post", {**LETTER, "at": "2027-01-02T10:00"}),
    Door("conversation-merge", "conversation", "post", {"confirmed": "yes"}),
    Door("conversation-split", "conversation", "post"),
    Door("conversation-tags", "conversation", "post", {"name": "返品"}),
    Door("conversation-links", "conversation", "post"),
    Door("merge-undo", "merge", "post"),
    Door("message-recall", "reply", "post"),
    Door("message-sending-again", "reply", "post"),
    Door("scheduled-reply", "scheduled", "post", {"do": "cancel"}),
    Door("approval-decision", "held", "post", {"decision": "approve"}, role="dai"),
    Door("quarantine-mail", "quarantined"),
    Door("quarantine-retry", "quarantined", "post"),
    Door("quarantine-routing", "quarantined", "post"),
    Door("attachment", "attachment"),
    Door("attachment-picture", "picture"),
    Door("message-html", "question"),
    Door("alert", "alert", is_own=True),
    Door("adherence-review", "finding", "post", {"verdict": "rejected"}, role="dai"),
    Door("self-check", "client", role="dai"),
    Door("self-check", "client", "post", {"note": "桜"}, role="dai"),
    Door("saved-view-name", "view", "post", {"name": "私の表示"}, is_own=True),
    Door("saved-view-removal", "view", "post", is_own=True),
    Door("customer-card", "customer"),
    Door("customers-mail", "customer_mail"),
    # An empty letter: behind the door it is refused before a mail server is asked.
    Door("customers-reply", "customer_mail", "post", {"body": ""}),
    Door("client-access", "client", role="ada"),
    *(
        Door(name, "template" if name == "client-template" else "client", role="ada")
        for name in SETTINGS
    ),
    Door("mailbox", "mailbox", role="ada"),
    Door("mailbox", "mailbox", "post", {"imap_host": "imap.evil.example"}, role="ada"),
    Door("mailbox-check", "mailbox", "post", role="ada"),
    Door("client-closing", "client", "post", {"then": "close"}, role="ada"),
    Door("client-hours", "client", "post", {"day0": "24時間"}, role="ada"),
    Door("client-closures", "client", "post", CLOSURE, role="ada"),
    Door("client-closure-removal", "client", "post", {"first": "2026-12-29"}, role="ada"),
    Door("client-extra-days", "client", "post", {"day": "2026-12-26"}, role="ada"),
    Door("client-addresses", "client", "post", {"address": "new@hikari.example"}, role="ada"),
    Door("client-address-default", "client", "post", {"address": "1"}, role="ada"),
    Door("client-address-removal", "client", "post", {"address": "1"}, role="ada"),
    Door("client-terms", "client", "post", {"avoided": "桜", "preferred": "花"}, role="ada"),
    Door("client-term-removal", "client", "post", {"term": "1"}, role="ada"),
    Door("client-terms-import", "client", "post", {"text": "避ける語,使う語\nx,y"}, role="ada"),
    Door("client-phrases", "client", "post", {"kind": "forbid", "phrase": "全額"}, role="ada"),
    Door("client-phrase-removal", "client", "post", {"phrase": "1"}, role="ada"),
    Door("client-templates", "client", "post", {"title": "題", "body": "文"}, role="ada"),
    Door("client-templates-import", "client", "post", {"text": "題名,本文\nx,y"}, role="ada"),
    Door("client-template", "template", "post", {"title": "題", "body": "文"}, role="ada"),
    Door("client-template-archive", "template", "post", role="ada"),
    Door("client-rules", "client", "post", {"rule": "concrete-wording"}, role="ada"),
    Door("client-assignments", "client", "post", {"who": "1", "role": "operator"}, role="ada"),
    Door("client-assignment-end", "client", "post", {"assignment": "1"}, role="ada"),
    Door("client-assignment-training", "client", "post", {"assignment": "1"}, role="ada"),
    Door("message-task", "question", "post"),
    Door("task", "task"),
    Door("task-acceptance", "task", "post", {"due_at": "2027-01-02T10:00"}),
    Door("task-state", "task", "post", {"do": "start"}),
    Door("task-questions", "task", "post"),
    Door("task-delay", "task", "post", {"do": "told"}),
    Door("task-plan", "task", "post", {"minutes": "30"}),
    Door("task-description", "task", "post", {"title": "桜"}),
    Door("task-items", "task", "post", {"text": "桜"}),
    Door("task-parts", "task", "post", {"title": "桜"}),
    Door("task-watchers", "task", "post", {"do": "watch"}),
    Door("task-series-end", "task_series", "post"),
    Door("client-terms-export", "client", role="ada"),
    Door("client-term-suggestions", "client", "post", {"suggestion": "1"}, role="ada"),
    Door("expectations", "client"),
    Door("expectations", "client", "post", role="dai"),
    Door("expectations-figure", "figure"),
    Door("expectations-draft", "client", role="dai"),
    Door("expectations-draft", "client", "post", {"do": "save"}, role="dai"),
    Door("expectations-removal", "sheet", "post", role="dai"),
    Door("expectations-sign-offs", "sheet", "post", {"side": "us"}, role="dai"),
    Door("expectations-gap-closure", "gap", "post", role="dai"),
    Door("expectations-readings", "figure", "post", {"value": "4.6"}, role="dai"),
    Door("client-contacts", "client", role="ada"),
    Door("client-contacts", "client", "post", {"name": "佐伯"}, role="ada"),
    Door("contact", "contact", role="ada"),
    Door("contact", "contact", "post", {"name": "佐伯", "device": "pc"}, role="ada"),
    Door("contact-absences", "contact", "post", CLOSURE, role="ada"),
    Door("contact-absence-removal", "contact", "post", {"absence": "1"}, role="ada"),
    Door("contact-invitation", "contact", "post", role="ada"),
    Door("contact-ownership", "contact", "post", {"on": "1"}, role="ada"),
    Door("contact-removal", "contact", "post", role="ada"),
    Door("board-owner", "conversation", "post", {"person": "1"}, role="dai"),
    Door("board-call", "conversation", "post", {"body": "どうですか。"}, role="dai"),
    Door("promise", "promise"),
    Door("promise-keeping", "promise", "post"),
    Door("promise-breaking", "promise", "post"),
    Door("promise-release", "promise", "post", {"reason": "不要"}),
    Door("promise-mending", "promise", "post", MENDED),
    Door("promise-handing-over", "promise", "post", {"to": "1"}),
)
# Rooms: of us, and what both sides do at a message.
DOORS_OF_ROOMS = (
    Door("room", "client"),
    Door("room-threads", "client", "post", {"title": "週報", "body": "3件でした。"}),
    Door("room-thread", "thread"),
    Door("room-reaction", "thread_said", "post", {"kind": "thanks"}),
    Door("room-pin", "thread_said", "post"),
    Door("room-no-answer", "thread_said", "post"),
    Door("room-gathering", "thread_said", "post"),
    Door("room-number", "thread_said", "post", {"words": "03-0000-0000"}),
    Door("room-participants", "thread", "post", {"person": "1"}),
    Door("room-calls", "thread"),
    Door("room-calls", "thread", "post", {"decided": "決定"}),
    Door("room-follow-up", "call", "post", {"body": "まとめです。"}),
)
DOORS += DOORS_OF_ROOMS
# The pages of a client's own people: not there for anybody of the provider.
DOORS_OF_MEMBERS = (
    Door("portal-room-thread", "thread", role="cora"),
    Door("portal-room-messages", "thread", "post", {"text": "はい。"}, role="cora"),
    Door("portal-requests-one", "task", role="cora"),
    Door("portal-invitation", "contact", "post", role="cora"),
    Door("portal-ownership", "contact", "post", {"on": "1"}, role="cora"),
    Door("portal-removal", "contact", "post", role="cora"),
)
# These name a person, their session or an invitation, and nothing of a client.
OF_PEOPLE = frozenset(
    {
        *("account_reset_password_from_key", "invitation", "account-session-end"),
        *("mfa_remove_webauthn", "invitation-mail", "invitation-withdrawal"),
        *("person", "person-admin", "person-activity", "person-sessions"),
        "person-second-factor",
    }
)
# The book and the tokens are the provider's. What is a client's own in them is tried in their tests.
OF_THE_PROVIDER = frozenset(
    {
        *("rulebook-version", "rulebook-rule", "rulebook-bench", "rulebook-severity"),
        *("rulebook-draft-new", "rulebook-draft-rule", "rulebook-draft-bench"),
        *("rulebook-draft-rule-removal", "api-token-revocation"),
    }
)
# These show a list of whatever is in sight, whoever asks.
LISTS = (
    "adherence",
    "adherence-behind",
    "self-checks",
    "desk",
    "search",
    "quarantine",
    "scheduled-replies",
    "customers",
    "clients",
    "alerts",
    "alerts-newest",
    "rooms",
    "promises",
    "promises-kept",
    "promises-hand-over",
    "tasks",
    "tasks-list",
    "tasks-today",
    "task-series",
)
# These show what is set up, to whoever may set it up.
CHANGES = ("audit", "audit-export")
PARTS = ("list", "queues", "conversation", "thread", "clock")


def asked(browser: Browser, path: str, *, part: str = "") -> Answer:
    """GET the page, or a part of it as htmx asks for it."""
    headers = {"HX-Request": "true", "HX-Target": part} if part else {}
    response = browser.get(path, headers=headers)
    return Answer(
        response.status_code, response.content.decode(), response.headers.get("Location", "")
    )


def sent(browser: Browser, path: str, form: Mapping[str, object]) -> Answer:
    """POST the form."""
    response = browser.post(path, form)
    return Answer(
        response.status_code, response.content.decode(), response.headers.get("Location", "")
    )
