"""The settings: one frozen value, read from the environment once, at the start."""

import difflib
import os
import pwd
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from madoguchi import database, variables
from madoguchi.database import APP_ROLE, OWNER_ROLE, Database
from madoguchi.variables import BadSetting, LogFormat, LogLevel, Mode, Role, Security

__all__ = ["BadSetting", "Config", "Delivery", "LogFormat", "LogLevel", "Mode", "Role", "Security"]

SHORTEST_SECRET_KEY = 50
SHORTEST_SECRETS_KEY = 32
_DEMO_SECRET_KEY = "a-demo-key-that-everybody-knows-and-production-refuses-to-start-with"  # noqa: S105 -- public on purpose
_PREFIX = "MADOGUCHI_"
_EVERY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 -- recognised, not bound
_USUAL_PORT = {Security.NONE: 25, Security.STARTTLS: 587, Security.TLS: 465}


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """The mail server that takes our replies."""

    host: str
    port: int
    security: Security
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True, kw_only=True)
class Config:
    """Everything that can be set; docs/reference/settings.md says what each variable means."""

    mode: Mode
    home: Path
    host: str
    port: int
    smtp_host: str
    smtp_port: int
    demo_smtp_port: int
    database_url: Database | None
    owner_database_url: Database | None
    database_as: Role
    postgres_bin: Path | None
    secret_key: str = field(repr=False)
    secrets_keys: tuple[str, ...] = field(repr=False)
    public_url: str
    delivery: Delivery
    letters_from: str
    undo_seconds: int
    sender_limit: int
    web_threads: int
    worker_concurrency: int
    delivery_concurrency: int
    max_mail_bytes: int
    log_level: LogLevel
    log_format: LogFormat
    metrics_token: str = field(repr=False)
    files: str
    clamav: str

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Self:
        """Read every setting; raise BadSetting for a wrong, a dangerous or an unknown one."""
        _refuse_unknown(environ)
        config = cls(
            mode=variables.MODE.read(environ),
            home=variables.HOME.given(environ) or _usual_home(environ),
            host=variables.HOST.read(environ),
            port=variables.PORT.read(environ),
            smtp_host=variables.SMTP_HOST.read(environ),
            smtp_port=variables.SMTP_PORT.read(environ),
            demo_smtp_port=variables.DEMO_SMTP_PORT.read(environ),
            database_url=variables.DATABASE_URL.given(environ),
            owner_database_url=variables.OWNER_DATABASE_URL.given(environ),
            database_as=variables.DATABASE_AS.read(environ),
            postgres_bin=variables.POSTGRES_BIN.given(environ),
            secret_key=_secret_key(environ),
            secrets_keys=_secrets_keys(environ),
            public_url=_public_url(environ),
            delivery=_delivery(environ),
            letters_from=variables.LETTERS_FROM.read(environ) or _usual_sender(environ),
            undo_seconds=variables.UNDO_SECONDS.read(environ),
            sender_limit=variables.SENDER_LIMIT.read(environ),
            web_threads=variables.WEB_THREADS.read(environ),
            worker_concurrency=variables.WORKER_CONCURRENCY.read(environ),
            delivery_concurrency=variables.DELIVERY_CONCURRENCY.read(environ),
            max_mail_bytes=variables.MAX_MAIL_BYTES.read(environ),
            log_level=variables.LOG_LEVEL.read(environ),
            log_format=variables.LOG_FORMAT.read(environ),
            metrics_token=variables.METRICS_TOKEN.read(environ),
            files=variables.FILES.read(environ),
            clamav=variables.CLAMAV.read(environ),
        )
        _refuse_what_does_not_fit(config)
        return config

    @property
    def is_embedded(self) -> bool:
        """Whether the database is the PostgreSQL that we start ourselves."""
        return self.database_url is None

    @property
    def files_folder(self) -> Path | None:
        """The folder of the attachments; None where an S3-compatible store keeps them."""
        if self.files.startswith("s3://"):
            return None
        return Path(self.files).absolute() if self.files else self.home / "files"

    @property
    def secure_cookies(self) -> bool:
        """Whether people come over https."""
        return self.public_url.startswith("https://")

    @property
    def allowed_hosts(self) -> tuple[str, ...]:
        """The names that a request may ask for: the public one and, beside production, our own."""
        name = urlsplit(self.public_url).hostname or ""
        public = f"[{name}]" if ":" in name else name
        own = () if self.mode is Mode.PRODUCTION else ("127.0.0.1", "localhost", "[::1]")
        return tuple(dict.fromkeys((public, *own)))

    def database(self, role: Role) -> Database:
        """The way into the product's database as `role`."""
        if self.database_url is None:
            user = OWNER_ROLE if role is Role.OWNER else APP_ROLE
            return database.embedded(self.home, user=user)
        if self.owner_database_url is not None:
            return self.owner_database_url if role is Role.OWNER else self.database_url
        return self.database_url if role is Role.OWNER else self.database_url.acting_as(APP_ROLE)


def _refuse_unknown(environ: Mapping[str, str]) -> None:
    known = [setting.variable for setting in variables.ALL]
    unknown = sorted(name for name in environ if name.startswith(_PREFIX) and name not in known)
    if not unknown:
        return
    near = difflib.get_close_matches(unknown[0], known, n=1, cutoff=0)[0]
    raise BadSetting(
        f"{unknown[0]} という設定はありません。{near} のことですか。",
        f"There is no setting {unknown[0]}; did you mean {near}?",
    )


def _usual_home(environ: Mapping[str, str]) -> Path:
    try:
        person = environ.get("HOME") or pwd.getpwuid(os.geteuid()).pw_dir
    except KeyError as error:
        raise BadSetting(
            "ホームフォルダーが分かりません。MADOGUCHI_HOME にデータのフォルダーを設定してください。",
            "There is no home folder; set MADOGUCHI_HOME to a folder for the data.",
        ) from error
    return Path(variables.HOME.default.replace("~", person, 1)).absolute()


def reachable(host: str) -> str:
    """Where to knock for who listens on `host`: "every address" is none to call."""
    return _EVERY_ADDRESS.get(host, host)


def _usual_url(environ: Mapping[str, str]) -> str:
    host = variables.HOST.read(environ)
    name = reachable(host)
    bracketed = f"[{name}]" if ":" in name else name
    return f"http://{bracketed}:{variables.PORT.read(environ)}"


def _public_url(environ: Mapping[str, str]) -> str:
    return variables.PUBLIC_URL.given(environ) or _usual_url(environ)


def _usual_sender(environ: Mapping[str, str]) -> str:
    return f"noreply@{urlsplit(_public_url(environ)).hostname}"


def _secret_key(environ: Mapping[str, str]) -> str:
    key = variables.SECRET_KEY.read(environ) or _DEMO_SECRET_KEY
    weak = key == _DEMO_SECRET_KEY or len(key) < SHORTEST_SECRET_KEY
    if variables.MODE.read(environ) is Mode.PRODUCTION and weak:
        raise BadSetting(
            f"本番では、MADOGUCHI_SECRET_KEY に{SHORTEST_SECRET_KEY}文字以上の独自の秘密の文字列が必要です。",
            f"Production needs a secret of its own in MADOGUCHI_SECRET_KEY, of {SHORTEST_SECRET_KEY} characters or more.",
        )
    return key


def _secrets_keys(environ: Mapping[str, str]) -> tuple[str, ...]:
    """What encrypts secrets at rest: the newest first. Beside production it may follow from the secret key."""
    given = [one.strip() for one in variables.SECRETS_KEY.read(environ).split(",")]
    keys = tuple(one for one in given if one)
    if variables.MODE.read(environ) is not Mode.PRODUCTION:
        return keys or (_secret_key(environ),)
    if not keys or any(len(one) < SHORTEST_SECRETS_KEY for one in keys):
        raise BadSetting(
            f"本番では、MADOGUCHI_SECRETS_KEY に{SHORTEST_SECRETS_KEY}文字以上の独自の秘密の文字列が必要です。",
            f"Production needs a secret of its own in MADOGUCHI_SECRETS_KEY, of {SHORTEST_SECRETS_KEY} characters or more.",
        )
    return keys


def _delivery(environ: Mapping[str, str]) -> Delivery:
    host = variables.DELIVERY_HOST.read(environ)
    if not host:
        return _delivery_of_the_demo(environ)
    security = variables.DELIVERY_SECURITY.read(environ)
    return Delivery(
        host=host,
        port=variables.DELIVERY_PORT.given(environ) or _USUAL_PORT[security],
        security=security,
        user=variables.DELIVERY_USER.read(environ),
        password=variables.DELIVERY_PASSWORD.read(environ),
    )


def _delivery_of_the_demo(environ: Mapping[str, str]) -> Delivery:
    if variables.MODE.read(environ) is Mode.PRODUCTION:
        raise BadSetting(
            "本番では、MADOGUCHI_DELIVERY_HOST に送信用のメールサーバーの設定が必要です。",
            "Production needs a mail server for outgoing mail in MADOGUCHI_DELIVERY_HOST.",
        )
    port = variables.DEMO_SMTP_PORT.read(environ)
    return Delivery(host="127.0.0.1", port=port, security=Security.NONE)


def _refuse_what_does_not_fit(config: Config) -> None:
    if config.owner_database_url and config.database_url is None:
        raise BadSetting(
            "MADOGUCHI_OWNER_DATABASE_URL は、DATABASE_URL と一緒に設定してください。",
            "MADOGUCHI_OWNER_DATABASE_URL is of use only beside DATABASE_URL.",
        )
    if len({config.port, config.smtp_port, config.demo_smtp_port}) < 3:
        raise BadSetting(
            "MADOGUCHI_PORT、MADOGUCHI_SMTP_PORT、MADOGUCHI_DEMO_SMTP_PORT は、別々の番号にしてください。",
            "MADOGUCHI_PORT, MADOGUCHI_SMTP_PORT and MADOGUCHI_DEMO_SMTP_PORT must differ.",
        )
