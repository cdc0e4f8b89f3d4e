"""Dates and times that a Japanese text names."""

from madoguchi.engines.timewords.due import due
from madoguchi.engines.timewords.words import Kind, TimeWord, time_words
from madoguchi.engines.timewords.workdays import Hours

__all__ = ["Hours", "Kind", "TimeWord", "due", "time_words"]
