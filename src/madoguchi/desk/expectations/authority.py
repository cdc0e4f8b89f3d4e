"""Who may do what with an expectation sheet: asked inside of each action."""

from datetime import datetime

from madoguchi.desk.clients.authority import directs
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.refusals import Refusal


class DirectorNeeded(Refusal):
    """期待値シートは、この委託元のディレクターが扱います。"""


def refuse_unless_directs(person: Person, client_id: int, now: datetime) -> None:
    """For writing, proposing and signing: an admin who looks inside by a written reason reads only."""
    if not directs(person, client_id, now):
        raise DirectorNeeded
