"""The words of the pages in the reader's language: Japanese is the source (docs/adr/0013)."""

from functools import lru_cache

from django.utils.functional import lazy
from django.utils.translation import (
    get_language,
    gettext,
    ngettext,
    pgettext,
    pgettext_lazy,
)

count = ngettext  # (one, many, number)
told = pgettext  # (context, words): where one Japanese word is two in English
later_told = pgettext_lazy

__all__ = ["count", "later", "later_told", "say", "told"]


def say(words: str) -> str:
    """The words in the language of the running request."""
    return _said(get_language(), words)


later = lazy(say, str)  # when it is shown: for words kept in a module's constants


@lru_cache(maxsize=8192)  # a list says 「残り」 fifty times
def _said(_language: str | None, words: str) -> str:
    return gettext(words)
