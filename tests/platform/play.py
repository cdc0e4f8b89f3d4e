"""Small programs that the supervisor's tests run in place of the product's.

`python -m tests.platform.play WORD…` is one of them; `python -m tests.platform.play supervise` runs
them all under a supervisor, as `madoguchi run` does with the product's.
"""

import os
import signal
import sys
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

from madoguchi.config import Config
from madoguchi.desk.platform.launcher import CannotStartPostgres, CannotUseDatabase
from madoguchi.desk.platform.supervisor.plan import Plan, Program
from madoguchi.desk.platform.supervisor.refusals import CannotRun
from madoguchi.desk.platform.supervisor.run import run


class Healthy(BaseHTTPRequestHandler):
    """Answers 200 to everything."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the name is theirs
        """Say nothing."""


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def web() -> None:
    port = int(os.environ["MADOGUCHI_PORT"])
    say(f"listening on {port}")
    HTTPServer(("127.0.0.1", port), Healthy).serve_forever()


def worker() -> None:
    say("仕事を待っています")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    time.sleep(600)


def migrate() -> None:
    role = os.environ["MADOGUCHI_DATABASE_AS"]
    with (Path(os.environ["MADOGUCHI_HOME"]) / "migrations").open("a") as log:
        log.write(f"as {role}\n")
    if os.environ.get("PLAY_BROKEN"):
        sys.exit("relation does not exist")


def welcome() -> None:
    say("ようこそ")


def failure() -> None:
    say("no such customer")
    sys.exit(3)


def supervise() -> None:
    programs = [Program(name, ("tests.platform.play", name)) for name in ("web", "worker")]
    as_owner = {"MADOGUCHI_DATABASE_AS": "owner"}
    plan = Plan(
        migration=Program("migrate", ("tests.platform.play", "migrate"), as_owner),
        chores=(),
        children=tuple(programs),
        welcome=Program("welcome", ("tests.platform.play", "welcome")),
        nursery=Program("nursery", ("tests.platform.play_nursery",)),
    )
    try:
        run(Config.from_environment(os.environ), plan)
    except (CannotRun, CannotStartPostgres, CannotUseDatabase) as refusal:
        sys.exit(str(refusal))


PLAYS = {one.__name__: one for one in (web, worker, migrate, welcome, failure, supervise)}

if __name__ == "__main__":
    PLAYS[sys.argv[1]]()
