"""Who works for a client now, and how each of them wants to be told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from madoguchi.desk.alerts.models import AlertChoice
from madoguchi.desk.clients.models import Assignment, in_force
from madoguchi.desk.people.models import Person


@dataclass(frozen=True)
class Team:
    """Who works for the client now, with their choices."""

    people: Mapping[int, Person]
    directors: frozenset[int]
    takers: frozenset[int]
    choices: Mapping[int, AlertChoice]

    def choice_of(self, person_id: int) -> AlertChoice:
        """Theirs, or what holds for who never chose."""
        return self.choices.get(person_id) or AlertChoice(person_id=person_id)


def team_of(client_id: int, now: datetime) -> Team:
    """Those whose assignment is in force, and who can sign in."""
    assigned = list(
        Assignment.objects.filter(in_force(now), client=client_id, person__is_active=True)
        .select_related("person")
        .order_by("pk")
    )
    people = {one.person_id: one.person for one in assigned}
    choices = AlertChoice.objects.filter(person__in=people)
    director = Assignment.Role.DIRECTOR
    return Team(
        people=people,
        directors=frozenset(one.person_id for one in assigned if one.role == director),
        takers=frozenset(one.person_id for one in assigned if one.takes_new),
        choices={one.person_id: one for one in choices},
    )
