"""Dates and times that a Japanese text names."""

from madoguchi.engines.timewords.due import due
from madoguchi.engines.timewords.words import Kind, TimeWord, time_words
from madoguchi.engines.timewords.workdays import Hours, is_working_day

__all__ = ["Hours", "Kind", "TimeWord", "due", "is_working_day", "time_words"]
