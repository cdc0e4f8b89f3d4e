"""PostgreSQL's own pg_dump and pg_restore: which ones serve this server, and running them."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from madoguchi.config import Config
from madoguchi.database import Database
from madoguchi.desk.operations.refusals import CannotOperate
from madoguchi.desk.platform.launcher.cluster import installed_binaries

# Where Debian's and the PostgreSQL project's own packages put them; PATH holds one version at most.
_PLACES = ("/usr/lib/postgresql/{major}/bin", "/usr/pgsql-{major}/bin")


def run(
    config: Config, program: str, *words: str, major: int, login: Database | None = None
) -> str:
    """Run one of them for a server of this version; what it says. Raises CannotOperate.

    The password goes by the environment, where `ps` sees none.
    """
    given = {"PGPASSWORD": login.password} if login and login.password else {}
    way = [f"--dbname={replace(login, password='').conninfo()}"] if login else []
    done = subprocess.run(  # noqa: S603 -- our own command line
        [str(found(config, program, major=major)), *way, *words],
        env={**os.environ, **given},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        told = done.stderr.strip()
        raise CannotOperate(f"{program} が失敗しました：{told}", f"{program} failed.")
    return done.stdout


def found(config: Config, program: str, *, major: int) -> Path:
    """The program of the server's own version where there is one: a newer pg_restore asks an older
    server for settings that it does not know. Else the one that came with us, else that of PATH.
    """
    if config.postgres_bin is not None:
        return config.postgres_bin / program
    ours = installed_binaries() / program
    if config.is_embedded:
        return ours
    there = [place for place in _candidates(program, ours, major) if place.exists()]
    same = (place for place in there if _major_of(place) == major)
    return next(same, there[-1] if there else ours)


def _candidates(program: str, ours: Path, major: int) -> Iterator[Path]:
    """The last of them is taken when none is of the server's version."""
    yield from (Path(place.format(major=major)) / program for place in _PLACES)
    if on_path := shutil.which(program):
        yield Path(on_path)
    yield ours


def _major_of(program: Path) -> int:
    """Of "pg_dump (PostgreSQL) 15.8 (Debian …)": 15; 0 when it does not run."""
    try:
        told = subprocess.run(  # noqa: S603 -- our own command line
            [str(program), "--version"], capture_output=True, text=True, check=True
        ).stdout
        return int(told.split()[2].partition(".")[0])
    except (OSError, subprocess.CalledProcessError, ValueError, IndexError):
        return 0
