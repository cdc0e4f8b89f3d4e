"""Reply addresses that carry their conversation, signed; and what stands behind them."""

from django.conf import settings

from madoguchi.engines import mailtext


def base_of(address: str) -> str:
    """The client's address behind a signed or plus-tagged one: support+x@… is support@…."""
    local, _, domain = address.strip().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}".lower()


def reply_address(address: str, conversation_id: int) -> str:
    """The address that brings a customer's answer back into this conversation."""
    local, _, domain = address.rpartition("@")
    return mailtext.reply_address(
        local=local, domain=domain, token=conversation_id, secret=_secret()
    )


def conversation_token(addresses: tuple[str, ...]) -> int | None:
    """The conversation that a signed address among these names; a false signature names none."""
    for address in addresses:
        read = mailtext.read_reply_address(address, secret=_secret())
        if read is not None:
            return read[1]
    return None


def _secret() -> bytes:
    return settings.SECRET_KEY.encode()
