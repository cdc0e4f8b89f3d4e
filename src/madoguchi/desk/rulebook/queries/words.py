"""Reads for the pages of the word rules."""

from madoguchi.desk.platform.words import say
from madoguchi.desk.rulebook.contents import BOTH, CLIENT, CUSTOMER, Book, BookWord, fingerprint
from madoguchi.desk.rulebook.rows import Choice, WordRow


def word_rows(book: Book) -> tuple[WordRow, ...]:
    """The word rules in their order."""
    return tuple(word_row(one) for one in book.words)


def word_row(word: BookWord) -> WordRow:
    """One word rule, with the fingerprint that a form of it carries."""
    return WordRow(
        number=word.number,
        avoid=word.avoid,
        prefer=word.prefer,
        to=word.to,
        to_words=audience(word.to),
        exceptions=word.exceptions,
        opened=fingerprint(word),
    )


def audience(to: str) -> str:
    """Whom a message goes to, in words."""
    if to == BOTH:
        return say("お客様と委託元")
    return say("お客様あて") if to == CUSTOMER else say("委託元あて")


def audience_choices() -> tuple[Choice, ...]:
    """To whom a word rule applies, as choices of a form."""
    return tuple(Choice(to, audience(to)) for to in (BOTH, CUSTOMER, CLIENT))
