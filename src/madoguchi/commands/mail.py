"""`madoguchi mail …`: look at a mail file, send it to the intake; prove the mailboxes complete."""

import argparse
import json
import os
import smtplib
import sys
from collections.abc import Iterator
from pathlib import Path

from madoguchi.commands import mailboxes
from madoguchi.engines.mailtext import Address, Mail, parse

_DEFAULT_PORT = 8025
_TIMEOUT_SECONDS = 60


def add(words: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `mail` and its verbs to the command line."""
    word = words.add_parser("mail", help="mail files, and the ledger of the mailboxes")
    verbs = word.add_subparsers(dest="verb", required=True, metavar="VERB")
    reading = verbs.add_parser("parse", help="print one JSON object a mail")
    reading.add_argument(
        "files", nargs="+", metavar="FILE", help="a mail as it was received; - for standard input"
    )
    reading.set_defaults(run=_parse)
    sending = verbs.add_parser("inject", help="send mail files to the intake by SMTP")
    sending.add_argument(
        "files", nargs="+", metavar="FILE", help="a mail as it was received; - for standard input"
    )
    sending.add_argument(
        "--to", metavar="ADDRESS", help="the envelope's recipient, instead of the mail's own"
    )
    sending.add_argument("--host", default="127.0.0.1")
    sending.add_argument(
        "--port", type=int, default=None, help="default: MADOGUCHI_SMTP_PORT, else 8025"
    )
    sending.set_defaults(run=_inject)
    mailboxes.add_verbs(verbs)


def as_json(mail: Mail) -> str:
    """A mail as one line of JSON, Japanese unescaped."""
    record = {
        "subject": mail.subject,
        "from": _person(mail.sender),
        "to": [_person(address) for address in mail.to],
        "cc": [_person(address) for address in mail.cc],
        "reply_to": [_person(address) for address in mail.reply_to],
        "date": mail.date.isoformat() if mail.date else None,
        "message_id": mail.message_id,
        "in_reply_to": next(iter(mail.in_reply_to), None),
        "references": list(mail.references),
        "text": mail.text,
        "html": mail.html,
        "reply_text": mail.reply_text,
        "attachments": [
            {
                "name": file.name,
                "content_type": file.content_type,
                "size": file.size,
                "sha256": file.sha256,
            }
            for file in mail.attachments
        ],
        "kind": mail.kind.value,
        "charset_repairs": list(mail.charset_repairs),
        "defects": list(mail.defects),
    }
    return json.dumps(record, ensure_ascii=False)


def _person(address: Address) -> dict[str, str]:
    return {"name": address.name, "email": address.email}


def _raw_mails(files: list[str]) -> Iterator[tuple[str, bytes | None]]:
    """Each file's name and bytes; None, after a message, for a file that cannot be read."""
    for name in files:
        try:
            yield name, sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        except OSError as error:
            _complain(f"{name}: {error.strerror}")
            yield name, None


def _complain(sentence: str) -> None:
    sys.stderr.buffer.write(f"madoguchi mail: {sentence}\n".encode(errors="backslashreplace"))
    sys.stderr.buffer.flush()


def _say(line: str) -> None:
    # Not print: the output is UTF-8 whatever the locale says.
    sys.stdout.buffer.write(f"{line}\n".encode(errors="backslashreplace"))
    sys.stdout.buffer.flush()


def _parse(arguments: argparse.Namespace) -> int:
    code = 0
    for _, raw in _raw_mails(arguments.files):
        if raw is None:
            code = 1
        else:
            _say(as_json(parse(raw)))
    return code


def _inject(arguments: argparse.Namespace) -> int:
    port = _port(arguments.port)
    if port is None:
        return 1
    results = [
        raw is not None and _send(name, raw, recipient=arguments.to, host=arguments.host, port=port)
        for name, raw in _raw_mails(arguments.files)
    ]
    return 0 if all(results) else 1


def _port(given: int | None) -> int | None:
    written = os.environ.get("MADOGUCHI_SMTP_PORT", "") if given is None else str(given)
    if not written:
        return _DEFAULT_PORT
    if written.isascii() and written.isdigit() and 0 < int(written) < 65536:
        return int(written)
    _complain(f"the SMTP port must be a number from 1 to 65535, not {written!r}")
    return None


def _send(name: str, raw: bytes, *, recipient: str | None, host: str, port: int) -> bool:
    mail = parse(raw)
    named = (*mail.delivered_to, *mail.to, *mail.cc)
    recipients = (
        [recipient] if recipient else list(dict.fromkeys(address.email for address in named))
    )
    if not recipients:
        _complain(f"{name}: the mail names no recipient; say who with --to ADDRESS")
        return False
    sender = mail.sender.email if mail.return_path is None else mail.return_path
    try:
        answer = _deliver(raw, sender=sender, recipients=recipients, host=host, port=port)
    except smtplib.SMTPException as error:
        _complain(f"{name}: refused by {host}:{port}: {_refusal(error)}")
    except OSError as error:
        _complain(
            f"nobody takes mail at {host}:{port} ({error.strerror or error}); is the intake running?"
        )
    else:
        _say(f"{name}: {answer} ({', '.join(recipients)})")
        return True
    return False


def _deliver(raw: bytes, *, sender: str, recipients: list[str], host: str, port: int) -> str:
    with smtplib.SMTP(host, port, timeout=_TIMEOUT_SECONDS) as server:
        server.ehlo_or_helo_if_needed()
        server.mail(sender, [] if "".join([sender, *recipients]).isascii() else ["SMTPUTF8"])
        for recipient in recipients:
            _must(server.rcpt(recipient))
        code, answer = server.data(raw)
        _must((code, answer))
        return f"{code} {answer.decode('utf-8', 'replace')}"


def _must(reply: tuple[int, bytes]) -> None:
    if not 200 <= reply[0] < 300:
        raise smtplib.SMTPResponseException(*reply)


def _refusal(error: smtplib.SMTPException) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        text = (
            error.smtp_error.decode("utf-8", "replace")
            if isinstance(error.smtp_error, bytes)
            else error.smtp_error
        )
        return f"{error.smtp_code} {text}"
    return str(error) or type(error).__name__
