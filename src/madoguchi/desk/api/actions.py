"""Tokens are made and revoked."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from madoguchi.desk.api.bearer import Bearer
from madoguchi.desk.api.events import ApiTokenMade, ApiTokenRevoked
from madoguchi.desk.api.models import Token
from madoguchi.desk.clients.authority import refuse_unless_admin
from madoguchi.desk.clients.models import Client
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events
from madoguchi.desk.platform.refusals import Refusal


class CannotMakeToken(Refusal):
    """このトークンは発行できません。"""


class TokenGone(Refusal):
    """このトークンは、もう失効しています。"""


@dataclass(frozen=True, kw_only=True)
class TokenWish:
    """The token that is asked for: its name, its client if it has one, the last day on which it opens."""

    name: str
    client_id: int | None = None
    last_day: date | None = None


@transaction.atomic
def make_token(*, wish: TokenWish, person: Person, now: datetime) -> Bearer:
    """A new token; its secret is told here and kept nowhere. Raises AdminNeeded, CannotMakeToken."""
    refuse_unless_admin(person)
    name = wish.name.strip()[:80]
    if not name:
        raise CannotMakeToken(_("どのシステムのトークンか分かる名前を書いてください。"))
    expires_at = _end_of(wish.last_day) if wish.last_day else None
    if expires_at is not None and expires_at <= now:
        raise CannotMakeToken(_("期限は今日より後の日にしてください。"))
    if wish.client_id is not None:
        _refuse_unless_open(wish.client_id)
    bearer = Bearer.drawn()
    token = Token.objects.create(
        name=name,
        client_id=wish.client_id,
        key=bearer.key,
        secret_hash=bearer.secret_hash,
        made_by=person,
        made_at=now,
        expires_at=expires_at,
    )
    made = ApiTokenMade(client_id=token.client_id, token_id=token.pk, name=name)
    events.record(made, at=now, actor_id=person.pk)
    return bearer


@transaction.atomic
def revoke_token(*, token_id: int, person: Person, now: datetime) -> str:
    """The token opens nothing any more; its name. Raises AdminNeeded, TokenGone."""
    refuse_unless_admin(person)
    in_use = Token.objects.select_for_update().filter(revoked_at__isnull=True)
    token = in_use.filter(pk=token_id).first()
    if token is None:
        raise TokenGone
    token.revoked_at, token.revoked_by = now, person
    token.save(update_fields=["revoked_at", "revoked_by"])
    gone = ApiTokenRevoked(client_id=token.client_id, token_id=token.pk, name=token.name)
    events.record(gone, at=now, actor_id=person.pk)
    return token.name


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))


def _refuse_unless_open(client_id: int) -> None:
    if not Client.objects.filter(pk=client_id, closed_at__isnull=True).exists():
        raise CannotMakeToken(_("委託元を選び直してください。"))
