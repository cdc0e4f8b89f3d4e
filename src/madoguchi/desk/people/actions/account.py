"""What a person does about themselves."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from madoguchi.desk.people.actions.adding import LONGEST_NAME
from madoguchi.desk.people.events import PersonRenamed, SessionsEnded
from madoguchi.desk.people.models import Person, Session
from madoguchi.desk.people.sessions import end_sessions
from madoguchi.desk.people.telling import tell
from madoguchi.desk.platform.refusals import Refusal


class CannotRename(Refusal):
    """名前を、80文字までで書いてください。"""


@transaction.atomic
def rename(*, person: Person, name: str, now: datetime) -> None:
    """Another name, shown from now on. Raises CannotRename."""
    wanted = name.strip()
    if not wanted or len(wanted) > LONGEST_NAME:
        raise CannotRename
    if wanted != person.name:
        person.name = wanted
        person.save(update_fields=["name"])
        tell(PersonRenamed(person_id=person.pk), at=now, actor_id=person.pk)


def use_single_keys(*, person: Person, on: bool) -> None:
    """Whether single letters of the keyboard do something on this person's desk."""
    person.single_keys = on
    person.save(update_fields=["single_keys"])


@transaction.atomic
def end_session(*, person: Person, number: UUID, now: datetime) -> None:
    """End one session of this person; nothing happens when it has ended already."""
    ended, _ = Session.objects.filter(person=person, number=number).delete()
    if ended:
        tell(SessionsEnded(person_id=person.pk, count=ended), at=now, actor_id=person.pk)


@transaction.atomic
def end_other_sessions(*, person: Person, current: str | None, now: datetime) -> None:
    """Sign out everywhere but here."""
    count = end_sessions(person.pk, but=current)
    tell(SessionsEnded(person_id=person.pk, count=count), at=now, actor_id=person.pk)
