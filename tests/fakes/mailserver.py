"""A mail server on a free port: takes mail and remembers it, or answers as it is told."""

import socket
from asyncio import WriteTransport
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

HOST = "127.0.0.1"


@dataclass(frozen=True)
class Taken:
    """One mail as it came in."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes


@dataclass
class MailServer:
    """aiosmtpd's handler. Its answers can be changed at any time."""

    port: int
    taken: list[Taken] = field(default_factory=list)
    answer: str = "250 OK"
    answer_to_sender: str = "250 OK"
    answer_to_recipient: str = "250 OK"
    while_talking: Callable[[], object] = bool  # run before each answer to a mail
    hangs_up: bool = False  # after it took a mail, without a word

    async def handle_MAIL(  # noqa: N802 (aiosmtpd's name)
        self,
        server: SMTP,
        session: Session,
        envelope: Envelope,
        address: str,
        mail_options: list[str],
    ) -> str:
        if self.answer_to_sender.startswith("2"):
            envelope.mail_from = address
            envelope.mail_options.extend(mail_options)
        return self.answer_to_sender

    async def handle_RCPT(  # noqa: N802 (aiosmtpd's name)
        self,
        server: SMTP,
        session: Session,
        envelope: Envelope,
        address: str,
        rcpt_options: list[str],
    ) -> str:
        if self.answer_to_recipient.startswith("2"):
            envelope.rcpt_tos.append(address)
        return self.answer_to_recipient

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 (aiosmtpd's name)
        self.while_talking()
        if self.answer.startswith("2"):
            raw = envelope.original_content or b""
            self.taken.append(Taken(envelope.mail_from or "", tuple(envelope.rcpt_tos), raw))
        if self.hangs_up and isinstance(server.transport, WriteTransport):
            server.transport.abort()
        return self.answer


@contextmanager
def running_mail_server() -> Iterator[MailServer]:
    """A mail server that takes everything, until the block ends."""
    server = MailServer(port=free_port())
    controller = Controller(server, hostname=HOST, port=server.port, decode_data=False)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()


def free_port() -> int:
    """A port of this machine on which nobody listens."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port
