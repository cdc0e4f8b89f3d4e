"""The door of the API: a token that is in force, or nothing."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from madoguchi.desk.api.bearer import presented

ASKED = "select token_id, client_id, secret_hash from api_token_in_force(%s, %s)"
COUNTED = "select api_token_counted(%s, %s, %s)"
MOST_A_MINUTE = 120  # of one token, in the minute that begins with its first question
# What no secret has the hash of: a key that is not known is refused as slowly as a wrong secret.
NO_HASH = "0" * 64


@dataclass(frozen=True)
class Caller:
    """A token in force, and the one client whose words it reads; None: no client's."""

    token_id: int
    client_id: int | None

    @property
    def client_ids(self) -> frozenset[int]:
        """The scope of everything that is done for it."""
        return frozenset() if self.client_id is None else frozenset({self.client_id})


def caller_of(authorization: str, *, now: datetime) -> Caller | None:
    """Who asks; None for no token and for one that is wrong, revoked or over, or whose client is closed."""
    bearer = presented(authorization)
    if bearer is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute(ASKED, [bearer.key, now])
        token_id, client_id, secret_hash = cursor.fetchone() or (None, None, NO_HASH)
    if not bearer.opens(secret_hash) or token_id is None:
        return None
    return Caller(token_id, client_id)


def may_ask(caller: Caller, *, now: datetime) -> bool:
    """Count one more question of this token, unless it has asked enough in this minute.

    One statement, on the token's own row: however many ask at once, in however many processes.
    """
    with connection.cursor() as cursor:
        cursor.execute(COUNTED, [caller.token_id, now, MOST_A_MINUTE])
        [is_counted] = cursor.fetchone()
    return bool(is_counted)
