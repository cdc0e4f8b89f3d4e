"""How hard each rule of the rulebook is for a client."""

from datetime import datetime

from django.db import transaction

from madoguchi.desk.clients import authority
from madoguchi.desk.clients.events import RuleSeverityChanged
from madoguchi.desk.clients.models import RuleSeverity
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events
from madoguchi.desk.platform.changes import Change
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.words import say
from madoguchi.engines import rulebook
from madoguchi.engines.rulebook import Severity


class CannotSetSeverity(Refusal):
    """そのルールか強さは、ルールブックにありません。"""


@transaction.atomic
def set_severity(
    *, client_id: int, rule: str, severity: Severity | None, person: Person, now: datetime
) -> None:
    """Another weight for this client; None is the rulebook's own. The same again is nothing new."""
    authority.refuse_unless_admin(person)
    known = rulebook.RULES.get(rule)
    if known is None:
        raise CannotSetSeverity
    client = authority.locked(client_id)
    present = RuleSeverity.objects.filter(client=client, rule=rule).first()
    before = present.severity if present else ""
    after = severity.value if severity else ""
    if before == after:
        return
    if severity is None:
        RuleSeverity.objects.filter(client=client, rule=rule).delete()
    else:
        RuleSeverity.objects.update_or_create(
            client=client, rule=rule, defaults={"severity": after}
        )
    change = Change("severity", _words(before), _words(after))
    events.record(
        RuleSeverityChanged(client_id=client.pk, rule=rule, title=known.title, changes=(change,)),
        at=now,
        actor_id=person.pk,
    )


def _words(severity: str) -> str:
    return Severity(severity).label if severity else say("標準")
