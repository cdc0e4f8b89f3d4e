"""Task risk: what is left of a task's work against what is left of its owner's business time."""

from madoguchi.engines.taskrisk.judging import Outlook, Risk, judge
from madoguchi.engines.taskrisk.work import Standing, Work

__all__ = ["Outlook", "Risk", "Standing", "Work", "judge"]
