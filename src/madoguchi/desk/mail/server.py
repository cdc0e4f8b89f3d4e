"""The mail intake: an SMTP listener that says "ok" only after the raw bytes are stored."""

import asyncio
import logging
import re
import signal

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from madoguchi.desk.mail.arrivals import Arrival
from madoguchi.desk.mail.gathering import Gathering, Store

log = logging.getLogger(__name__)

STORED = "250 2.0.0 受け取りました / stored"
TRY_LATER = (
    "451 4.3.0 いまは保存できません。あとでもう一度送ってください / cannot store now, try again"
)
TOO_MANY = "452 4.5.3 宛先が多すぎます / too many recipients"
BAD_ADDRESS = "553 5.1.3 アドレスを読み取れません / unreadable address"
BUSY = "421 4.7.0 接続が多すぎます。あとでもう一度つないでください / too many connections, try again later"
MAX_RECIPIENTS = 100
MAX_TALKS = 100
READY_SECONDS = 60.0  # aiosmtpd gives up after 5, which a machine that is starting may need
_WORD = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
# An address as nearly all are written, and what follows it, comments excepted.
_PLAIN = re.compile(rf"<({_WORD}(?:\.{_WORD})*@{_WORD}(?:\.{_WORD})*)>((?: [^(]*)?)")


class PatientSMTP(SMTP):
    """Takes the lines that mail programs really write, longer than the 998 bytes of RFC 5321."""

    line_length_limit = 1_000_000

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Only so many talks at one time; who comes then is asked to come again."""
        talks = self.event_handler.talks
        if len(talks) >= self.event_handler.most_talks:
            assert isinstance(transport, asyncio.Transport)
            transport.write(f"{BUSY}\r\n".encode())
            transport.close()
            self._is_turned_away = True
            return
        talks.add(self)
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        """The talk is over, however it ended."""
        if self._is_turned_away:
            return
        self.event_handler.talks.discard(self)
        super().connection_lost(error)

    def _getaddr(self, arg: str) -> tuple[str | None, str | None]:
        """What aiosmtpd reads, without the parser of whole headers that took a third of its time."""
        plain = _PLAIN.fullmatch(arg)
        if plain is None:
            address: str | None
            rest: str | None
            address, rest = super()._getaddr(arg)
            return address, rest
        return plain[1], plain[2].lstrip(" ")

    _is_turned_away = False


class Listener(Controller):
    """The listener in a thread of its own."""

    def factory(self) -> SMTP:
        return PatientSMTP(self.handler, **self.SMTP_kwargs)


class Intake:
    """aiosmtpd's handler. Whatever goes wrong while storing is "try again", never a lost mail."""

    def __init__(self, store: Store, *, most_talks: int = MAX_TALKS) -> None:
        self.gathering = Gathering(store)
        self.most_talks = most_talks
        self.talks: set[SMTP] = set()

    async def handle_MAIL(  # noqa: N802 (aiosmtpd's name)
        self,
        server: SMTP,  # noqa: ARG002 (aiosmtpd's signature)
        session: Session,  # noqa: ARG002 (the same)
        envelope: Envelope,
        address: str,
        mail_options: list[str],
    ) -> str:
        if not _is_sayable(address or ""):
            return BAD_ADDRESS
        envelope.mail_from = address
        envelope.mail_options.extend(mail_options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 (aiosmtpd's name)
        self,
        server: SMTP,  # noqa: ARG002 (aiosmtpd's signature)
        session: Session,  # noqa: ARG002 (the same)
        envelope: Envelope,
        address: str,
        rcpt_options: list[str],  # noqa: ARG002 (the same)
    ) -> str:
        if len(envelope.rcpt_tos) >= MAX_RECIPIENTS:
            return TOO_MANY
        if not _is_sayable(address):
            return BAD_ADDRESS
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 (aiosmtpd's name)
        self,
        server: SMTP,  # noqa: ARG002 (aiosmtpd's signature)
        session: Session,  # noqa: ARG002 (the same)
        envelope: Envelope,
    ) -> str:
        content = envelope.original_content or b""
        sender = (envelope.mail_from or "").removeprefix("<>")  # aiosmtpd's word for the null path
        try:
            await self.gathering.store(Arrival(content, sender, tuple(envelope.rcpt_tos)))
        except Exception:  # aiosmtpd would refuse for good whatever it does not know
            log.exception("a mail could not be stored; its sender was asked to try again")
            return TRY_LATER
        return STORED


def serve(*, host: str, port: int, max_bytes: int, store: Store) -> None:
    """Listen until SIGTERM or SIGINT."""
    controller = Listener(
        Intake(store),
        hostname=host,
        port=port,
        data_size_limit=max_bytes,
        decode_data=False,
        enable_SMTPUTF8=True,
        ident="Madoguchi",
        ready_timeout=READY_SECONDS,
    )
    signal.signal(signal.SIGTERM, _interrupt)
    controller.start()
    try:
        signal.pause()
    except KeyboardInterrupt:
        log.info("the intake stops")
    finally:
        controller.stop()


def _is_sayable(address: str) -> bool:
    """Whether an address can be kept as text at all."""
    return "\x00" not in address and not any("\ud800" <= one <= "\udfff" for one in address)


def _interrupt(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt
