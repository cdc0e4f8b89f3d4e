"""The head of a mail: what can be known of one whose body cannot be read."""

import re

from madoguchi.engines import mailtext

ADDRESS = re.compile(rb"[^\s<>\"(),;:]{1,128}@[^\s<>\"(),;:]{1,255}")


def head_of(raw: bytes) -> bytes:
    """The headers alone: what lies in the quarantine may lie there because of its body."""
    ends = [raw.find(blank) for blank in (b"\r\n\r\n", b"\n\n")]
    found = [end for end in ends if end >= 0]
    return raw[: min(found)] + b"\r\n\r\n" if found else raw


def addresses_in(raw: bytes) -> tuple[str, ...]:
    """Whatever looks like an address in the head: as it stands there, and as a reader of mails has it."""
    head = head_of(raw)
    named = [one.decode("ascii", "replace") for one in ADDRESS.findall(head)]
    try:
        mail = mailtext.parse(head)
    except Exception:  # noqa: BLE001 (it may lie there because it cannot be read: then as it stands)
        return tuple(named)
    read = (one.email for one in (*mail.to, *mail.cc, *mail.delivered_to))
    return tuple(dict.fromkeys((*named, *read)))
