"""The intake's listener, spoken to by a real SMTP client."""

import os
import signal
import smtplib
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import pytest
from django.db import OperationalError

from madoguchi.desk.clients.models import Client
from madoguchi.desk.mail.actions.intake import store_raw
from madoguchi.desk.mail.arrivals import Arrival
from madoguchi.desk.mail.gathering import Store
from madoguchi.desk.mail.models import RawMail
from madoguchi.desk.mail.server import MAX_RECIPIENTS, Intake, Listener
from madoguchi.desk.platform import walls
from tests import builders
from tests.desk.mail.letters import SENDER, a_letter
from tests.fakes.mailserver import HOST, free_port

TO = "support@hikari.example"
MAX_BYTES = 100_000


def into_the_database(arrivals: Sequence[Arrival]) -> None:
    store_raw(*arrivals, now=builders.NOW)


def nowhere(arrivals: Sequence[Arrival]) -> None:
    """Some store that keeps nothing and says nothing."""


def failing(error: Exception) -> Store:
    def store(arrivals: Sequence[Arrival]) -> None:
        raise error

    return store


@contextmanager
def listening(store: Store) -> Iterator[Callable[[], smtplib.SMTP]]:
    """A listener that stores so; yields how to call it."""
    port = free_port()
    listener = Listener(
        Intake(store), hostname=HOST, port=port, data_size_limit=MAX_BYTES, decode_data=False
    )
    listener.start()
    try:
        yield lambda: smtplib.SMTP(HOST, port, timeout=10)
    finally:
        listener.stop()


def answer_to(store: Store, raw: bytes) -> int:
    """The listener's code for this mail."""
    with listening(store) as call, call() as client:
        client.ehlo()
        client.mail(SENDER)
        client.rcpt(TO)
        return client.data(raw)[0]


@pytest.mark.django_db(transaction=True)
def test_ok_is_said_only_after_the_mail_was_stored(hikari: Client) -> None:
    raw = a_letter(body="届きません。\r\n.\r\n..続き")

    assert answer_to(into_the_database, raw) == 250

    with walls.transaction([hikari.pk]):
        assert bytes(RawMail.objects.get().raw) == raw


@pytest.mark.parametrize(
    "error", [OperationalError("gone"), OSError("full"), RuntimeError("whatever it is")]
)
def test_when_storing_fails_the_sender_is_asked_to_try_again(error: Exception) -> None:
    assert answer_to(failing(error), a_letter()) == 451


def test_a_mail_that_is_too_big_is_refused() -> None:
    assert answer_to(nowhere, a_letter(body=("x" * 70 + "\r\n") * 2000)) == 552


def test_a_size_that_is_announced_too_big_is_refused_at_once() -> None:
    with listening(nowhere) as call, call() as client:
        client.ehlo()
        code, _ = client.mail(SENDER, [f"SIZE={MAX_BYTES + 1}"])

    assert code == 552


def test_lines_longer_than_the_standard_allows_are_taken() -> None:
    assert answer_to(nowhere, a_letter(body="長" * 5_000)) == 250


def test_too_many_recipients_are_taken_in_part() -> None:
    with listening(nowhere) as call, call() as client:
        client.ehlo()
        client.mail(SENDER)
        codes = [client.rcpt(f"a{number}@x.example")[0] for number in range(MAX_RECIPIENTS + 1)]

    assert set(codes[:-1]) == {250}
    assert codes[-1] == 452


def test_a_mail_with_the_null_sender_is_stored() -> None:
    kept: list[str] = []

    def store(arrivals: Sequence[Arrival]) -> None:
        kept.extend(one.envelope_from for one in arrivals)

    with listening(store) as call, call() as client:
        client.sendmail("", [TO], a_letter())

    assert kept == [""]


@pytest.mark.django_db(transaction=True)
def test_the_command_listens_stores_and_stops_on_sigterm(hikari: Client) -> None:
    port = free_port()
    intake = subprocess.Popen(
        [sys.executable, "-m", "madoguchi", "intake"],
        env={**os.environ, "MADOGUCHI_SMTP_PORT": str(port)},
        stderr=subprocess.PIPE,
    )
    try:
        with called_when_up(port) as client:
            client.sendmail(SENDER, [TO], a_letter())
        with walls.transaction([hikari.pk]):
            assert RawMail.objects.count() == 1
    finally:
        intake.send_signal(signal.SIGTERM)
        _, words = intake.communicate(timeout=20)
    assert (intake.returncode, words) == (0, b"")


def called_when_up(port: int) -> smtplib.SMTP:
    """A client that waits until somebody listens there."""
    for _ in range(100):
        try:
            return smtplib.SMTP(HOST, port, timeout=10)
        except ConnectionRefusedError:
            time.sleep(0.1)
    raise AssertionError("the intake did not come up")


def test_more_talks_than_it_can_hold_are_asked_to_come_again() -> None:
    port = free_port()
    intake = Intake(nowhere, most_talks=2)
    controller = Listener(intake, hostname=HOST, port=port)
    controller.start()
    try:
        with smtplib.SMTP(HOST, port, timeout=5), smtplib.SMTP(HOST, port, timeout=5):
            with pytest.raises(smtplib.SMTPConnectError) as turned_away:
                smtplib.SMTP(HOST, port, timeout=5)
            assert turned_away.value.smtp_code == 421
        deadline = time.monotonic() + 5
        while intake.talks and time.monotonic() < deadline:
            time.sleep(0.02)
        with smtplib.SMTP(HOST, port, timeout=5) as later:
            assert later.noop()[0] == 250
    finally:
        controller.stop()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("<a.b+c@d-e.example>", "a.b+c@d-e.example"),
        ("  <a@b.example>   SIZE=9  BODY=8BITMIME ", "a@b.example"),
        ("<a@b.example>(a comment) SIZE=9", "a@b.example"),
        ('<"a b"@c.example>', '"a b"@c.example'),
        ("<@relay.example:a@b.example>", "a@b.example"),
        ("a@b.example", "a@b.example"),
        ("<a..b@docomo.example>", "a..b@docomo.example"),
        ("<>", ""),
    ],
)
def test_addresses_are_understood_as_they_are_written(written: str, meant: str) -> None:
    kept: list[str] = []

    def store(arrivals: Sequence[Arrival]) -> None:
        kept.extend(one.envelope_from for one in arrivals)

    with listening(store) as call, call() as client:
        client.ehlo()
        client.docmd(f"MAIL FROM:{written}")
        client.rcpt(TO)
        client.data(a_letter())

    assert kept == [meant]
