"""Whether mail comes to a client: told by the feature that knows mailboxes, which is above us."""

from collections.abc import Callable

_sources: list[Callable[[int], bool]] = []


def mail_told_by(source: Callable[[int], bool]) -> None:
    """Ask this source too; wired once, when all features are loaded."""
    _sources.append(source)


def mail_comes(client_id: int) -> bool:
    """Whether the client has a mailbox, or mail has come to it."""
    return any(source(client_id) for source in _sources)
