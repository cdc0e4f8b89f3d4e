"""Who may judge: the client's director. An admin who looks inside by a written reason reads only."""

from datetime import datetime

from madoguchi.desk.clients.authority import directs
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.refusals import Refusal


class DirectorNeeded(Refusal):
    """判定とセルフチェックは、この委託元のディレクターが行います。"""


def refuse_unless_directs(person: Person, client_id: int, now: datetime) -> None:
    """Asked inside of each action."""
    if not directs(person, client_id, now):
        raise DirectorNeeded
