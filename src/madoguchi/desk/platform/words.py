"""The words of the pages in the reader's language: Japanese is the source (docs/adr/0013)."""

from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext, pgettext_lazy

say = gettext  # now, in the language of the running request
later = gettext_lazy  # when it is shown: for words kept in a module's constants
count = ngettext  # (one, many, number)
told = pgettext  # (context, words): where one Japanese word is two in English
later_told = pgettext_lazy

__all__ = ["count", "later", "later_told", "say", "told"]
