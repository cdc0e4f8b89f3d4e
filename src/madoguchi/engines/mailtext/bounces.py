"""Delivery reports: RFC 3464 ones, and the free text that qmail, Exim and Japanese carriers send instead."""

import re
from collections.abc import Sequence

from madoguchi.engines.mailtext.headers import Headers, split_headers
from madoguchi.engines.mailtext.mime import Part
from madoguchi.engines.mailtext.model import Bounce
from madoguchi.engines.mailtext.notes import Notes
from madoguchi.engines.mailtext.threads import read_ids

_ADDRESS = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.\"-]{1,64}@[A-Za-z0-9.-]{1,200}\.[A-Za-z]{2,20}"
_FAILED_LINE = re.compile(rf"(?m)^[ \t]*<?({_ADDRESS})>?[ \t]*:?[ \t]*$")
_ANY_ADDRESS = re.compile(_ADDRESS)
_STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?!\.?\d)")
_REPLY_CODE = re.compile(r"(?<![\d.])([45])\d\d(?=[ -])")
_ORIGINAL_ID = re.compile(r"(?im)^[ \t>]*Message-ID:\s*(<[^<>\s]{1,900}>)")
_FULL = re.compile(r"mailbox.{0,20}full|quota|over.?limit|容量|いっぱい|受信制限", re.IGNORECASE)
_UNKNOWN = re.compile(
    r"user unknown|unknown user|no such (?:user|mailbox|address)|does ?n[o']t exist|not found|存在しない|存在しません|見つかりません",
    re.IGNORECASE,
)
# Permanent by their number, but they pass: full mailbox, too much mail, too big.
_PASSING = ("5.2.2", "5.2.3", "5.3.4", "5.4.5")
_REPORT_TYPES = ("message/delivery-status", "message/global-delivery-status")
_ORIGINAL_TYPES = (
    "message/rfc822",
    "text/rfc822-headers",
    "message/rfc822-headers",
    "message/global",
)
_SEARCHED = 50_000


def report_blocks(root: Part, notes: Notes) -> tuple[Headers, ...]:
    """The blocks of fields of a delivery-status part: the first about the message, then one for each recipient."""
    content = next(
        (leaf.content(notes) for leaf in root.leaves() if leaf.content_type in _REPORT_TYPES), b""
    )
    blocks = (block for block in re.split(rb"\r?\n\s*\n", content[:_SEARCHED].strip()) if block)
    return tuple(split_headers(block, 0, len(block), notes)[0] for block in blocks)


def action_of(blocks: Sequence[Headers]) -> str:
    """What happened to the worst-off recipient: failed, delayed, another word, or ""."""
    actions = [action for block in blocks if (action := block.word("action").split(";")[0].strip())]
    return next(
        (action for action in ("failed", "delayed") if action in actions), "".join(actions[:1])
    )


def read_bounce(
    root: Part,
    blocks: Sequence[Headers],
    text: str,
    *,
    ours: Sequence[str],
    delayed: bool,
    notes: Notes,
) -> Bounce:
    """Whose address failed, for which message, why, and whether for good. `ours` are addresses that cannot be meant."""
    worst = next(
        (block for block in blocks if block.word("action").startswith(("failed", "delayed"))), None
    )
    block = worst or Headers(())
    searched = text[:_SEARCHED]
    reason = _line(block.first("diagnostic-code")) or _reason_in(searched)
    status = _status(block, f"{reason}\n{searched}")
    return Bounce(
        failed_recipient=_recipient(block, root.headers, searched, ours),
        original_message_id=_original_id(root, searched, notes),
        status=status,
        reason=reason,
        hard=False if delayed else _is_hard(status, f"{reason}\n{searched}"),
    )


def _line(value: bytes) -> str:
    text = " ".join(value.decode("utf-8", "replace").replace("\0", "").split())
    return re.sub(r"^(?:smtp|x-[a-z-]+)\s*;\s*", "", text, flags=re.IGNORECASE)[:500]


def _reason_in(text: str) -> str:
    lines = (line.strip() for line in text.split("\n"))
    return next(
        (line[:500] for line in lines if _STATUS.search(line) or _REPLY_CODE.search(line)), ""
    )


def _status(block: Headers, text: str) -> str | None:
    stated = _STATUS.search(block.word("status"))
    found = _STATUS.search(text)
    if stated and not (stated[1].endswith(".0.0") and found and found[1][0] == stated[1][0]):
        return stated[1]
    return found[1] if found else None


def _recipient(block: Headers, headers: Headers, text: str, ours: Sequence[str]) -> str | None:
    named = (
        block.word("original-recipient"),
        block.word("final-recipient"),
        headers.word("x-failed-recipients"),
    )
    for value in named:
        if match := _ANY_ADDRESS.search(value.split(";")[-1]):
            return match[0]
    known = {address.lower() for address in ours}
    for pattern in (_FAILED_LINE, _ANY_ADDRESS):
        for match in pattern.finditer(text):
            address = match[match.re.groups].lower()
            if address not in known and not address.startswith(("mailer-daemon@", "postmaster@")):
                return address
    return None


def _original_id(root: Part, text: str, notes: Notes) -> str | None:
    for leaf in root.leaves():
        if leaf.content_type in _ORIGINAL_TYPES:
            content = leaf.content(notes)
            headers, _ = split_headers(content, 0, len(content), Notes())
            if ids := read_ids(headers.first("message-id")):
                return ids[0]
    if match := _ORIGINAL_ID.search(text):
        return match[1]
    ids = (
        read_ids(root.headers.first("in-reply-to"))
        or read_ids(root.headers.first("references"))[-1:]
    )
    return ids[0] if ids else None


def _is_hard(status: str | None, text: str) -> bool | None:
    if status:
        return status.startswith("5") and status not in _PASSING
    if _FULL.search(text):
        return False
    if _UNKNOWN.search(text):
        return True
    code = _REPLY_CODE.search(text)
    return code[1] == "5" if code else None
