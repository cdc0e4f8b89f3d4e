"""The variables of the environment: each one's name, default, meaning, and how it is read."""

from enum import StrEnum
from typing import Any

from madoguchi.setting import (
    BadSetting,
    Setting,
    database,
    folder,
    number,
    one_of,
    place,
    text,
    web_address,
)

__all__ = ["BadSetting", "LogFormat", "LogLevel", "Mode", "Role", "Security", "Setting"]

_PORTS = range(1, 65_536)
_OPENING = """# Settings

Read once from the environment, at the start, by `madoguchi.config`. A wrong value, and a name that
begins with `MADOGUCHI_` and is not listed here, stops the start with a sentence. An empty value
counts as not set. This page is made from `madoguchi.variables`; a test compares the two.

| variable | default | meaning |
| --- | --- | --- |"""


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


class LogFormat(StrEnum):
    """How a line of the log is written."""

    LINE = "line"
    JSON = "json"


class LogLevel(StrEnum):
    """The least important line that is written."""

    DEBUG = "DEBUG"
    INFO = "INFO"
    WARNING = "WARNING"
    ERROR = "ERROR"


MODE = one_of(
    "MADOGUCHI_MODE",
    Mode.DEMO,
    "`demo` brings a made-up provider and its customers' mail server; `production` starts empty "
    "and refuses the demo's secrets; `test` is for the tests.",
)
HOME = Setting(
    "MADOGUCHI_HOME",
    "~/.local/share/madoguchi",
    "The folder of the data; `bin/run` sets it to `.madoguchi` in the checkout.",
    folder,
)
HOST = text("MADOGUCHI_HOST", "127.0.0.1", "The address that the web server listens on.")
PORT = number("MADOGUCHI_PORT", "8000", "The port of the web server.", _PORTS)
SMTP_HOST = text("MADOGUCHI_SMTP_HOST", "127.0.0.1", "The address that the mail intake listens on.")
SMTP_PORT = number("MADOGUCHI_SMTP_PORT", "8025", "The port of the mail intake.", _PORTS)
DEMO_SMTP_PORT = number(
    "MADOGUCHI_DEMO_SMTP_PORT", "8026", "The port of the demo's customers' mail server.", _PORTS
)
DATABASE_URL = database(
    "DATABASE_URL",
    "",
    "PostgreSQL 15 or newer. Empty: the embedded one, in the data folder. Alone, it must be able "
    "to create roles and tables; beside `MADOGUCHI_OWNER_DATABASE_URL` it is the application's.",
)
OWNER_DATABASE_URL = database(
    "MADOGUCHI_OWNER_DATABASE_URL",
    "",
    "The login that owns the tables and migrates. Recommended: then the application's login "
    "cannot step around the walls between clients.",
)
DATABASE_AS = one_of(
    "MADOGUCHI_DATABASE_AS",
    Role.APP,
    "As whom this process signs in to the database; `madoguchi run` sets it for its migrations.",
)
POSTGRES_BIN = Setting(
    "MADOGUCHI_POSTGRES_BIN",
    "",
    "The folder of the programs of the embedded PostgreSQL. Empty: those installed with it.",
    folder,
)
SECRET_KEY = text(
    "MADOGUCHI_SECRET_KEY",
    "",
    "Signs sessions and reply addresses. Production needs its own, of 50 characters or more.",
)
SECRETS_KEY = text(
    "MADOGUCHI_SECRETS_KEY",
    "",
    "Encrypts the passwords of mailboxes and the seeds of second factors. Production needs its own, of "
    "32 characters or more; several with commas: the first encrypts, all can read (then `madoguchi mail rotate-secrets`).",
)
PUBLIC_URL = Setting(
    "MADOGUCHI_PUBLIC_URL",
    "",
    "The address that people type. Empty: `http://HOST:PORT`. With https, cookies are secure.",
    web_address,
    "https://desk.example.jp",
)
DELIVERY_HOST = text(
    "MADOGUCHI_DELIVERY_HOST",
    "",
    "The mail server that delivers replies. Production needs one; empty elsewhere: the demo's "
    "customers' mail server.",
)
DELIVERY_PORT = number(
    "MADOGUCHI_DELIVERY_PORT", "", "Its port. Empty: 25, 587 or 465, by the protection.", _PORTS
)
DELIVERY_SECURITY = one_of(
    "MADOGUCHI_DELIVERY_SECURITY", Security.STARTTLS, "How the connection to it is protected."
)
DELIVERY_USER = text("MADOGUCHI_DELIVERY_USER", "", "The name to sign in with, if it asks.")
DELIVERY_PASSWORD = text("MADOGUCHI_DELIVERY_PASSWORD", "", "The password to sign in with.")
LETTERS_FROM = text(
    "MADOGUCHI_LETTERS_FROM",
    "",
    "The sender of invitations, resets and alerts. Empty: noreply at the host of the public address.",
)
UNDO_SECONDS = number(
    "MADOGUCHI_UNDO_SECONDS",
    "10",
    "How long a sent reply waits before it leaves, so that its sender can take it back.",
    range(61),
)
SENDER_LIMIT = number(
    "MADOGUCHI_SENDER_LIMIT",
    "60",
    "How many mails of one sender to one client become messages in ten minutes; more wait in the "
    "quarantine for a person.",
    range(1, 100_001),
)
WEB_THREADS = number(
    "MADOGUCHI_WEB_THREADS", "8", "How many pages are made at the same time.", range(1, 33)
)
WORKER_CONCURRENCY = number(
    "MADOGUCHI_WORKER_CONCURRENCY", "4", "How many jobs run at the same time.", range(1, 33)
)
DELIVERY_CONCURRENCY = number(
    "MADOGUCHI_DELIVERY_CONCURRENCY",
    "4",
    "How many mails are delivered at the same time, beside the other jobs.",
    range(1, 33),
)
MAX_MAIL_BYTES = number(
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

LOG_FORMAT = one_of(
    "MADOGUCHI_LOG_FORMAT",
    LogFormat.LINE,
    "`line` for people, `json` for a collector of logs: one object a line, with one line for each "
    "request. Neither holds personal data.",
)
METRICS_TOKEN = text(
    "MADOGUCHI_METRICS_TOKEN",
    "",
    "Opens `/metrics` for Prometheus, as a bearer token. Empty: the address does not exist.",
)
FILES = text(
    "MADOGUCHI_FILES",
    "",
    "Where attachments are kept: a folder, or `s3://BUCKET/PREFIX` of an S3-compatible store. "
    "Empty: `files` in the data folder.",
)

CLAMAV = place(
    "MADOGUCHI_CLAMAV",
    "",
    "Where clamd scans attachments: `HOST:PORT`, or the path of its socket. Empty: nothing is scanned.",
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
    SECRETS_KEY,
    PUBLIC_URL,
    DELIVERY_HOST,
    DELIVERY_PORT,
    DELIVERY_SECURITY,
    DELIVERY_USER,
    DELIVERY_PASSWORD,
    LETTERS_FROM,
    UNDO_SECONDS,
    SENDER_LIMIT,
    WEB_THREADS,
    WORKER_CONCURRENCY,
    DELIVERY_CONCURRENCY,
    MAX_MAIL_BYTES,
    LOG_LEVEL,
    LOG_FORMAT,
    METRICS_TOKEN,
    FILES,
    CLAMAV,
)


def reference() -> str:
    """The page docs/reference/settings.md, in Markdown."""
    rows = [f"| `{one.variable}` | {_shown(one)} | {one.meaning} |" for one in ALL]
    return "\n".join((_OPENING, *rows, ""))


def _shown(setting: Setting[Any]) -> str:
    return f"`{setting.default}`" if setting.default else ""
