"""Short ways to write the story's entries down, so that the conversations read like a script."""

from inspect import cleandoc

from madoguchi.desk.demo.story.shapes import (
    Attachment,
    Business,
    Closing,
    Entry,
    OpenDay,
    Promise,
    When,
)


def ago(minutes: int) -> Business:
    """So many business minutes before now."""
    return Business(minutes_ago=minutes)


def ahead(minutes: int) -> Business:
    """So many business minutes after now."""
    return Business(minutes_ago=-minutes)


def day(days_ago: int, clock: str) -> OpenDay:
    """A clock time on the n-th open day before today."""
    return OpenDay(days_ago=days_ago, clock=clock)


def mail(at: When, text: str, *attachments: Attachment) -> Entry:
    """A mail from the customer."""
    return Entry(kind="mail", at=at, text=cleandoc(text), attachments=attachments)


def form(at: When, text: str, *attachments: Attachment) -> Entry:
    """A message from the customer through the client's web form."""
    return Entry(kind="mail", at=at, text=cleandoc(text), attachments=attachments, channel="form")


def reply(at: When, by: str, text: str, promise: Promise | None = None, reason: str = "") -> Entry:
    """Our answer, with the word given in it, if any."""
    return Entry(
        kind="reply", at=at, author=by, text=cleandoc(text), promise=promise, reason=reason
    )


def holding(at: When, by: str, text: str, promise: Promise) -> Entry:
    """A first answer that says by when the real one comes."""
    return Entry(kind="reply", at=at, author=by, text=cleandoc(text), promise=promise, holding=True)


def note(at: When, by: str, text: str) -> Entry:
    """An internal note."""
    return Entry(kind="note", at=at, author=by, text=cleandoc(text))


def no_answer(at: When, by: str, why: str) -> Entry:
    """The mark that the message before needs no answer."""
    return Entry(kind="no_answer", at=at, author=by, text=why)


def closed(at: When, by: str) -> Closing:
    """The end of a conversation."""
    return Closing(at=at, by=by)


def word(what: str, due: When) -> Promise:
    """A given word: what, and by when."""
    return Promise(what=what, due=due)
