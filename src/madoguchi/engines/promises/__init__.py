"""What a text promises: the words that commit, and when they fall due."""

from madoguchi.engines.promises.extract import Promise, extract
from madoguchi.engines.promises.shifts import Shift, shifts

__all__ = ["Promise", "Shift", "extract", "shifts"]
