"""Secrets at rest: encrypted in the database, and hidden wherever a value might be shown."""

from base64 import urlsafe_b64encode
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import models

if TYPE_CHECKING:
    _Column = models.TextField["Secret", "Secret"]
else:
    _Column = models.TextField

_PURPOSE = b"madoguchi: secrets at rest"


class SecretUnreadable(Exception):
    """The secret was encrypted with a key that MADOGUCHI_SECRETS_KEY no longer names."""


class Secret:
    """A password or token, held encrypted: printing, logging or comparing it shows nothing."""

    __slots__ = ("_sealed",)

    def __init__(self, sealed: str = "") -> None:
        self._sealed = sealed

    @classmethod
    def of(cls, plain: str) -> "Secret":
        """The secret that says `plain`; "" is no secret."""
        return cls(_box().encrypt(plain.encode()).decode() if plain else "")

    def reveal(self) -> str:
        """What it says, for the one place that needs it. Raise SecretUnreadable."""
        if not self._sealed:
            return ""
        try:
            return _box().decrypt(self._sealed.encode()).decode()
        except InvalidToken as error:
            raise SecretUnreadable from error

    def renewed(self) -> "Secret":
        """The same, encrypted with the newest key. Raise SecretUnreadable."""
        return Secret.of(self.reveal())

    @property
    def sealed(self) -> str:
        """What the database keeps."""
        return self._sealed

    def __bool__(self) -> bool:
        return bool(self._sealed)

    def __repr__(self) -> str:
        return "Secret(…)" if self._sealed else "Secret()"


class SecretField(_Column):
    """A column of encrypted text whose value is a Secret."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"blank": True, "default": Secret, "editable": False, **options})

    def from_db_value(self, value: str | None, *_: object) -> Secret:
        """Secret, still encrypted."""
        return Secret(value or "")

    def to_python(self, value: object) -> Any:
        """Nothing but a Secret becomes one."""
        return value if isinstance(value, Secret) else Secret()

    def get_prep_value(self, value: object) -> str:
        """The encrypted text; a plain one by mistake is refused, so that none is ever stored."""
        if not isinstance(value, Secret):
            raise TypeError("a secret column takes a Secret")
        return value.sealed


def _box() -> MultiFernet:
    return _box_of(settings.CONFIG.secrets_keys)


@lru_cache(maxsize=4)
def _box_of(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key: str) -> bytes:
    """A key of 32 bytes (RFC 5869); what is given is long and secret already, so no slow hash."""
    drawn = HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE).derive(key.encode())
    return urlsafe_b64encode(drawn)
