"""What a token looks like: `mdg_`, the key by which its row is found, and the secret that opens it."""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass, field

_TOKEN = re.compile(r"mdg_(?P<key>[0-9a-f]{12})_(?P<secret>[A-Za-z0-9_-]{43})")
_HEADER = re.compile(rf"Bearer +(?:{_TOKEN.pattern}) *", re.IGNORECASE)


@dataclass(frozen=True)
class Bearer:
    """A token as it is presented. Printed, it shows its key alone."""

    key: str
    secret: str = field(repr=False)

    @classmethod
    def drawn(cls) -> "Bearer":
        """A new one, of chance."""
        return cls(secrets.token_hex(6), secrets.token_urlsafe(32))

    @property
    def text(self) -> str:
        """The whole token, for its owner's eyes."""
        return f"mdg_{self.key}_{self.secret}"

    @property
    def secret_hash(self) -> str:
        """What the database keeps. The secret is 256 bits of chance: a quick hash cannot be guessed back."""
        return hashlib.sha256(self.secret.encode()).hexdigest()

    def opens(self, secret_hash: str) -> bool:
        """Whether the hash is this secret's; how long the answer takes tells nothing of it."""
        return hmac.compare_digest(self.secret_hash, secret_hash)


def presented(authorization: str) -> Bearer | None:
    """The token of an Authorization header; None where it holds none."""
    found = _HEADER.fullmatch(authorization)
    return Bearer(found["key"].lower(), found["secret"]) if found else None
