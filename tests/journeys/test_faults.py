"""A bad day: a full disk, a mail server that is away, a database that is started anew."""

import os
import random
import re
import signal
import smtplib
import subprocess
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from email.message import EmailMessage
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.fakes.dovecot import running_dovecot
from tests.journeys.conftest import SignIn
from tests.journeys.mailing import SUPPORT, Letter, conversation_of, deliver, post, unique
from tests.journeys.session import Session
from tests.journeys.stack import Stack, free_ports, wait_until
from tests.journeys.storm import Sink, set_up_mailbox
from tests.journeys.writing import CLEAN, body, messages, open_conversation, row, send_button, write

FULL_BYTES = 16 * 1024 * 1024  # not less: the database's own log is in files of this size
BIG, MOST_BIG = 3_000_000, 8  # letters; so many of them do not fit
CATCHING_UP = 40_000  # ms: the database starts anew, then the web process finds it again
WAITING = 5  # conversations, answered twice each
AGAIN_SECONDS = 90


class WithFile(Letter):
    """A letter with a file that cannot be made smaller."""

    def as_mail(self) -> EmailMessage:
        mail = super().as_mail()
        noise = random.Random(self.subject).randbytes(BIG)
        mail.add_attachment(noise, "application", "octet-stream", filename="写真.bin")
        return mail


@pytest.fixture
def away() -> Iterator[Sink]:
    """A delivering mail server that is not there yet."""
    server = Sink(free_ports(1)[0])
    yield server
    server.controller.stop()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Stack]]:
    """Start a desk of its own; at the end it stops as it should."""
    own: list[Stack] = []

    def begin(**settings: str) -> Stack:
        own.append(Stack(tmp_path / "home", **settings))
        own[0].start()
        return own[0]

    try:
        yield begin
        assert own[0].stop() == 0, own[0].written()
    finally:
        own[0].end_hard()


def test_a_mail_that_finds_the_disk_full_is_asked_to_come_again_and_kept_once(
    start: Callable[..., Stack], measured: list[str]
) -> None:
    stack = start()
    letters = [WithFile(subject=unique(f"大きなメール {n}")) for n in range(MOST_BIG)]

    _leave_room(stack, str(FULL_BYTES))
    refused = {letter.mail_id: _refusal(stack, letter) for letter in letters}
    told = [answer for answer in refused.values() if answer]
    kept = _kept(stack)
    _leave_room(stack, "unlimited")
    for letter in letters:
        if refused[letter.mail_id]:
            post(stack, letter)

    assert 0 < len(told) < MOST_BIG
    assert all(answer.startswith("451 4.3.0 いまは保存できません。") for answer in told)
    assert kept == MOST_BIG - len(told)
    wait_until(
        lambda: _messages(stack, letters) == [1] * MOST_BIG, seconds=60, explain=stack.written
    )
    assert _kept(stack) == MOST_BIG
    measured.append(f"full disk: {kept} of {MOST_BIG} mails taken, the others when there was room")


def test_replies_wait_for_a_mail_server_that_is_away_and_leave_once_in_order(
    start: Callable[..., Stack], away: Sink
) -> None:
    stack = start(
        MADOGUCHI_DELIVERY_HOST="127.0.0.1",
        MADOGUCHI_DELIVERY_PORT=str(away.controller.port),
        MADOGUCHI_DELIVERY_SECURITY="none",
    )
    session = Session(stack.url, "fujiwara")
    numbers = [deliver(stack, Letter(subject=unique("遅れる返信"))) for _ in range(WAITING)]
    keys = [str(uuid.uuid4()) for _ in range(2 * WAITING)]
    for number, key in zip((*numbers, *numbers), keys, strict=True):
        session.reply(number, text=f"{CLEAN}\n控えは{key[:8]}です。", draft_key=key)
    wait_until(lambda: _failing(stack) == WAITING, seconds=60, explain=lambda: _failing(stack))

    for_admins = Session(stack.url, "hayakawa").get("/settings/mailboxes/")
    for_writers = session.get(f"/conversations/{numbers[0]}/")
    examined = stack.command("doctor")
    away.controller.start()
    wait_until(
        lambda: len(away.taken) == len(keys), seconds=AGAIN_SECONDS, explain=lambda: away.taken
    )

    assert "送信が遅れています" in for_admins
    assert "サーバーが戻ると、順番どおりに自動で送ります。" in for_admins
    assert "再送します" in for_writers
    assert re.search(r"✗ .*送信が遅れています", examined.stdout), examined.stdout
    left = [mail_id.strip("<>").partition("@")[0] for mail_id in away.taken]
    assert sorted(left) == sorted(keys)
    assert away.taken.total() == len(keys)
    for first, second in zip(keys[:WAITING], keys[WAITING:], strict=True):
        assert left.index(first) < left.index(second)


def test_a_mailbox_that_cannot_be_reached_is_told_and_read_when_it_is_back(
    start: Callable[..., Stack],
) -> None:
    stack = start()
    letter = Letter(subject=unique("待っていたメール"))
    with running_dovecot() as server:
        set_up_mailbox(stack, server, user="komorebi", address=letter.to)
        server.put("komorebi", letter.as_mail().as_bytes())
        wait_until(lambda: conversation_of(stack, letter), seconds=30, explain=stack.written)
        server.stop()
        wait_until(lambda: _troubled(stack), seconds=60, explain=stack.written)
        examined = stack.command("doctor")
        page = Session(stack.url, "hayakawa").get("/settings/mailboxes/")
        late = Letter(subject=unique("遅れて届くメール"))
        server.start()
        server.put("komorebi", late.as_mail().as_bytes())
        wait_until(lambda: conversation_of(stack, late), seconds=60, explain=stack.written)
        wait_until(lambda: not _troubled(stack), seconds=30, explain=stack.written)

    told = re.search(rf"✗ 受信が遅れています：{SUPPORT}.*理由：(.+?) メールは", examined.stdout)
    assert told, examined.stdout
    assert "つながりません" in page
    assert stack.command("mail", "ledger").returncode == 0


def test_a_desk_keeps_what_is_typed_and_catches_up_when_the_database_starts_anew(
    desk: Stack, sign_in: SignIn, troubles: list[str]
) -> None:
    page = sign_in()
    open_conversation(page, deliver(desk, Letter(subject=unique("再起動の前"))))
    write(page, CLEAN)
    before = desk.pid_of("postgres")

    os.kill(before, signal.SIGKILL)
    wait_until(lambda: _is_back(desk, before), seconds=60, explain=desk.written)
    letter = Letter(subject=unique("再起動の後"))
    deliver(desk, letter)

    expect(row(page, letter.subject)).to_be_visible(timeout=CATCHING_UP)
    expect(body(page)).to_have_value(CLEAN)
    send_button(page).click()
    expect(messages(page, "us")).to_contain_text("送信済み", timeout=20_000)
    assert all("net::ERR_" in said or "status of 5" in said for said in troubles), troubles
    troubles.clear()


def _leave_room(stack: Stack, most_bytes: str) -> None:
    """No file of the database grows beyond this: a limit of its processes, set as their own user."""
    server = stack.pid_of("postgres")
    for pid in (server, *_children(server)):
        with suppress(FileNotFoundError):  # a session that has ended meanwhile
            owner = Path(f"/proc/{pid}").stat()
            account = (owner.st_uid, owner.st_gid) if os.geteuid() == 0 else (None, None)
            subprocess.run(
                ["prlimit", "--pid", str(pid), f"--fsize={most_bytes}:"],
                user=account[0],
                group=account[1],
                check=pid == server,
            )


def _children(parent: int) -> list[int]:
    return [
        int(path.parent.name)
        for path in Path("/proc").glob("[0-9]*/stat")
        if _parent_of(path) == parent
    ]


def _parent_of(stat: Path) -> int | None:
    try:
        return int(stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[1])
    except OSError:
        return None


def _refusal(stack: Stack, letter: Letter) -> str:
    """What the sender is told; "" when the mail was taken."""
    try:
        post(stack, letter)
    except smtplib.SMTPDataError as error:
        words = error.smtp_error
        return f"{error.smtp_code} {words.decode() if isinstance(words, bytes) else words}"
    return ""


def _kept(stack: Stack) -> int:
    """How many of the big mails are stored, each of them whole."""
    rows = stack.rows("select size = length(raw) from mail_rawmail where size > %s", BIG)
    assert all(is_whole for (is_whole,) in rows)
    return len(rows)


def _messages(stack: Stack, letters: Sequence[Letter]) -> list[int]:
    """How many messages each of the letters became."""
    ids = [letter.mail_id for letter in letters]
    rows = stack.rows(
        "select (select count(*) from conversations_message m where m.mail_id = wanted)"
        " from unnest(%s::text[]) as wanted",
        ids,
    )
    return [int(number) for (number,) in rows]


def _failing(stack: Stack) -> int:
    """How many mails were not taken; the second reply of a conversation does not even try."""
    rows = stack.rows("select count(*) from mail_outgoingmail where failing_since is not null")
    return int(rows[0][0])


def _troubled(stack: Stack) -> bool:
    [(since,)] = stack.rows("select trouble_since from mail_mailbox")
    return since is not None


def _is_back(stack: Stack, before: int) -> bool:
    try:
        return stack.pid_of("postgres") != before and bool(stack.rows("select 1"))
    except Exception:  # noqa: BLE001 -- away is away
        return False
