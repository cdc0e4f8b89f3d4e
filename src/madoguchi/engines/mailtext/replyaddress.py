"""Signed reply addresses: `support+r42.k3v…@example.jp` names a conversation and cannot be made up."""

import base64
import hashlib
import hmac
import re

_SIGNED = re.compile(r"(?s)(.+)\+r([1-9][0-9]{0,18})\.([a-z2-7]{16})@(.+)")
_MAC_LETTERS = 16  # 80 bits
_LONGEST_LOCAL = 64


def reply_address(*, local: str, domain: str, token: int, secret: bytes) -> str:
    """The address by which an answer finds its conversation: `local+r<token>.<mac>@domain`.

    `token` is the conversation's positive number. Raises ValueError for a token that is not positive, an empty
    secret, or a local part that would exceed the 64 characters of RFC 5321.
    """
    signed = f"{local}+r{token}.{_mac(local, domain, token, secret)}"
    if not 0 < token < 10**19:
        raise ValueError("a reply address needs a positive conversation number")
    if len(signed) > _LONGEST_LOCAL:
        raise ValueError(f"the local part {local!r} is too long for a reply address")
    return f"{signed}@{domain}"


def read_reply_address(address: str, *, secret: bytes) -> tuple[str, int] | None:
    """The base address and the conversation's number, or None when the signature is not ours.

    Letters may have changed case on the way.
    """
    match = _SIGNED.fullmatch(address.strip().lower())
    if match is None:
        return None
    local, token, mac, domain = match.groups()
    if not hmac.compare_digest(mac, _mac(local, domain, int(token), secret)):
        return None
    return f"{local}@{domain}", int(token)


def _mac(local: str, domain: str, token: int, secret: bytes) -> str:
    """HMAC-SHA256 over the base address and the number, cut to 80 bits, in lower-case base32."""
    if not secret:
        raise ValueError("a reply address needs a secret")
    signed = f"{local.lower()}@{domain.lower()}\n{token}".encode()
    digest = hmac.new(secret, signed, hashlib.sha256).digest()
    return base64.b32encode(digest).decode("ascii").lower()[:_MAC_LETTERS]
