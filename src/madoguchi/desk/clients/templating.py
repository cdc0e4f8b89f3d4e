"""Reply templates: their placeholders, and a body with the values in their places."""

import re
from collections.abc import Mapping

PLACEHOLDERS = ("お客様名", "委託元名", "担当者名", "対応番号", "件名", "今日")
GAP = "〔　〕"  # for the writer to fill in; stays in the text as it is
# A name has an end: text with one opening bracket after another must not take its square in time.
_PLACEHOLDER = re.compile(r"\{\{([^{}\n]{1,40})\}\}")


def fill(body: str, values: Mapping[str, str]) -> str:
    """The body with each placeholder replaced by its value.

    One without a value stands as 〔name〕, so that the writer sees what is left to write. A value is
    put in as it is: a placeholder inside of it is not filled again.
    """
    return _PLACEHOLDER.sub(lambda found: _value(found[1].strip(), values), body)


def unknown_placeholders(body: str) -> tuple[str, ...]:
    """Names in double braces that mean nothing here, each once, in the order of the text."""
    named = dict.fromkeys(found[1].strip() for found in _PLACEHOLDER.finditer(body))
    return tuple(name for name in named if name not in PLACEHOLDERS)


def _value(name: str, values: Mapping[str, str]) -> str:
    return values.get(name) or f"〔{name}〕"
