"""Where a PostgreSQL database is and as whom to sign in; and where the embedded one listens."""

import hashlib
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict, make_conninfo

NAME = "madoguchi"
APP_ROLE = "madoguchi_app"
OWNER_ROLE = "madoguchi_owner"
PORT = 5432

# A unix socket's path holds 107 bytes on Linux and 103 on macOS.
_LONGEST_SOCKET_PATH = 100
_OWN_KEYS = {"host", "port", "dbname", "user", "password"}


class NotADatabaseUrl(ValueError):
    """The text is not the address of one PostgreSQL database."""


@dataclass(frozen=True, kw_only=True)
class Database:
    """One way into one database. An empty host, user or password leaves the choice to libpq.

    `options` are further libpq keywords, such as `sslmode` or `options`.
    """

    host: str
    port: int
    name: str
    user: str
    password: str = field(default="", repr=False)
    options: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def parse(cls, url: str) -> Self:
        """Read `postgres://` or `postgresql://` as libpq does; raise NotADatabaseUrl."""
        if not url.startswith(("postgres://", "postgresql://")):
            raise NotADatabaseUrl
        try:
            parts = {key: str(value) for key, value in conninfo_to_dict(url).items()}
            port = int(parts.get("port") or PORT)
        except (ProgrammingError, ValueError) as error:
            raise NotADatabaseUrl from error
        if not parts.get("dbname"):
            raise NotADatabaseUrl
        return cls(
            host=parts.get("host", ""),
            port=port,
            name=parts["dbname"],
            user=parts.get("user", ""),
            password=parts.get("password", ""),
            options={key: value for key, value in parts.items() if key not in _OWN_KEYS},
        )

    def conninfo(self) -> str:
        """The same as a libpq connection string, password included."""
        own = {
            "host": self.host,
            "port": str(self.port),
            "dbname": self.name,
            "user": self.user,
            "password": self.password,
        }
        given = {key: value for key, value in own.items() if value}
        return make_conninfo(**given, **self.options)

    def acting_as(self, role: str) -> "Database":
        """The same login, which puts on `role` as it connects."""
        chosen = f"{self.options.get('options', '')} -c role={role}".strip()
        return replace(self, options={**self.options, "options": chosen})


def embedded(home: Path, *, user: str, name: str = NAME) -> Database:
    """A database of the embedded PostgreSQL that lives in `home`."""
    return Database(host=str(socket_directory(home)), port=PORT, name=name, user=user)


def socket_directory(home: Path) -> Path:
    """`home`/s, or where that is too long for a socket, a short folder named by a hash of `home`."""
    digest = hashlib.sha256(os.fsencode(home)).hexdigest()[:16]
    short = f"madoguchi-{digest}"
    candidates = [home / "s", Path(tempfile.gettempdir(), short), Path("/tmp", short)]  # noqa: S108 -- the launcher checks its owner and mode
    return next(path for path in candidates if _holds_a_socket(path))


def _holds_a_socket(directory: Path) -> bool:
    return len(os.fsencode(directory / f".s.PGSQL.{PORT}.lock")) <= _LONGEST_SOCKET_PATH
