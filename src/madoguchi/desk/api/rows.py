"""Tokens as the settings show them."""

from dataclasses import dataclass
from datetime import datetime

from madoguchi.desk.platform.words import say


@dataclass(frozen=True, slots=True)
class TokenRow:
    """A token without its secret. state: open, over or revoked."""

    pk: int
    name: str
    key: str
    client_name: str  # "" for a token of no client
    made_by: str
    made_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None
    state: str

    @property
    def is_open(self) -> bool:
        return self.state == "open"

    @property
    def state_label(self) -> str:
        return {"open": say("有効"), "over": say("期限切れ")}.get(self.state) or say("失効")

    @property
    def tone(self) -> str:
        return "ok" if self.is_open else "neutral"


@dataclass(frozen=True, slots=True)
class NewToken:
    """A token that was just made, whole: shown this once."""

    name: str
    text: str
