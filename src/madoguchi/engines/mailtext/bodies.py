"""From the tree of parts to what a person reads: the text, the HTML and the attachments."""

import hashlib
import html
from dataclasses import dataclass

from madoguchi.engines.mailtext import hypertext
from madoguchi.engines.mailtext.flowed import plain_lines, unflow
from madoguchi.engines.mailtext.hyperlimits import balanced, without_tags
from madoguchi.engines.mailtext.mime import Part
from madoguchi.engines.mailtext.model import Attachment
from madoguchi.engines.mailtext.notes import Notes
from madoguchi.engines.mailtext.parameters import safe_file_name

_LONGEST_TEXT = 2_000_000


@dataclass(frozen=True, slots=True)
class Section:
    """One piece of the body in its two forms; either may be missing."""

    plain: str | None
    html: str | None


def read_bodies(root: Part, notes: Notes) -> tuple[str, str | None]:
    """The whole text, and the sanitised HTML or None. Text is made from HTML where no text says anything."""
    sections = _sections(root, root, notes)
    rich = [
        hypertext.sanitise(section.html) if section.html is not None else None
        for section in sections
    ]
    texts = [_section_text(section, clean) for section, clean in zip(sections, rich, strict=True)]
    text = "\n\n".join(text for text in texts if text.strip())
    if all(clean is None for clean in rich):
        return text, None
    pieces = [
        _as_html(section.plain) if clean is None else clean
        for section, clean in zip(sections, rich, strict=True)
    ]
    return text, "\n".join(pieces)


def _section_text(section: Section, clean: str | None) -> str:
    if clean is not None and (section.plain is None or not section.plain.strip()):
        return hypertext.as_text(clean)
    return section.plain or ""


def _as_html(plain: str | None) -> str:
    return f"<pre>{html.escape(plain or '', quote=False)}</pre>"


def _sections(part: Part, root: Part, notes: Notes) -> list[Section]:
    if not part.children:
        return [_leaf_section(part, root, notes)] if is_body(part, root) else []
    below = [_sections(child, root, notes) for child in part.children]
    if part.content_type == "multipart/alternative":
        return _alternative(below)
    return [section for sections in below for section in sections]


def _alternative(below: list[list[Section]]) -> list[Section]:
    """The first of the plain forms and the last of the rich ones, as one section."""
    plain = next(
        (found for found in below if any(section.plain is not None for section in found)), []
    )
    rich = next(
        (found for found in reversed(below) if any(section.html is not None for section in found)),
        [],
    )
    texts = [section.plain for section in plain if section.plain is not None]
    pages = [
        section.html if section.html is not None else _as_html(section.plain) for section in rich
    ]
    if not texts and not pages:
        return []
    return [Section("\n\n".join(texts) if texts else None, "\n".join(pages) if pages else None)]


def is_body(part: Part, root: Part) -> bool:
    """Whether a leaf is text to read rather than a file. The only part of a mail is, unless it has a file's name."""
    if part.content_type not in ("text/plain", "text/html"):
        return False
    if part is root or part is next(root.leaves()):
        return part.disposition != "attachment" or not part.file_name
    return part.disposition != "attachment" and not part.file_name


def _leaf_section(part: Part, root: Part, notes: Notes) -> Section:
    data = part.content(notes)
    label = part.parameters.get("charset", "")
    if len(data) > _LONGEST_TEXT:
        notes.defect("text longer than 2 MB, the rest is left out")
        data = data[:_LONGEST_TEXT]
    if part.content_type == "text/html":
        source = notes.text(data, where="html", label=label or hypertext.charset_in(data))
        if len(source) > hypertext.LONGEST:
            notes.defect("HTML longer than 1 MB, the rest is left out")
        source = source[: hypertext.LONGEST]
        if _pages_before(part, root) > hypertext.LONGEST:
            notes.defect("more than 1 MB of HTML in parts, the bare text of the rest is kept")
            return Section(without_tags(source), None)
        page = balanced(source, hypertext.TAGS)
        if page is None:
            notes.defect("HTML nested beyond reason, its bare text is kept")
            return Section(without_tags(source), None)
        return Section(None, page)
    text = plain_lines(notes.text(data, where="text", label=label)).removeprefix("\ufeff")
    if part.parameters.get("format", "").lower() == "flowed":
        text = unflow(text, delete_space=part.parameters.get("delsp", "").lower() == "yes")
    return Section(text, None)


def _pages_before(part: Part, root: Part) -> int:
    """The bytes of HTML, as they are encoded, in the parts before this one."""
    return sum(
        leaf.end - leaf.start
        for leaf in root.leaves()
        if leaf.start < part.start and leaf.content_type == "text/html" and is_body(leaf, root)
    )


def read_attachments(root: Part, notes: Notes) -> tuple[Attachment, ...]:
    """Every leaf that is not body text, in order, decoded."""
    files = [part for part in root.leaves() if not is_body(part, root)]
    return tuple(_attachment(part, number, notes) for number, part in enumerate(files, start=1))


def _attachment(part: Part, number: int, notes: Notes) -> Attachment:
    content = part.content(notes)
    identifier = part.headers.printable("content-id").strip("<> ")
    return Attachment(
        name=safe_file_name(part.file_name, part.content_type, number),
        content_type=part.content_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        content_id=identifier or None,
        inline=part.disposition == "inline"
        or (bool(identifier) and part.disposition != "attachment"),
    )
