"""Dates and times that a Japanese text names."""

from madoguchi.engines.timewords.words import Kind, TimeWord, time_words

__all__ = ["Kind", "TimeWord", "time_words"]
