"""How hard each rule of the rulebook is for a client."""

from datetime import datetime
from typing import Literal

from django.db import transaction

from madoguchi.desk.clients import authority
from madoguchi.desk.clients.events import RuleSeverityChanged
from madoguchi.desk.clients.models import RuleSeverity
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events
from madoguchi.desk.platform.changes import Change
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.engines import rulebook
from madoguchi.engines.rulebook import Severity

# None is the rulebook's own; off: the rule says nothing about this client's messages.
Weight = Severity | Literal["off"] | None
OFF: Literal["off"] = "off"
STANDARD = "standard"  # the rulebook's own, as the log names it


class CannotSetSeverity(Refusal):
    """そのルールか強さは、ルールブックにありません。"""


@transaction.atomic
def set_severity(
    *, client_id: int, rule: str, severity: Weight, person: Person, now: datetime
) -> None:
    """Another weight for this client, or none at all. The same again is nothing new."""
    authority.refuse_unless_admin(person)
    known = rulebook.RULES.get(rule)
    if known is None:
        raise CannotSetSeverity
    client = authority.locked(client_id)
    present = RuleSeverity.objects.filter(client=client, rule=rule).first()
    before = present.severity if present else ""
    after = severity.value if isinstance(severity, Severity) else severity or ""
    if before == after:
        return
    if severity is None:
        RuleSeverity.objects.filter(client=client, rule=rule).delete()
    else:
        RuleSeverity.objects.update_or_create(
            client=client, rule=rule, defaults={"severity": after}
        )
    change = Change("severity", before or STANDARD, after or STANDARD)
    events.record(
        RuleSeverityChanged(client_id=client.pk, rule=rule, title=known.title, changes=(change,)),
        at=now,
        actor_id=person.pk,
    )
