"""Saying whether a finding of the guard was right."""

from datetime import datetime

from django.db import transaction

from madoguchi.desk.adherence.authority import refuse_unless_directs
from madoguchi.desk.adherence.events import FindingReviewed
from madoguchi.desk.guard.models import GuardFinding
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events
from madoguchi.desk.platform.refusals import Refusal


class CannotReview(Refusal):
    """この指摘は判定できません。"""


class OwnFinding(CannotReview):
    """自分の送信への指摘は、ほかのディレクターが判定します。"""


@transaction.atomic
def review_finding(
    *, finding_id: int, verdict: GuardFinding.Verdict, person: Person, now: datetime
) -> GuardFinding:
    """The finding with what the reviewer says of it; a later word replaces an earlier one."""
    finding = GuardFinding.objects.select_for_update(no_key=True).get(pk=finding_id)
    refuse_unless_directs(person, finding.client_id, now)
    if finding.person_id == person.pk:
        raise OwnFinding
    finding.verdict, finding.reviewed_by, finding.reviewed_at = verdict, person, now
    finding.save(update_fields=["verdict", "reviewed_by", "reviewed_at"])
    reviewed = FindingReviewed(
        client_id=finding.client_id, finding_id=finding.pk, rule=finding.rule, verdict=verdict
    )
    events.record(reviewed, at=now, actor_id=person.pk)
    return finding
