"""kill -9 of web, worker, intake and postgres while mail comes in and replies go out: nothing is lost."""

import os
import random
import signal
import time
import uuid
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.journeys.mailing import Letter, post, unique
from tests.journeys.session import Session
from tests.journeys.stack import Stack, free_ports, wait_until
from tests.journeys.storm import Crew, Sink, answer_all, kill_all, send_all

SEED = 20261121
MAILS, SENDERS = 200, 4
REPLIES, WRITERS = 50, 2
KILLS_EACH = 2
SETTLE_SECONDS = 90
INBOXES = (
    "support@komorebi-shokki.example",
    "support@minato-kaden.example",
    "yoyaku@suzukaze-travel.example",
    "hello@yamaneko-coffee.example",
)


@pytest.fixture
def sink() -> Iterator[Sink]:
    """A delivering mail server that counts."""
    taking = Sink(free_ports(1)[0])
    taking.controller.start()
    yield taking
    taking.controller.stop()


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


def test_every_mail_and_every_reply_survives_kill_9_of_every_process(
    stack: Stack, sink: Sink, measured: list[str]
) -> None:
    letters = [_letter(number) for number in range(MAILS)]
    keys = [uuid.UUID(int=random.Random(f"{SEED} {n}").getrandbits(128)) for n in range(REPLIES)]

    began = time.monotonic()
    killed = _storm(stack, letters, keys)
    calm = time.monotonic()
    wait_until(lambda: _left(stack) == [], seconds=SETTLE_SECONDS, explain=lambda: _left(stack))
    settled = time.monotonic()

    assert _copies(stack, letters) == {1: MAILS}
    assert _sent(stack, keys) == REPLIES
    assert {taken.strip("<>").partition("@")[0] for taken in sink.taken} == set(map(str, keys))
    verified = stack.command("clocks", "verify")
    assert verified.returncode == 0, verified.stdout
    measured += [
        f"kill -9 of {', '.join(killed)}",
        f"storm {calm - began:.1f} s, settled {settled - calm:.1f} s later",
        f"{sink.taken.total()} mails left for {REPLIES} replies; {verified.stdout.strip()}",
    ]


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


def _storm(stack: Stack, letters: list[Letter], keys: list[uuid.UUID]) -> list[str]:
    crew = Crew()
    conversations = _conversations(stack)
    session = Session(stack.url, "fujiwara")
    for one in range(SENDERS):
        luck = random.Random(f"{SEED} sender {one}")
        crew.start(partial(send_all, stack, letters[one::SENDERS], chance=luck))
    for one in range(WRITERS):
        luck = random.Random(f"{SEED} writer {one}")
        share = (conversations[one::WRITERS], keys[one::WRITERS])
        crew.start(partial(answer_all, session, *share, chance=luck))
    killed = kill_all(stack, times=KILLS_EACH, chance=random.Random(f"{SEED} kills"))
    crew.join()
    return killed


def _letter(number: int) -> Letter:
    """Every fifth answers the mail five before it; the customers of a mail are few."""
    return Letter(
        subject=f"嵐の中のお問い合わせ {number}",
        text=f"お届け先の変更をお願いします。控えの番号は {number} です。",
        to=INBOXES[number % len(INBOXES)],
        email=f"customer{number % 40}@mail.example",
        mail_id=_mail_id(number),
        answers=_mail_id(number - 4) if number % 20 >= 16 else None,
    )


def _mail_id(number: int) -> str:
    return f"<storm-{number}@mail.example>"


def _conversations(stack: Stack) -> list[int]:
    rows = stack.rows("select id from conversations_conversation order by id limit %s", REPLIES)
    return [int(number) for (number,) in rows]


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
