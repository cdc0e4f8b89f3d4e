"""The story becomes rows through the product's own actions, as if all of it had happened."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password

from madoguchi.desk.clients.actions import (
    addresses,
    assignments,
    profiles,
    severities,
    templates,
    vocabulary,
)
from madoguchi.desk.clients.hours import Hours, Targets, hours_of
from madoguchi.desk.clients.models import Assignment, Client
from madoguchi.desk.demo import (
    calling,
    contacting,
    expecting,
    planning,
    promising,
    replaying,
    rooming,
    tasking,
)
from madoguchi.desk.demo.story import STORY, clients, shapes
from madoguchi.desk.demo.story.reply_templates import TEMPLATES
from madoguchi.desk.people.actions.provider import name_provider
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.rulebook import in_force
from madoguchi.desk.rulebook.actions import confirming
from madoguchi.engines.rulebook import Severity

BEGAN = timedelta(days=420)  # as long as the story's assignments go back
FIRST_SEEN = "fujiwara"


@dataclass
class Cast:
    """The rows of the story's people and clients, by the story's keys."""

    people: dict[str, Person] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)

    @property
    def admin(self) -> Person:
        """Who set everything up."""
        return next(person for person in self.people.values() if person.is_admin)


def load_once(*, now: datetime) -> bool:
    """Load the whole story in one transaction; False when it is there already."""
    with walls.transaction([], provider_wide=True):
        if Client.objects.exists():
            return False
        cast = Cast()
        password = make_password(STORY.password)  # slow on purpose: once is enough for the one word
        for person in STORY.people:
            cast.people[person.key] = _person(person, password)
        name_provider(name=STORY.provider.name, person=cast.admin, now=now - BEGAN)
        for client in STORY.clients:
            cast.clients[client.key] = _client(client, cast, now)
        for assignment in STORY.assignments:
            _assign(assignment, cast, now)
        for client in STORY.clients:
            replaying.replay_client(client, cast.clients[client.key], cast.people, now=now)
        rooming.replay_rooms(cast.clients, cast.people, password=password, now=now)
        contacting.replay_contacts(cast.clients, cast.people, admin=cast.admin, now=now)
        calling.replay_call(cast.clients, cast.people, now=now)
        planning.plan_report(cast.clients, cast.people, now=now)
        tasking.replay_tasks(cast.clients, cast.people, now=now)
        promising.settle_promises(cast.clients, now=now)
        promising.keep_daily_words(cast.clients, cast.people, now=now)
        expecting.replay_expectations(cast.clients, cast.people, now=now)
        _read_the_rulebook(cast, now)
    return True


def _read_the_rulebook(cast: Cast, now: datetime) -> None:
    """All but the one with whom the demo is looked at first: she is still asked to."""
    number = in_force.book().number
    for key, person in cast.people.items():
        if key != FIRST_SEEN:
            confirming.confirm(number=number, person=person, now=now)


def _person(story: shapes.Person, password: str) -> Person:
    return Person.objects.create(
        email=story.email, name=story.name, is_admin=story.is_admin, password=password
    )


def _client(story: shapes.Client, cast: Cast, now: datetime) -> Client:
    began = now - BEGAN
    client = profiles.add_client(
        profile=profiles.Profile(
            key=story.key,
            name=story.name,
            hue=story.hue,
            sender_name=story.sender_name,
            signature=story.signature,
        ),
        address=story.inboxes[0],
        desk_hours=_hours(story, now),
        targets=Targets(due=story.targets.due, late=story.targets.late, limit=story.targets.limit),
        person=cast.admin,
        now=began,
    )
    with walls.within([client.pk], provider_wide=True):
        _set_up(client, story, cast.admin, began)
    return client


def _hours(story: shapes.Client, now: datetime) -> Hours:
    """The story's days off are those around the new year."""
    hours = hours_of(clients.calendar(story.hours, now.date()), ())
    named = tuple(replace(one, name="年末年始") for one in hours.closures)
    return replace(hours, closures=named)


def _set_up(client: Client, story: shapes.Client, admin: Person, began: datetime) -> None:
    for inbox in story.inboxes[1:]:
        addresses.add_address(client_id=client.pk, address=inbox, person=admin, now=began)
    for preferred, avoided_words in story.glossary.items():
        for avoided in avoided_words:
            vocabulary.add_term(
                client_id=client.pk, avoided=avoided, preferred=preferred, person=admin, now=began
            )
    for rule, severity in story.severities.items():
        severities.set_severity(
            client_id=client.pk, rule=rule, severity=Severity(severity), person=admin, now=began
        )
    for one in TEMPLATES[story.key]:
        text = templates.Text(title=one.title, body=one.body, shortcut=one.shortcut)
        templates.add_template(client_id=client.pk, text=text, person=admin, now=began)


def _assign(story: shapes.Assignment, cast: Cast, now: datetime) -> None:
    client, person = cast.clients[story.client], cast.people[story.person]
    starts_at = now + timedelta(days=story.from_day)
    role = Assignment.Role(story.role)
    with walls.within([client.pk], provider_wide=True):
        # The story's first operator of a client is the one who answers for it.
        is_first = not Assignment.objects.filter(client=client, takes_new=True).exists()
        assignments.assign_person(
            client_id=client.pk,
            placement=assignments.Placement(
                person_id=person.pk,
                role=role,
                starts_at=starts_at,
                ends_at=None if story.until_day is None else now + timedelta(days=story.until_day),
                takes_new=is_first and role == Assignment.Role.OPERATOR,
            ),
            person=cast.admin,
            now=min(starts_at, now),
        )
