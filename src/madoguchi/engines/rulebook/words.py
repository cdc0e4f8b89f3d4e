"""Sets of words, written as they are read."""


def word_set(words: str) -> frozenset[str]:
    """The words of a text, set apart by white space."""
    return frozenset(words.split())
