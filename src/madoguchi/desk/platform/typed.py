"""What people typed or put into an address, read safely."""

import re

_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LONGEST_NUMBER = 15


def as_typed(text: str) -> str:
    """The text with the line ends that the person saw (browsers send CR LF).

    What no mail can carry (the vertical tab of a pasted slide, NUL) is a blank, so that every other
    character keeps its place.
    """
    return _UNSEEN.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


def number(text: str) -> int | None:
    """An id from an address or a form; None for what cannot be one."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= _LONGEST_NUMBER
    return int(text) if is_number else None
