"""`madoguchi mail`: files become lines of JSON, and mails reach an SMTP server."""

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from madoguchi.cli import main

RAW = (
    "From: =?utf-8?B?5bGx55Sw?= <taro..x.@docomo.ne.jp>\r\nTo: support@hikari.example\r\nCc: Dai <dai@example.jp>\r\n"
    "Subject: 返品①\r\nDate: Fri, 20 Nov 2026 14:36:00 +0900\r\nMessage-ID: <a@b>\r\nIn-Reply-To: <c@d> <e@f>\r\n"
    "References: <c@d>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n返品したいです。\r\n\r\n> 引用\r\n"
).encode()


class Inbox:
    """An SMTP server of this test that keeps what it takes and refuses nobody@example.jp."""

    def __init__(self) -> None:
        self.taken: list[tuple[str | None, list[str], bytes]] = []

    async def handle_RCPT(  # noqa: N802  # the server calls it by this name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address == "nobody@example.jp":
            return "550 5.1.1 no such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802  # as above
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        self.taken.append((envelope.mail_from, envelope.rcpt_tos, content))
        return "250 taken as 7"


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def inbox(free_port: int) -> Iterator[Inbox]:
    taking = Inbox()
    controller = Controller(taking, hostname="127.0.0.1", port=free_port)
    controller.start()
    yield taking
    controller.stop()


@pytest.fixture
def letter(tmp_path: Path) -> str:
    path = tmp_path / "letter.eml"
    path.write_bytes(RAW)
    return str(path)


def run_in_a_plain_locale(*words: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-c", PROGRAM, *words]
    return subprocess.run(
        command, input=stdin, capture_output=True, env=environment, timeout=60, check=False
    )


# The word alone, so that this test stands when another word of the command is broken.
PROGRAM = """
import argparse, sys
from madoguchi.commands import mail
parser = argparse.ArgumentParser()
mail.add(parser.add_subparsers(required=True))
arguments = parser.parse_args(["mail", *sys.argv[1:]])
raise SystemExit(arguments.run(arguments))
"""


def test_a_mail_becomes_one_line_of_json_in_any_locale(letter: str) -> None:
    done = run_in_a_plain_locale("parse", letter)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.count(b"\n") == 1
    assert "返品①".encode() in done.stdout
    assert json.loads(done.stdout) == {
        "subject": "返品①",
        "from": {"name": "山田", "email": "taro..x.@docomo.ne.jp"},
        "to": [{"name": "", "email": "support@hikari.example"}],
        "cc": [{"name": "Dai", "email": "dai@example.jp"}],
        "reply_to": [],
        "date": "2026-11-20T14:36:00+09:00",
        "message_id": "<a@b>",
        "in_reply_to": "<c@d>",
        "references": ["<c@d>"],
        "text": "返品したいです。\n\n> 引用\n",
        "html": None,
        "reply_text": "返品したいです。",
        "attachments": [],
        "kind": "message",
        "charset_repairs": ["subject: undeclared charset read as utf-8"],
        "defects": [],
    }


def test_an_attachment_is_listed_and_an_empty_mail_has_nulls() -> None:
    raw = b"Content-Type: application/pdf; name=a.pdf\r\n\r\nabc"
    done = run_in_a_plain_locale("parse", "-", stdin=raw)
    found = json.loads(done.stdout)
    assert found["attachments"] == [
        {
            "name": "a.pdf",
            "content_type": "application/pdf",
            "size": 3,
            "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        }
    ]
    assert (found["date"], found["message_id"], found["in_reply_to"], found["html"]) == (
        None,
        None,
        None,
        None,
    )


def test_a_file_that_cannot_be_read_is_said_and_the_others_go_on(letter: str) -> None:
    done = run_in_a_plain_locale("parse", "/no/such/mail.eml", letter, "/")
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 2
    assert b"/no/such/mail.eml: No such file or directory" in done.stderr
    assert done.stdout.count(b"\n") == 1


def test_a_mail_is_sent_to_those_it_names(
    letter: str, inbox: Inbox, free_port: int, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["mail", "inject", letter, "--port", str(free_port)]) == 0
    assert inbox.taken == [
        ("taro..x.@docomo.ne.jp", ["support@hikari.example", "dai@example.jp"], RAW)
    ]
    assert (
        b"letter.eml: 250 taken as 7 (support@hikari.example, dai@example.jp)"
        in capfdbinary.readouterr().out
    )


def test_a_mail_is_sent_to_whom_one_says(
    letter: str, inbox: Inbox, free_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MADOGUCHI_SMTP_PORT", str(free_port))
    assert main(["mail", "inject", letter, "--to", "other@hikari.example"]) == 0
    assert inbox.taken[0][1] == ["other@hikari.example"]


def test_a_null_return_path_stays_null_on_the_envelope(
    tmp_path: Path, inbox: Inbox, free_port: int
) -> None:
    path = tmp_path / "bounce.eml"
    path.write_bytes(
        b"Return-Path: <>\r\nDelivered-To: support@hikari.example\r\nFrom: a@b.jp\r\n\r\nx"
    )
    assert main(["mail", "inject", str(path), "--port", str(free_port)]) == 0
    assert inbox.taken[0][:2] == ("<>", ["support@hikari.example"])


def test_a_refused_recipient_is_a_sentence(
    letter: str, inbox: Inbox, free_port: int, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert (
        main(["mail", "inject", letter, "--to", "nobody@example.jp", "--port", str(free_port)]) == 1
    )
    assert b"550 5.1.1 no such person" in capfdbinary.readouterr().err
    assert inbox.taken == []


def test_a_server_that_is_not_there_is_a_sentence(
    letter: str, free_port: int, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["mail", "inject", letter, "--port", str(free_port)]) == 1
    assert f"nobody takes mail at 127.0.0.1:{free_port}".encode() in capfdbinary.readouterr().err


def test_a_server_that_hangs_up_is_a_sentence(
    letter: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def hang_up() -> None:
            server.accept()[0].close()

        answering = threading.Thread(target=hang_up)
        answering.start()
        port = server.getsockname()[1]
        assert main(["mail", "inject", letter, "--port", str(port)]) == 1
        answering.join()
    assert f"refused by 127.0.0.1:{port}: ".encode() in capfdbinary.readouterr().err


def test_a_mail_that_names_nobody_asks_for_a_recipient(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = tmp_path / "bare.eml"
    path.write_bytes(b"From: a@b.jp\r\n\r\nx")
    assert main(["mail", "inject", str(path)]) == 1
    assert b"say who with --to ADDRESS" in capfdbinary.readouterr().err


@pytest.mark.parametrize("port", ["no", "0", "70000", "-1"])
def test_an_impossible_port_is_a_sentence(
    letter: str,
    port: str,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    monkeypatch.setenv("MADOGUCHI_SMTP_PORT", port)
    assert main(["mail", "inject", letter]) == 1
    assert b"must be a number from 1 to 65535" in capfdbinary.readouterr().err


def test_an_unreadable_file_is_not_injected(inbox: Inbox, free_port: int) -> None:
    assert main(["mail", "inject", "/no/such/mail.eml", "--port", str(free_port)]) == 1
    assert inbox.taken == []


def test_an_address_outside_of_ascii_reaches_a_server_that_takes_it(
    letter: str, inbox: Inbox, free_port: int
) -> None:
    words = ["mail", "inject", letter, "--to", "窓口@hikari.example", "--port", str(free_port)]
    assert main(words) == 0
    assert inbox.taken[0][1] == ["窓口@hikari.example"]
