"""The next good moment to write to somebody: pure functions of their hours, absences and now."""

from madoguchi.engines.rightmoment.moments import Moment, next_good_moment, wrong_at
from madoguchi.engines.rightmoment.recipient import Absence, Recipient, Wrong

__all__ = ["Absence", "Moment", "Recipient", "Wrong", "next_good_moment", "wrong_at"]
