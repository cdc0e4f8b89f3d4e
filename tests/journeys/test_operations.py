"""Running it: many processes work as one, what is wrong is told, a backup under way is whole."""

import os
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.journeys.mailing import Letter, conversation_of, deliver, post, unique
from tests.journeys.session import Session
from tests.journeys.stack import ROOT, Stack, free_ports, wait_until
from tests.journeys.writing import CLEAN


@contextmanager
def beside(stack: Stack, *words: str, **settings: str) -> Iterator["subprocess.Popen[bytes]"]:
    """One more process of the desk, as on another machine with the same settings."""
    with (stack.home.with_suffix(f".{words[0]}.log")).open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "madoguchi", *words],
            cwd=ROOT,
            env={**stack.environ, **settings},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


@contextmanager
def standing_still(pid: int) -> Iterator[None]:
    """The process does nothing for a while, and is there."""
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


@pytest.fixture
def second_web(desk: Stack) -> Iterator[str]:
    """The address of a second web process."""
    port = str(free_ports(1)[0])
    url = f"http://127.0.0.1:{port}"
    with beside(desk, "web", MADOGUCHI_PORT=port, MADOGUCHI_PUBLIC_URL=desk.url):
        wait_until(lambda: _status(f"{url}/readyz") == 200, seconds=30, explain=desk.written)
        yield url


def test_two_web_processes_and_two_workers_work_as_one(desk: Stack, second_web: str) -> None:
    letters = [Letter(subject=unique("二台で読むメール")) for _ in range(40)]
    of_one = _workers(desk)
    with beside(desk, "worker") as second_worker:
        wait_until(lambda: _workers(desk) == 2 * of_one, seconds=30, explain=lambda: _workers(desk))
        for letter in letters:
            post(desk, letter)
        wait_until(lambda: _read(desk, letters), seconds=60, explain=desk.written)
        for other in (desk.pid_of("worker"), second_worker.pid):
            with standing_still(other):  # whatever the one does not, the other does
                deliver(desk, Letter(subject=unique("もう一台が読むメール")))

    first, second = Session(desk.url, "fujiwara"), Session(second_web, "fujiwara")
    found = conversation_of(desk, letters[0])
    first.post(f"/conversations/{found}/notes/", body="一台目で書いたメモ")

    assert [_messages_of(desk, letter) for letter in letters] == [1] * len(letters)
    assert "一台目で書いたメモ" in second.get(f"/conversations/{found}/")
    assert letters[1].subject in first.get("/desk/?queue=open&sort=new")
    assert letters[1].subject in second.get("/desk/?queue=open&sort=new")


def test_one_reply_posted_to_two_processes_at_once_leaves_once(
    desk: Stack, second_web: str
) -> None:
    number = deliver(desk, Letter(subject=unique("二台に送られた返信")))
    key = str(uuid.uuid4())
    sessions = [Session(url, "fujiwara") for url in (desk.url, second_web) for _ in range(2)]
    clicks = [
        threading.Thread(
            target=session.reply, args=(number,), kwargs={"text": CLEAN, "draft_key": key}
        )
        for session in sessions
    ]

    for click in clicks:
        click.start()
    for click in clicks:
        click.join(30)

    assert desk.rows(
        "select count(distinct m.id), count(o.id) from conversations_message m"
        " join mail_outgoingmail o on o.message_id = m.id where m.draft_key = %s",
        key,
    ) == [(1, 1)]


def test_what_one_process_does_is_heard_live_at_the_other(desk: Stack, second_web: str) -> None:
    conversation = deliver(desk, Letter(subject=unique("もう一台に届く知らせ")))
    listener = Session(second_web, "fujiwara")

    with listener.stream() as news:
        Session(desk.url, "fujiwara").post(
            f"/conversations/{conversation}/notes/", body="聞こえますか"
        )

        assert any(f'"conversation" : {conversation}' in line for line in news)


def test_a_process_without_its_database_lives_and_is_not_ready(tmp_path: Path) -> None:
    own = Stack(tmp_path / "home")
    try:
        own.start()
        os.kill(own.pid_of("postgres"), signal.SIGSTOP)
        try:
            assert _status(f"{own.url}/healthz") == 200
            wait_until(lambda: _status(f"{own.url}/readyz") == 503, seconds=15, explain=own.written)
        finally:
            os.kill(own.pid_of("postgres"), signal.SIGCONT)
        wait_until(lambda: _status(f"{own.url}/readyz") == 200, seconds=30, explain=own.written)
        assert own.stop() == 0
    finally:
        own.end_hard()


def test_the_doctor_finds_a_running_desk_well(desk: Stack) -> None:
    well = desk.command("doctor")

    assert well.returncode == 0, well.stdout
    assert "✗" not in well.stdout


def test_a_backup_under_mail_is_whole_and_becomes_a_desk_again(
    tmp_path: Path, measured: list[str]
) -> None:
    own = Stack(tmp_path / "home")
    try:
        own.start()
        wait_until(lambda: _listens(own.smtp_port), seconds=30, explain=own.written)
        letters = [Letter(subject=unique("バックアップの前")) for _ in range(5)]
        for letter in letters:
            deliver(own, letter)
        later = Letter(subject=unique("バックアップの後"))
        made = own.command("backup", str(tmp_path / "kept.tar"))
        deliver(own, later)
        refused = own.command("restore", str(tmp_path / "kept.tar"), "--replace")
        assert own.stop() == 0

        restored = own.command("restore", str(tmp_path / "kept.tar"), "--replace")
        own.start()
        page = Session(own.url, "fujiwara").get("/desk/?queue=open&sort=new")
        assert own.stop() == 0
    finally:
        own.end_hard()

    assert made.returncode == 0, made.stderr
    assert refused.returncode == 1
    assert restored.returncode == 0, restored.stderr
    assert all(letter.subject in page for letter in letters)
    assert later.subject not in page
    measured.append(f"backup of the demo: {made.stdout.strip()}")


def _status(url: str) -> int:
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=2).close()
    except OSError:
        return False
    return True


def _workers(stack: Stack) -> int:
    """Each process is several: one for each queue."""
    [(alive,)] = stack.rows(
        "select count(*) from procrastinate_workers"
        " where last_heartbeat > now() - interval '10 seconds'"
    )
    return int(alive)


def _messages_of(stack: Stack, letter: Letter) -> int:
    [(messages,)] = stack.rows(
        "select count(*) from conversations_message where mail_id = %s", letter.mail_id
    )
    return int(messages)


def _read(stack: Stack, letters: list[Letter]) -> bool:
    return all(conversation_of(stack, letter) is not None for letter in letters)
