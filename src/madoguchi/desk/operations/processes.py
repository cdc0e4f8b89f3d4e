"""Whether the processes answer: pages, mail intake, the server that takes our replies, the virus scanner."""

import http.client
import socket
from collections.abc import Iterator

from madoguchi.config import Config, reachable
from madoguchi.desk.operations.finding import Finding, bad, good, warn

_SECONDS = 5


def examine(config: Config) -> Iterator[Finding]:
    """Each process that other people's programs or browsers talk to, and those that we need."""
    yield _web(config)
    yield _intake(config)
    yield _delivery(config)
    if config.clamav:
        yield _scanner(config.clamav)


def _web(config: Config) -> Finding:
    host = reachable(config.host)
    connection = http.client.HTTPConnection(host, config.port, timeout=_SECONDS)
    try:
        connection.request("GET", "/readyz")
        answer = connection.getresponse()
        told = answer.read().decode()
    except OSError:
        return bad(
            f"画面のサーバーが {host}:{config.port} で応答しません。bin/run か madoguchi web を起動してください。",
            f"The web server does not answer at {host}:{config.port}; start bin/run or madoguchi web.",
        )
    finally:
        connection.close()
    if answer.status != http.client.OK:
        return bad(
            f"画面のサーバーの準備ができていません：{told}", f"The web server is not ready: {told}"
        )
    return good("画面のサーバーが応答しています", "The web server is ready")


def _intake(config: Config) -> Finding:
    host = reachable(config.smtp_host)
    if _greets(host, config.smtp_port):
        return good("メールの受け口が応答しています", "The mail intake answers")
    return bad(
        f"メールの受け口が {host}:{config.smtp_port} で応答しません。bin/run か madoguchi intake を起動してください。",
        f"The mail intake does not answer at {host}:{config.smtp_port}; start bin/run or madoguchi intake.",
    )


def _delivery(config: Config) -> Finding:
    to = config.delivery
    try:
        socket.create_connection((to.host, to.port), timeout=_SECONDS).close()
    except OSError as error:
        return warn(
            f"送信用のメールサーバー {to.host}:{to.port} に届きません（{error}）。返信は送信待ちに残り、つながれば送られます。",
            f"The mail server {to.host}:{to.port} cannot be reached; replies wait and leave once it can.",
        )
    return good("送信用のメールサーバーに届きます", "The delivering mail server can be reached")


def _scanner(where: str) -> Finding:
    try:
        answer = _pong(where)
    except OSError as error:
        answer = str(error).encode()
    if answer == b"PONG\n":
        return good("ウイルス検査のclamdが応答しています", "clamd, which scans files, answers")
    words = answer.decode(errors="replace").strip()
    return bad(
        f"ウイルス検査のclamd（{where}）が応答しません（{words}）。検査できるまで、ファイルは渡されず、添付もできません。",
        f"clamd at {where} does not answer ({words}); until it does no file is handed out or attached.",
    )


def _pong(where: str) -> bytes:
    """What clamd answers to PING (clamd(8)). Raises OSError."""
    if where.startswith("/"):
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(_SECONDS)
        with line:
            line.connect(where)
            return _asked(line)
    host, _, port = where.rpartition(":")
    with socket.create_connection((host, int(port)), timeout=_SECONDS) as line:
        return _asked(line)


def _asked(line: socket.socket) -> bytes:
    line.sendall(b"nPING\n")
    return line.makefile("rb").readline(100)


def _greets(host: str, port: int) -> bool:
    """A mail server says 220 before anything is asked."""
    try:
        with socket.create_connection((host, port), timeout=_SECONDS) as line:
            return line.recv(3) == b"220"
    except OSError:
        return False
