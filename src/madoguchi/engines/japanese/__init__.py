"""Japanese text: normal spelling, words and their inflection. The shared analysis of all engines."""

from madoguchi.engines.japanese.normal import NormalText, normalise
from madoguchi.engines.japanese.tokens import Token, short_units, tokens

__all__ = ["NormalText", "Token", "normalise", "short_units", "tokens"]
