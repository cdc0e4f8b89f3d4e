"""Messages that left some days ago, with findings of the guard that became of as said."""

from datetime import timedelta

from madoguchi.desk.clients.models import Client
from madoguchi.desk.guard.models import GuardCheck, GuardFinding
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from tests import builders


def sent(
    client: Client,
    person: Person,
    *outcomes: str,
    rule: str = "concrete-wording",
    days_ago: int = 0,
    verdict: str = "",
    severity: str = "warn",
) -> list[GuardFinding]:
    """One message; a finding for each outcome: sent, silenced, reasoned, approved or rewritten."""
    left_at = clock.now() - timedelta(days=days_ago)
    opened = builders.a_conversation(client, received_at=left_at - timedelta(minutes=10))
    message = builders.replied(opened, person)
    with walls.transaction([client.pk]):
        check = GuardCheck.objects.get(message_id=message.pk)
        return [
            GuardFinding.objects.create(
                client=client,
                guard_check=check,
                message_id=message.pk,
                rule=rule,
                severity=severity,
                span="なるべく早く",
                reason="いつ届くのか分かりません",
                outcome=outcome,
                person=person,
                at=check.at,
                verdict=verdict,
                reviewed_by=person if verdict else None,
                reviewed_at=check.at if verdict else None,
            )
            for outcome in outcomes
        ]
