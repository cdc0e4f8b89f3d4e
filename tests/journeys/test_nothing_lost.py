"""kill -9 of every process while mail comes in by both ways and replies go out: nothing is lost."""

import os
import random
import signal
import time
import uuid
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.fakes.dovecot import Dovecot, running_dovecot
from tests.journeys.mailing import Letter, post, unique
from tests.journeys.session import Session
from tests.journeys.stack import Stack, free_ports, wait_until
from tests.journeys.storm import (
    Crew,
    Sink,
    answer_all,
    kill_all,
    put_all,
    send_all,
    set_up_mailbox,
)

SEED = 20261121
MAILS, SENDERS = 250, 4  # by SMTP, and as many again into a mailbox
ANSWERED, WRITERS = 50, 2  # each of these conversations is answered twice, by one writer
REPLIES = 2 * ANSWERED
SETTLE_SECONDS = 90
PROOFS = (("clocks", "verify"), ("mail", "ledger"), ("search", "verify"))
INBOXES = (
    "support@komorebi-shokki.example",
    "support@minato-kaden.example",
    "yoyaku@suzukaze-travel.example",
    "hello@yamaneko-coffee.example",
)
MAILBOX, FETCHED_FOR = "suzukaze", "yoyaku@suzukaze-travel.example"


@pytest.fixture
def sink() -> Iterator[Sink]:
    """A delivering mail server that counts."""
    taking = Sink(free_ports(1)[0])
    taking.controller.start()
    yield taking
    taking.controller.stop()


@pytest.fixture
def mailboxes() -> Iterator[Dovecot]:
    """A client's own mail server."""
    with running_dovecot() as server:
        yield server


@pytest.fixture
def stack(tmp_path: Path, sink: Sink) -> Iterator[Stack]:
    """A desk of its own, which delivers to the sink."""
    own = Stack(
        tmp_path / "home",
        MADOGUCHI_DELIVERY_HOST="127.0.0.1",
        MADOGUCHI_DELIVERY_PORT=str(sink.controller.port),
        MADOGUCHI_DELIVERY_SECURITY="none",
    )
    try:
        own.start()
        yield own
        assert own.stop() == 0, own.written()
        assert own.living() == []
    finally:
        own.end_hard()


@pytest.mark.timeout(600)  # a minute or two, where nothing else runs
def test_every_mail_and_every_reply_survives_kill_9_of_every_process(
    stack: Stack, sink: Sink, mailboxes: Dovecot, measured: list[str]
) -> None:
    posted = [_letter(number) for number in range(MAILS)]
    put = [_letter(number, to=FETCHED_FOR) for number in range(MAILS, 2 * MAILS)]
    keys = [uuid.UUID(int=random.Random(f"{SEED} {n}").getrandbits(128)) for n in range(REPLIES)]
    set_up_mailbox(stack, mailboxes, user=MAILBOX, address=FETCHED_FOR)

    began = time.monotonic()
    killed = _storm(stack, mailboxes, posted, put, keys)
    calm = time.monotonic()
    on_server = len(mailboxes.flags(MAILBOX))
    wait_until(
        lambda: _in_ledger(stack) == on_server and _left(stack) == [],
        seconds=SETTLE_SECONDS,
        explain=lambda: (on_server, _in_ledger(stack), _left(stack), stack.written()),
    )
    settled = time.monotonic()

    assert _copies(stack, [*posted, *put]) == {1: 2 * MAILS}
    assert _sent(stack, keys) == REPLIES
    left = [taken.strip("<>").partition("@")[0] for taken in sink.taken]
    assert set(left) == set(map(str, keys))
    for first, second in zip(keys[:ANSWERED], keys[ANSWERED:], strict=True):
        assert left.index(str(first)) < left.index(str(second))
    measured += [
        f"kill -9 of {', '.join(killed)}",
        f"storm {calm - began:.1f} s, settled {settled - calm:.1f} s later",
        f"{sink.taken.total()} mails left for {REPLIES} replies",
    ]
    measured += [_proven(stack, *words) for words in PROOFS]


def test_a_mail_that_its_sender_repeats_while_the_worker_is_away_is_kept_once(
    desk: Stack,
) -> None:
    letters = [Letter(subject=unique("二度届くメール")) for _ in range(10)]
    worker = desk.pid_of("worker")

    os.kill(worker, signal.SIGSTOP)
    for letter in (*letters, *letters):
        post(desk, letter)
    os.kill(worker, signal.SIGCONT)
    wait_until(lambda: _left(desk) == [], seconds=30, explain=lambda: _left(desk))

    assert _copies(desk, letters) == {1: len(letters)}


def _storm(
    stack: Stack,
    mailboxes: Dovecot,
    posted: list[Letter],
    put: list[Letter],
    keys: list[uuid.UUID],
) -> list[str]:
    crew = Crew()
    conversations = _conversations(stack) * 2
    session = Session(stack.url, "fujiwara")
    for one in range(SENDERS):
        luck = random.Random(f"{SEED} sender {one}")
        crew.start(partial(send_all, stack, posted[one::SENDERS], chance=luck))
        crew.start(partial(put_all, mailboxes, MAILBOX, put[one::SENDERS], chance=luck))
    for one in range(WRITERS):
        luck = random.Random(f"{SEED} writer {one}")
        share = (conversations[one::WRITERS], keys[one::WRITERS])
        crew.start(partial(answer_all, session, *share, chance=luck))
    luck = random.Random(f"{SEED} kills")
    killed = kill_all(stack, chance=luck)
    mailboxes.new_uidvalidity(MAILBOX)
    killed += kill_all(stack, chance=luck)
    crew.join()
    return killed


def _proven(stack: Stack, *words: str) -> str:
    """What one of the desk's own proofs says, when it finds nothing missing."""
    proof = stack.command(*words)
    assert proof.returncode == 0, proof.stdout + proof.stderr
    return proof.stdout.strip()


def _letter(number: int, *, to: str = "") -> Letter:
    """Every fifth answers the mail four before it; the customers of a mail are few."""
    return Letter(
        subject=f"嵐の中のお問い合わせ {number}",
        text=f"お届け先の変更をお願いします。控えの番号は {number} です。",
        to=to or INBOXES[number % len(INBOXES)],
        email=f"customer{number % 40}@mail.example",
        mail_id=_mail_id(number),
        answers=_mail_id(number - 4) if number % 20 >= 16 else None,
    )


def _mail_id(number: int) -> str:
    return f"<storm-{number}@mail.example>"


def _conversations(stack: Stack) -> list[int]:
    rows = stack.rows("select id from conversations_conversation order by id limit %s", ANSWERED)
    return [int(number) for (number,) in rows]


def _in_ledger(stack: Stack) -> int:
    """How many mails of the folder's newest life were dealt with."""
    rows = stack.rows(
        "select count(*) from mail_fetchedmail"
        " where folder_id = (select max(id) from mail_mailboxfolder)"
    )
    return int(rows[0][0])


def _left(stack: Stack) -> list[tuple[object, ...]]:
    """What is not done yet, or was given up."""
    return stack.rows(
        "select task_name, status::text, count(*) from procrastinate_jobs"
        " where task_name like 'mail.%%' group by 1, 2"
        " union all select 'raw mail', state, count(*) from mail_rawmail"
        " where state not in ('read', 'duplicate') and client_id is not null group by 2"
        " union all select 'outbox', state, count(*) from mail_outgoingmail"
        " where state <> 'sent' group by 2"
    )


def _copies(stack: Stack, letters: list[Letter]) -> dict[int, int]:
    """How many of the letters became so many messages."""
    ids = [letter.mail_id for letter in letters]
    rows = stack.rows(
        "select coalesce(kept.number, 0), count(*) from unnest(%s::text[]) as wanted(mail_id)"
        " left join (select mail_id, count(*) as number from conversations_message"
        " group by mail_id) as kept using (mail_id) group by 1",
        ids,
    )
    return {int(number): int(count) for number, count in rows}


def _sent(stack: Stack, keys: list[uuid.UUID]) -> int:
    """How many of the replies stand in the threads as delivered."""
    rows = stack.rows(
        "select count(*) from conversations_message where draft_key = any(%s)"
        " and kind = 'reply' and delivery = 'sent'",
        keys,
    )
    return int(rows[0][0])
