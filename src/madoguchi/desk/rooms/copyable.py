"""What in a text is there to be copied: numbers, codes, addresses, as rule 0.13 of the rulebook reads it."""

from functools import lru_cache

from madoguchi.engines.rulebook import Context, Draft
from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.rules.device_aware import RULE

MOST = 3
_ON_A_PHONE = Context(recipient_device="smartphone")


@lru_cache(maxsize=512)
def numbers_in(text: str) -> tuple[str, ...]:
    """Each once, in the order of the text; none where it stands alone already."""
    marks = RULE.find(Analysis.of(Draft(text, _ON_A_PHONE, "client")))
    spans = [mark.span for mark in marks if mark.span is not None]
    found = (text[start:end].strip() for start, end in spans)
    return tuple(dict.fromkeys(one for one in found if one and "\n" not in one))[:MOST]
