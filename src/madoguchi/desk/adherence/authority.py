"""Who may judge: the client's director. An admin who looks inside by a written reason reads only."""

from datetime import datetime

from madoguchi.desk.clients.models import Assignment, in_force
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.refusals import Refusal


class DirectorNeeded(Refusal):
    """判定とセルフチェックは、この委託元のディレクターが行います。"""


def refuse_unless_directs(person: Person, client_id: int, now: datetime) -> None:
    """Asked inside of each action."""
    directs = Assignment.objects.filter(
        in_force(now), person=person, client_id=client_id, role=Assignment.Role.DIRECTOR
    )
    if not (person.is_active and directs.exists()):
        raise DirectorNeeded
