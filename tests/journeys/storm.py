"""Load and trouble for the desk: customers who write, an operator who answers, processes that die."""

import imaplib
import os
import random
import signal
import smtplib
import time
import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from email import message_from_bytes
from threading import Thread

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope
from aiosmtpd.smtp import Session as SmtpSession

from tests.fakes.dovecot import PASSWORD, Dovecot
from tests.fakes.mailserver import HOST
from tests.journeys.mailing import Letter, post
from tests.journeys.session import Session, is_passing
from tests.journeys.stack import Stack, wait_until

VICTIMS = ("web", "worker", "intake", "postgres")
PATIENCE_SECONDS = 120


class Sink:
    """The mail server that delivers: takes everything and counts each Message-ID."""

    def __init__(self, port: int) -> None:
        self.taken: Counter[str] = Counter()
        self.controller = Controller(self, hostname="127.0.0.1", port=port)

    async def handle_DATA(self, server: SMTP, session: SmtpSession, envelope: Envelope) -> str:  # noqa: N802 -- aiosmtpd's name
        """Count the mail, then say that it was taken."""
        content = envelope.original_content or b""
        self.taken[str(message_from_bytes(content)["Message-ID"]).strip()] += 1
        return "250 OK"


class Crew:
    """Threads that work side by side; the first failure of any is raised at the end."""

    def __init__(self) -> None:
        self.failures: list[BaseException] = []
        self._threads: list[Thread] = []

    def start(self, work: Callable[[], None]) -> None:
        """Begin one more."""
        self._threads.append(Thread(target=self._run, args=(work,), daemon=True))
        self._threads[-1].start()

    def join(self) -> None:
        """Wait for all."""
        for thread in self._threads:
            thread.join(PATIENCE_SECONDS * 2)
        if self.failures:
            raise self.failures[0]

    def _run(self, work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 -- handed over to the test's own thread
            self.failures.append(error)


def send_all(stack: Stack, letters: Sequence[Letter], *, chance: random.Random) -> None:
    """Send as a mail server does: again and again until each was taken."""
    for letter in letters:
        time.sleep(chance.uniform(0, 0.8))
        _insist(lambda letter=letter: post(stack, letter), chance)  # type: ignore[misc] # mypy cannot type a default


def set_up_mailbox(stack: Stack, server: Dovecot, *, user: str, address: str) -> None:
    """An admin has the mail of a client's address fetched from this server."""
    server.add_user(user)
    [(number,)] = stack.rows("select id from clients_address where address = %s", address)
    Session(stack.url, "hayakawa").post(
        "/settings/mailboxes/new/",
        address=number,
        auth="password",
        imap_host=HOST,
        imap_port=server.port,
        imap_security="none",
        imap_user=user,
        imap_secret=PASSWORD,
        folders="INBOX",
        smtp_port=465,
        smtp_security="tls",
        active="on",
    )


def put_all(
    server: Dovecot, user: str, letters: Sequence[Letter], *, chance: random.Random
) -> None:
    """Have each letter in the mailbox; one whose taking was not confirmed is put there again."""
    for letter in letters:
        time.sleep(chance.uniform(0, 0.4))
        raw = letter.as_mail().as_bytes()
        _insist(lambda raw=raw: server.put(user, raw), chance)  # type: ignore[misc] # as above


def answer_all(
    session: Session,
    conversations: Sequence[int],
    keys: Sequence[uuid.UUID],
    *,
    chance: random.Random,
) -> None:
    """Answer each conversation once; a failed try is repeated with the same draft."""
    for conversation, key in zip(conversations, keys, strict=True):
        time.sleep(chance.uniform(0, 1.2))
        text = f"お問い合わせの件、ご登録の内容を更新いたしました。受付番号は {key.hex[:8]} です。"
        _insist(
            lambda number=conversation, key=key, text=text: session.reply(  # type: ignore[misc] # as above
                number, text=text, draft_key=str(key)
            ),
            chance,
        )


def kill_all(stack: Stack, *, chance: random.Random) -> list[str]:
    """kill -9 each process once, in a random order; who was killed, in that order."""
    order = chance.sample(VICTIMS, k=len(VICTIMS))
    for name in order:
        time.sleep(chance.uniform(0.8, 2.8))
        wait_until(lambda name=name: _kill(stack, name), seconds=60, explain=stack.written)  # type: ignore[misc] # as above
    return order


def _kill(stack: Stack, name: str) -> bool:
    with suppress(OSError, ValueError, IndexError):
        pid = stack.pid_of(name)
        if pid in stack.living():
            os.kill(pid, signal.SIGKILL)
            return True
    return False


def _insist(attempt: Callable[[], None], chance: random.Random) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return attempt()
        except (OSError, smtplib.SMTPException, imaplib.IMAP4.error) as error:
            refused = isinstance(error, OSError) and not is_passing(error)
            if refused or time.monotonic() > deadline:
                raise
        time.sleep(chance.uniform(0.2, 0.8))
