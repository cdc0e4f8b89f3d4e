"""Who works for a client now, and how each of them wants to be told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from madoguchi.desk.alerts.models import AlertChoice
from madoguchi.desk.clients.models import Assignment, in_force
from madoguchi.desk.conversations.models import Channel, Conversation
from madoguchi.desk.people.models import Person
from madoguchi.desk.rooms.models import Participant


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

    def stand_ins(self, conversation: Conversation | None) -> frozenset[int]:
        """Who is told in an owner's place: the 専属担当; where nobody is, the directors.

        Of a direct thread who takes part in it: a letter to anybody else would tell that there is one.
        """
        if conversation is None or conversation.channel != Channel.DIRECT:
            return self.takers or self.directors
        between = Participant.objects.filter(conversation=conversation, person__in=self.people)
        return frozenset(between.values_list("person_id", flat=True)) or self.directors


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
