"""Raw bytes to a Mail: puts the engine's pieces together, and never raises whatever the bytes."""

from dataclasses import dataclass

from madoguchi.engines.mailtext.addresses import NOBODY, read_addresses, read_sender
from madoguchi.engines.mailtext.authentication import forged_mark
from madoguchi.engines.mailtext.bodies import read_attachments, read_bodies
from madoguchi.engines.mailtext.bounces import read_bounce, report_blocks
from madoguchi.engines.mailtext.dates import read_date
from madoguchi.engines.mailtext.encodedwords import decode_header
from madoguchi.engines.mailtext.headers import Headers
from madoguchi.engines.mailtext.kinds import Look, kind_of
from madoguchi.engines.mailtext.mime import Part, read_parts, with_plain_line_ends
from madoguchi.engines.mailtext.model import Address, Bounce, Kind, Mail
from madoguchi.engines.mailtext.notes import Notes
from madoguchi.engines.mailtext.replies import reply_text
from madoguchi.engines.mailtext.spam import spam_mark
from madoguchi.engines.mailtext.threads import read_ids


@dataclass(frozen=True, slots=True)
class _People:
    """Who is named in the headers."""

    sender: Address
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    reply_to: tuple[Address, ...]
    delivered_to: tuple[Address, ...]
    return_path: str | None


def parse(raw: bytes) -> Mail:
    """Read a mail as it came from the network or a file.

    The work is bounded: 1,000 headers of 64 kB, 1,000 parts 20 deep, 2 MB of text, 1 MB of HTML; what is beyond is
    left out of the result (the raw bytes keep it) and named in `defects`.
    """
    notes = Notes()
    root = read_parts(with_plain_line_ends(raw, notes), notes)
    headers = root.headers
    hint = _body_charset(root)
    subject = decode_header(headers.first("subject"), notes, where="subject", hint=hint)
    people = _people(headers, notes, hint)
    text, page = read_bodies(root, notes)
    kind, evidence, bounce = _kind(root, people, subject, text, notes)
    attachments = read_attachments(root, notes)
    date = read_date(headers.first("date"), notes)
    return Mail(
        subject=subject,
        sender=people.sender,
        to=people.to,
        cc=people.cc,
        reply_to=people.reply_to,
        delivered_to=people.delivered_to,
        return_path=people.return_path,
        date=date,
        message_id=next(iter(read_ids(headers.first("message-id"))), None),
        in_reply_to=read_ids(headers.first("in-reply-to")),
        references=read_ids(b" ".join(headers.all("references"))),
        text=text,
        html=page,
        reply_text=reply_text(text, subject=subject),
        attachments=attachments,
        kind=kind,
        evidence=evidence,
        bounce=bounce,
        charset_repairs=notes.repairs,
        defects=notes.defects,
        spam=spam_mark(headers),
        forged=forged_mark(headers, people.sender.email),
    )


def _body_charset(root: Part) -> str:
    return next(
        (label for leaf in root.leaves() if (label := leaf.parameters.get("charset", ""))), ""
    )


def _people(headers: Headers, notes: Notes, hint: str) -> _People:
    sender = read_sender(headers.first("from") or headers.first("sender"), notes, hint=hint)
    if sender == NOBODY:
        notes.defect("from: nobody")
    return _People(
        sender=sender,
        to=_all_addresses(headers, "to", notes, hint),
        cc=_all_addresses(headers, "cc", notes, hint),
        reply_to=_all_addresses(headers, "reply-to", notes, hint),
        delivered_to=_all_addresses(headers, "delivered-to", notes, hint),
        return_path=_return_path(headers, notes),
    )


def _all_addresses(headers: Headers, name: str, notes: Notes, hint: str) -> tuple[Address, ...]:
    values = headers.all(name)[:20]
    return tuple(
        address
        for value in values
        for address in read_addresses(value, notes, where=name, hint=hint)
    )


def _return_path(headers: Headers, notes: Notes) -> str | None:
    if "return-path" not in headers:
        return None
    found = read_addresses(headers.first("return-path"), notes, where="return-path")
    return found[0].email if found else ""


def _kind(
    root: Part, people: _People, subject: str, text: str, notes: Notes
) -> tuple[Kind, tuple[str, ...], Bounce | None]:
    report = report_blocks(root, notes)
    look = Look(root.headers, root, people.sender, people.return_path, subject, text, report)
    kind, evidence = kind_of(look)
    if kind not in (Kind.BOUNCE, Kind.DELAY):
        return kind, evidence, None
    ours = [address.email for address in (people.sender, *people.to, *people.delivered_to)]
    delayed = kind is Kind.DELAY
    return kind, evidence, read_bounce(root, report, text, ours=ours, delayed=delayed, notes=notes)
