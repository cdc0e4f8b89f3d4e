"""How whom an answer reaches wants to be written to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WaysRow:
    """One of the client's people: on what they read, how, in which words, and when they are there."""

    client_pk: int
    contact_pk: int
    name: str
    is_phone: bool
    form: str
    words: str
    hours_today: str  # 「10:00–16:00」, "" on a day without any
    away: str = ""  # 「11月25日〜26日」, of the next absence or a running one

    @property
    def has_wishes(self) -> bool:
        """Whether there is more to heed than their hours."""
        return self.is_phone or bool(self.form or self.words or self.away)
