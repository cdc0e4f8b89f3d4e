"""Mail through SMTP until it is a message in the desk: how many a second, none lost, none damaged."""

import smtplib
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager

from bench import letters
from bench.figures import Figure
from bench.letters import Letter
from bench.place import PORT, ROOT
from bench.world import World

MAILS = 1000
KNOWN = 200  # mails before, so that every fifth of those measured answers one
CLIENTS = 10
SENDERS = 10  # connections at the same time
SMTP = ("127.0.0.1", PORT + 1)
PATIENCE_SECONDS = 120


def measure(world: World) -> list[Figure]:
    """With the intake and the worker as `madoguchi run` starts them; every fifth mail is an answer."""
    # The replies that were measured wait for a mail server that is not there.
    world.rows("delete from procrastinate_jobs where task_name = 'mail.deliver' returning id")
    run = uuid.uuid4().hex[:8]
    before = [a_letter(number, run) for number in range(KNOWN)]
    measured = [a_letter(number, run, before) for number in range(KNOWN, KNOWN + MAILS)]
    with running(world, "intake"), running(world, "worker"):
        wait_for_smtp()
        send_and_wait(world, run, before)
        begun = time.perf_counter()
        _send_all(measured)
        accepted = time.perf_counter() - begun
        _wait_for(world, run, KNOWN + MAILS)
        visible = time.perf_counter() - begun
    return [
        Figure("mails accepted", MAILS / accepted, "1/s"),
        Figure("mails visible", MAILS / visible, "1/s"),
        *_whole(world, run, [*before, *measured]),
    ]


def send_and_wait(world: World, run: str, mails: Sequence[Letter]) -> None:
    """Until each of them is a message that any page would show."""
    _send_all(mails)
    _wait_for(world, run, len(mails))


def a_letter(number: int, run: str, before: Sequence[Letter] = ()) -> Letter:
    client = number % CLIENTS + 1
    if not before or number % 5:
        return letters.a_letter(number, run=run, client=client)
    answered = before[number % KNOWN]  # of the same client
    return letters.a_letter(number, run=run, client=client, answers=answered.mail_id)


@contextmanager
def running(world: World, words: str) -> Iterator["subprocess.Popen[bytes]"]:
    """One more process of the product, as `madoguchi run` starts it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "madoguchi", *words.split()],
        cwd=ROOT,
        env=world.place.environment(world.size),
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(30)


def wait_for_smtp() -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            socket.create_connection(SMTP, timeout=2).close()
        except OSError:
            if time.monotonic() > deadline:
                sys.exit("the intake does not answer")
            time.sleep(0.1)
        else:
            return


def _send_all(mails: Sequence[Letter]) -> None:
    with ThreadPoolExecutor(SENDERS) as pool:
        shares = [mails[place::SENDERS] for place in range(SENDERS)]
        list(pool.map(_send, shares))


def _send(mails: Sequence[Letter]) -> None:
    """Over one connection; a mail that is not taken at once ends the measuring."""
    with ExitStack() as stack:
        server = stack.enter_context(smtplib.SMTP(*SMTP, timeout=60))
        for one in mails:
            server.sendmail(one.sender, [one.recipient], one.raw, mail_options=["BODY=8BITMIME"])


def _wait_for(world: World, run: str, many: int) -> None:
    """Until so many of this run's mails have become messages that any page would show."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while len(_seen(world, run)) < many:
        if time.monotonic() > deadline:
            return  # what is missing shows in the figures
        time.sleep(0.1)


def _seen(world: World, run: str) -> dict[str, str]:
    """The texts of this run's messages by Message-ID."""
    return dict(
        world.rows(
            "select m.mail_id, m.text from mail_rawmail r join conversations_message m"
            " on m.id = r.message_id where r.envelope_from like %s and r.state = 'read'",
            f"customer-{run}-%",
        )
    )


def _whole(world: World, run: str, sent: Sequence[Letter]) -> list[Figure]:
    """None lost, none twice, and word for word what was sent, each of the hard characters too."""
    expected = {one.mail_id: one for one in sent}
    seen = _seen(world, run)
    [(messages,)] = world.rows(
        "select count(*) from conversations_message where mail_id like %s", f"<{run}-%"
    )
    return [
        Figure("mails lost", len(expected.keys() - seen.keys()), "mails"),
        Figure("mails twice", messages - len(seen), "mails"),
        Figure("mails damaged", letters.damaged(expected, seen), "mails"),
        *(
            Figure(f"mails without their {hard}", _without(hard, seen), "mails")
            for hard in letters.HARD
        ),
    ]


def _without(hard: str, seen: dict[str, str]) -> int:
    return sum(hard not in text for text in seen.values())
