"""As whom PostgreSQL runs: it refuses to be root, so root looks for an account that can."""

import os
import pwd
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from madoguchi.desk.platform.launcher import become

_PROBE = 'cd "$1" && exec "$0" --version'
_PROBE_SECONDS = 30
_ACCOUNTS = ("postgres", "nobody")


class CannotStartPostgres(Exception):
    """Why the embedded PostgreSQL cannot start. Reads as a sentence, Japanese and English."""

    def __init__(self, japanese: str, english: str, details: str = "") -> None:
        super().__init__("\n".join(filter(None, (f"{japanese} / {english}", details.strip()))))


@dataclass(frozen=True)
class Identity:
    """The account of the server's processes, and the way to it (see `become`)."""

    way: str
    uid: int
    gid: int

    def command(self, program: Path, *arguments: str, parent: int = 0) -> list[str]:
        """The command line that runs `program` as this identity, ended with `parent` if given."""
        python = [sys.executable, "-I", "-S", become.__file__]
        return [*python, self.way, *map(str, (self.uid, self.gid, parent, program)), *arguments]

    def own(self, path: Path) -> None:
        """Give `path` and all below to this identity, where it is another's and we may."""
        status = path.lstat()
        if os.geteuid() != 0 or (status.st_uid, status.st_gid) == (self.uid, self.gid):
            return
        for each in (path, *path.rglob("*")):
            os.chown(each, self.uid, self.gid, follow_symlinks=False)


def environment() -> dict[str, str]:
    """What PostgreSQL's programs get to see: messages in English, none of our PG… variables."""
    kept = ("PATH", "LD_LIBRARY_PATH", "TMPDIR")
    return {"LC_ALL": "C", **{name: os.environ[name] for name in kept if name in os.environ}}


def find_identity(*, home: Path, binaries: Path) -> tuple[Identity, str]:
    """The first identity that reaches `home` and runs PostgreSQL; and what `postgres` calls itself.

    Raise CannotStartPostgres with what to do when there is none.
    """
    complaints = []
    for identity in _candidates(home):
        probe = _probe(identity, home=home, binaries=binaries)
        if probe.returncode == 0:
            return identity, probe.stdout
        complaints.append(f"{identity.way}: {probe.stderr.strip().splitlines()[-1:]}")
    raise _nobody_can(home, binaries, "\n".join(complaints))


def _candidates(home: Path) -> Iterator[Identity]:
    if os.geteuid() != 0:
        yield Identity("self", os.geteuid(), os.getegid())
        return
    uid, gid = _account(home)
    yield Identity("user", uid, gid)
    if sys.platform == "linux":
        yield Identity("reader", uid, gid)
        yield Identity("namespace", 0, 0)


def _account(home: Path) -> tuple[int, int]:
    """The person whose folder it is, so that data of theirs stays theirs; else a system account."""
    owner = home.stat()
    if owner.st_uid != 0:
        return owner.st_uid, owner.st_gid
    for name in _ACCOUNTS:
        try:
            account = pwd.getpwnam(name)
        except KeyError:
            continue
        return account.pw_uid, account.pw_gid
    return 65534, 65534


def _probe(identity: Identity, *, home: Path, binaries: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(  # noqa: S603 -- our own command line
        identity.command(Path("/bin/sh"), "-c", _PROBE, str(binaries / "postgres"), str(home)),
        cwd="/",
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=_PROBE_SECONDS,
        check=False,
    )


def _nobody_can(home: Path, binaries: Path, details: str) -> CannotStartPostgres:
    if os.geteuid() != 0:
        return CannotStartPostgres(
            f"PostgreSQL（{binaries}）を起動できません。",
            f"The PostgreSQL in {binaries} does not run.",
            details,
        )
    return CannotStartPostgres(
        f"PostgreSQLはrootでは動かず、代わりのユーザーからは {home} か {binaries} に届きません。"
        "一般ユーザーで起動するか、誰でも通れるフォルダーに置いてください。",
        f"PostgreSQL does not run as root, and no other user can reach {home} and {binaries}. "
        "Start as an ordinary user, or place both in folders that everybody may pass through.",
        details,
    )
