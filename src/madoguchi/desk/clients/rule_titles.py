"""What a rule is called in the reader's language."""

from madoguchi.desk.platform.days import in_english
from madoguchi.desk.platform.words import say
from madoguchi.engines.rulebook import RULES


def titled(check: str, title: str = "") -> str:
    """A rule's title as its book writes it, in Japanese; in English that of the check it is linked to.

    `check` is a slug, "" for a rule that nothing checks; a check that no book names has its own title.
    """
    known = RULES.get(check)
    if known is not None and (in_english() or not title):
        return say(known.title)
    return say(title) if title else check
