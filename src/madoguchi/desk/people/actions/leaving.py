"""A member leaves: decided by their client's own owner or by who leads the desk, as contacts say."""

from datetime import datetime

from django.db import transaction

from madoguchi.desk.people.events import PersonDeactivated
from madoguchi.desk.people.models import Person
from madoguchi.desk.people.sessions import end_sessions
from madoguchi.desk.people.telling import tell
from madoguchi.desk.platform.refusals import Refusal


class OnlyMembersLeave(Refusal):
    """窓口のメンバーは、ここでは外せません。"""


@transaction.atomic
def leave(*, person: Person, actor: Person, now: datetime) -> None:
    """The member can no longer sign in, and is signed out everywhere at once. Raises OnlyMembersLeave."""
    if not person.is_member:
        raise OnlyMembersLeave
    if person.is_active:
        person.is_active = False
        person.save(update_fields=["is_active"])
        end_sessions(person.pk)
        tell(PersonDeactivated(person_id=person.pk), at=now, actor_id=actor.pk)
