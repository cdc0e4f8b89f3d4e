"""Japanese text: normal spelling, words and their inflection, what search knows a text by."""

from madoguchi.engines.japanese.marks import marked_spans
from madoguchi.engines.japanese.normal import NormalText, normalise
from madoguchi.engines.japanese.search import VERSION, index_terms, is_asked_whole, query_terms
from madoguchi.engines.japanese.tokens import Token, short_units, tokens

__all__ = [
    "VERSION",
    "NormalText",
    "Token",
    "index_terms",
    "is_asked_whole",
    "marked_spans",
    "normalise",
    "query_terms",
    "short_units",
    "tokens",
]
