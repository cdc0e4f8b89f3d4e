"""The story becomes rows through the product's own actions, as if all of it had happened."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from madoguchi.desk.clients.events import ClientAdded, PersonAssigned
from madoguchi.desk.clients.models import (
    Address,
    Assignment,
    Client,
    ReplyPolicy,
    RuleSeverity,
    Term,
)
from madoguchi.desk.demo import replaying
from madoguchi.desk.demo.story import STORY, clients, shapes
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events, walls

BEGAN = timedelta(days=420)  # as long as the story's assignments go back


@dataclass
class Cast:
    """The rows of the story's people and clients, by the story's keys."""

    people: dict[str, Person] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)


def load_once(*, now: datetime) -> bool:
    """Load the whole story in one transaction; False when it is there already."""
    with walls.transaction([], provider_wide=True):
        if Client.objects.exists():
            return False
        cast = Cast()
        for person in STORY.people:
            cast.people[person.key] = _person(person)
        for client in STORY.clients:
            cast.clients[client.key] = _client(client, now)
        for assignment in STORY.assignments:
            _assign(assignment, cast, now)
        for client in STORY.clients:
            replaying.replay_client(client, cast.clients[client.key], cast.people, now=now)
    return True


def _person(story: shapes.Person) -> Person:
    person = Person(email=story.email, name=story.name, is_admin=story.is_admin)
    person.set_password(STORY.password)
    person.save()
    return person


def _client(story: shapes.Client, now: datetime) -> Client:
    client = Client.objects.create(
        key=story.key,
        name=story.name,
        hue=story.hue,
        sender_name=story.sender_name,
        signature=story.signature,
    )
    with walls.within([client.pk], provider_wide=True):
        _set_up(client, story, now)
        events.record(ClientAdded(client_id=client.pk), at=now - BEGAN)
    return client


def _set_up(client: Client, story: shapes.Client, now: datetime) -> None:
    calendar = clients.calendar(story.hours, now.date())
    ReplyPolicy.objects.create(
        client=client,
        version=1,
        calendar=calendar,
        due_minutes=story.targets.due,
        late_minutes=story.targets.late,
        limit_minutes=story.targets.limit,
        valid_from=now - BEGAN,
    )
    for number, inbox in enumerate(story.inboxes):
        Address.objects.create(client=client, address=inbox, is_default=number == 0)
    for preferred, avoided_words in story.glossary.items():
        for avoided in avoided_words:
            Term.objects.create(client=client, preferred=preferred, avoided=avoided)
    for rule, severity in story.severities.items():
        RuleSeverity.objects.create(client=client, rule=rule, severity=severity)


def _assign(story: shapes.Assignment, cast: Cast, now: datetime) -> None:
    client, person = cast.clients[story.client], cast.people[story.person]
    starts_at = now + timedelta(days=story.from_day)
    ends_at = None if story.until_day is None else now + timedelta(days=story.until_day)
    with walls.within([client.pk], provider_wide=True):
        Assignment.objects.create(
            client=client,
            person=person,
            role=story.role,
            # The story's first operator of a client is the one who answers for it.
            takes_new=story.role == Assignment.Role.OPERATOR.value
            and not Assignment.objects.filter(client=client, takes_new=True).exists(),
            starts_at=starts_at,
            ends_at=ends_at,
        )
        events.record(
            PersonAssigned(
                client_id=client.pk,
                person_id=person.pk,
                role=story.role,
                starts_at=starts_at,
                ends_at=ends_at,
            ),
            at=min(starts_at, now),
        )
