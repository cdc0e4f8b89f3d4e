"""The twelve colours that a client can have, by the names that people say."""

from madoguchi.desk.platform.spreadsheets import is_one_of
from madoguchi.desk.platform.words import later, say

# In the order of the style sheet's [data-hue].
NAMES = (
    *(later("青緑"), later("青"), later("緑"), later("茶")),
    *(later("紫"), later("赤"), later("からし"), later("藍")),
    *(later("空色"), later("若草"), later("赤紫"), later("こはく")),
)
HUES = range(1, len(NAMES) + 1)
CHOICES = tuple(zip(HUES, NAMES, strict=True))


def hue_of(typed: str) -> int | None:
    """The colour of that name in any language, or of that number; None when it is none."""
    if typed.isascii() and typed.isdecimal() and len(typed) <= 2:
        return int(typed) if int(typed) in HUES else None
    return next((number for number, name in CHOICES if is_one_of(typed, name)), None)


def hue_names() -> str:
    """All of them, as a sentence lists them."""
    return say("、").join(str(name) for name in NAMES)
