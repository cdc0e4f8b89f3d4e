"""What a mail server handed over: plain values, nothing of it understood."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Arrival:
    """One mail: its bytes, its envelope's sender and recipients."""

    raw: bytes
    envelope_from: str
    recipients: tuple[str, ...]
