"""An admin gives a reason to look inside."""

from datetime import datetime

from django.db import transaction

from madoguchi.desk.clients.events import AccessReasoned
from madoguchi.desk.clients.models import ACCESS_LASTS, ReasonedAccess
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events, walls
from madoguchi.desk.platform.refusals import Refusal


class CannotAccess(Refusal):
    """管理者だけが、理由を書いて対応を読めます。"""


class ReasonMissing(CannotAccess):
    """対応を読む理由を書いてください。委託元の記録に残ります。"""


@transaction.atomic
def give_reason(*, client_id: int, person: Person, reason: str, now: datetime) -> ReasonedAccess:
    """Open one client's conversations to an admin for an hour, and log why."""
    if not person.is_admin:
        raise CannotAccess
    if not reason.strip():
        raise ReasonMissing
    with walls.within([client_id], provider_wide=True):
        access = ReasonedAccess.objects.create(
            client_id=client_id,
            person=person,
            reason=reason.strip(),
            starts_at=now,
            ends_at=now + ACCESS_LASTS,
        )
        events.record(
            AccessReasoned(client_id=client_id, access_id=access.pk, ends_at=access.ends_at),
            at=now,
            actor_id=person.pk,
        )
    return access
