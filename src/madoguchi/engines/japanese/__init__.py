"""Japanese text: normal spelling, words and their inflection, what search knows a text by."""

from madoguchi.engines.japanese.everyday import is_everyday
from madoguchi.engines.japanese.marks import marked_spans
from madoguchi.engines.japanese.meanings import Meaning, meanings
from madoguchi.engines.japanese.normal import NormalText, normalise
from madoguchi.engines.japanese.search import (
    VERSION,
    Other,
    index_terms,
    is_asked_whole,
    query_terms,
)
from madoguchi.engines.japanese.tokens import Token, short_units, tokens

__all__ = [
    "VERSION",
    "Meaning",
    "NormalText",
    "Other",
    "Token",
    "index_terms",
    "is_asked_whole",
    "is_everyday",
    "marked_spans",
    "meanings",
    "normalise",
    "query_terms",
    "short_units",
    "tokens",
]
