"""What was said before a draft, read as a draft is read."""

from functools import lru_cache

from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.draft import Draft


@lru_cache(maxsize=256)
def said_before(text: str) -> Analysis:
    """The reading of an earlier message; kept, for it is asked for at every stop in typing."""
    return Analysis.of(Draft(text))
