"""The variables of the environment: each one's name, default, meaning, and how it is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Generic, TypeVar
from urllib.parse import urlsplit

from madoguchi.database import Database

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

_PORTS = range(1, 65_536)
_OPENING = """# Settings

Read once from the environment, at the start, by `madoguchi.config`. A wrong value, and a name that
begins with `MADOGUCHI_` and is not listed here, stops the start with a sentence. An empty value
counts as not set. This page is made from `madoguchi.variables`; a test compares the two.

| variable | default | meaning |
| --- | --- | --- |"""


class BadSetting(ValueError):
    """A setting that the product cannot start with. Reads as a sentence, Japanese and English."""

    def __init__(self, japanese: str, english: str) -> None:
        super().__init__(f"{japanese} / {english}")


class Mode(StrEnum):
    """What this installation is for."""

    DEMO = "demo"
    PRODUCTION = "production"
    TEST = "test"


class Role(StrEnum):
    """As whom a process signs in to the database."""

    APP = "app"
    OWNER = "owner"


class Security(StrEnum):
    """How the connection to the delivering mail server is protected."""

    NONE = "none"
    STARTTLS = "starttls"
    TLS = "tls"


class LogLevel(StrEnum):
    """The least important line that is written."""

    DEBUG = "DEBUG"
    INFO = "INFO"
    WARNING = "WARNING"
    ERROR = "ERROR"


@dataclass(frozen=True)
class Setting(Generic[T]):
    """One variable of the environment. `parse` raises ValueError; `must` says what is right."""

    variable: str
    default: str
    meaning: str
    parse: Callable[[str], T]
    must: str = ""

    def given(self, environ: Mapping[str, str]) -> T | None:
        """The value if the variable is set and not empty, else None."""
        text = environ.get(self.variable, "")
        return self._parsed(text) if text else None

    def read(self, environ: Mapping[str, str]) -> T:
        """The value, or the default's."""
        return self._parsed(environ.get(self.variable, "") or self.default)

    def _parsed(self, text: str) -> T:
        try:
            return self.parse(text)
        except ValueError as error:
            raise BadSetting(
                f"{self.variable} の値が正しくありません。正しい値：{self.must}",
                f"{self.variable} has a wrong value; expected: {self.must}",
            ) from error


def _one_of(variable: str, default: E, meaning: str) -> Setting[E]:
    kind = type(default)
    return Setting(variable, default.value, meaning, kind, ", ".join(kind))


def _text(variable: str, default: str, meaning: str) -> Setting[str]:
    return Setting(variable, default, meaning, str)


def _number(variable: str, default: str, meaning: str, within: range) -> Setting[int]:
    def parse(text: str) -> int:
        if not (text.isascii() and text.isdigit() and int(text) in within):
            raise ValueError(text)
        return int(text)

    return Setting(variable, default, meaning, parse, f"{within[0]}–{within[-1]}")


def _database(variable: str, default: str, meaning: str) -> Setting[Database]:
    return Setting(
        variable, default, meaning, Database.parse, "postgresql://user:password@host:5432/name"
    )


def _folder(text: str) -> Path:
    return Path(text).absolute()


def _web_address(text: str) -> str:
    parts = urlsplit(text)
    _ = parts.port  # raises ValueError when it is no port
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/"):
        raise ValueError(text)
    return f"{parts.scheme}://{parts.netloc}"


MODE = _one_of(
    "MADOGUCHI_MODE",
    Mode.DEMO,
    "`demo` brings a made-up provider and its customers' mail server; `production` starts empty "
    "and refuses the demo's secrets; `test` is for the tests.",
)
HOME = Setting(
    "MADOGUCHI_HOME",
    "~/.local/share/madoguchi",
    "The folder of the data; `bin/run` sets it to `.madoguchi` in the checkout.",
    _folder,
)
HOST = _text("MADOGUCHI_HOST", "127.0.0.1", "The address that the web server listens on.")
PORT = _number("MADOGUCHI_PORT", "8000", "The port of the web server.", _PORTS)
SMTP_HOST = _text(
    "MADOGUCHI_SMTP_HOST", "127.0.0.1", "The address that the mail intake listens on."
)
SMTP_PORT = _number("MADOGUCHI_SMTP_PORT", "8025", "The port of the mail intake.", _PORTS)
DEMO_SMTP_PORT = _number(
    "MADOGUCHI_DEMO_SMTP_PORT", "8026", "The port of the demo's customers' mail server.", _PORTS
)
DATABASE_URL = _database(
    "DATABASE_URL",
    "",
    "PostgreSQL 15 or newer. Empty: the embedded one, in the data folder. Alone, it must be able "
    "to create roles and tables; beside `MADOGUCHI_OWNER_DATABASE_URL` it is the application's.",
)
OWNER_DATABASE_URL = _database(
    "MADOGUCHI_OWNER_DATABASE_URL",
    "",
    "The login that owns the tables and migrates. Recommended: then the application's login "
    "cannot step around the walls between clients.",
)
DATABASE_AS = _one_of(
    "MADOGUCHI_DATABASE_AS",
    Role.APP,
    "As whom this process signs in to the database; `madoguchi run` sets it for its migrations.",
)
POSTGRES_BIN = Setting(
    "MADOGUCHI_POSTGRES_BIN",
    "",
    "The folder of the programs of the embedded PostgreSQL. Empty: those installed with it.",
    _folder,
)
SECRET_KEY = _text(
    "MADOGUCHI_SECRET_KEY",
    "",
    "Signs sessions and reply addresses. Production needs its own, of 50 characters or more.",
)
PUBLIC_URL = Setting(
    "MADOGUCHI_PUBLIC_URL",
    "",
    "The address that people type. Empty: `http://HOST:PORT`. With https, cookies are secure.",
    _web_address,
    "https://desk.example.jp",
)
DELIVERY_HOST = _text(
    "MADOGUCHI_DELIVERY_HOST",
    "",
    "The mail server that delivers replies. Production needs one; empty elsewhere: the demo's "
    "customers' mail server.",
)
DELIVERY_PORT = _number(
    "MADOGUCHI_DELIVERY_PORT", "", "Its port. Empty: 25, 587 or 465, by the protection.", _PORTS
)
DELIVERY_SECURITY = _one_of(
    "MADOGUCHI_DELIVERY_SECURITY", Security.STARTTLS, "How the connection to it is protected."
)
DELIVERY_USER = _text("MADOGUCHI_DELIVERY_USER", "", "The name to sign in with, if it asks.")
DELIVERY_PASSWORD = _text("MADOGUCHI_DELIVERY_PASSWORD", "", "The password to sign in with.")
WEB_THREADS = _number(
    "MADOGUCHI_WEB_THREADS", "8", "How many pages are made at the same time.", range(1, 33)
)
WORKER_CONCURRENCY = _number(
    "MADOGUCHI_WORKER_CONCURRENCY", "4", "How many jobs run at the same time.", range(1, 33)
)
MAX_MAIL_BYTES = _number(
    "MADOGUCHI_MAX_MAIL_BYTES",
    "52428800",
    "The largest mail that the intake takes, in bytes.",
    range(65_536, 1_073_741_825),
)
LOG_LEVEL = Setting(
    "MADOGUCHI_LOG_LEVEL",
    LogLevel.INFO.value,
    "The least important line that is written.",
    lambda text: LogLevel(text.upper()),
    ", ".join(LogLevel),
)

ALL: tuple[Setting[Any], ...] = (
    MODE,
    HOME,
    HOST,
    PORT,
    SMTP_HOST,
    SMTP_PORT,
    DEMO_SMTP_PORT,
    DATABASE_URL,
    OWNER_DATABASE_URL,
    DATABASE_AS,
    POSTGRES_BIN,
    SECRET_KEY,
    PUBLIC_URL,
    DELIVERY_HOST,
    DELIVERY_PORT,
    DELIVERY_SECURITY,
    DELIVERY_USER,
    DELIVERY_PASSWORD,
    WEB_THREADS,
    WORKER_CONCURRENCY,
    MAX_MAIL_BYTES,
    LOG_LEVEL,
)


def reference() -> str:
    """The page docs/reference/settings.md, in Markdown."""
    rows = [f"| `{one.variable}` | {_shown(one)} | {one.meaning} |" for one in ALL]
    return "\n".join((_OPENING, *rows, ""))


def _shown(setting: Setting[Any]) -> str:
    return f"`{setting.default}`" if setting.default else ""
