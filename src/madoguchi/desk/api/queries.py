"""Tokens for the settings; what a token's client brings to a check."""

from dataclasses import dataclass
from datetime import datetime

from madoguchi.desk.api.models import Token
from madoguchi.desk.api.rows import TokenRow
from madoguchi.desk.clients import policies
from madoguchi.desk.clients.models import Client, ClientPhrase, RuleSeverity
from madoguchi.desk.conversations.drafting import glossary_of
from madoguchi.desk.conversations.hours import working_hours
from madoguchi.desk.guard.gate import Severities
from madoguchi.engines.rulebook import Severity, WorkingHours

SHOWN = 200


@dataclass(frozen=True)
class Surroundings:
    """What a client brings to a check: its hours, its words, the phrases it forbids, its severities."""

    working_hours: WorkingHours
    glossary: dict[str, tuple[str, ...]]
    forbidden: tuple[str, ...]
    severities: Severities


def surroundings_of(client_id: int) -> Surroundings:
    """Four queries, each within the client's own wall."""
    phrases = ClientPhrase.objects.filter(client_id=client_id, kind=ClientPhrase.Kind.FORBID)
    severities = RuleSeverity.objects.filter(client_id=client_id).order_by("rule")
    return Surroundings(
        working_hours=working_hours(policies.in_force(client_id).calendar),
        glossary=glossary_of(client_id),
        forbidden=tuple(phrases.order_by("phrase").values_list("phrase", flat=True)),
        severities={
            rule: None if severity == RuleSeverity.OFF else Severity(severity)
            for rule, severity in severities.values_list("rule", "severity")
        },
    )


def token_rows(*, now: datetime) -> tuple[TokenRow, ...]:
    """The tokens in sight, those in force first, then the newest."""
    found = Token.objects.select_related("client", "made_by").order_by("-made_at", "-pk")[:SHOWN]
    rows = [_row(token, now) for token in found]
    return tuple(sorted(rows, key=lambda row: not row.is_open))


def client_choices() -> tuple[tuple[str, str], ...]:
    """The clients that a token may be for."""
    found = Client.objects.filter(closed_at__isnull=True).order_by("name", "pk")
    return tuple((str(one.pk), one.name) for one in found)


def _row(token: Token, now: datetime) -> TokenRow:
    return TokenRow(
        pk=token.pk,
        name=token.name,
        key=token.key,
        client_name=token.client.name if token.client else "",
        made_by=token.made_by.name,
        made_at=token.made_at,
        expires_at=token.expires_at,
        last_used_at=token.last_used_at,
        state=_state(token, now),
    )


def _state(token: Token, now: datetime) -> str:
    if token.revoked_at is not None:
        return "revoked"
    return "over" if token.expires_at is not None and token.expires_at <= now else "open"
