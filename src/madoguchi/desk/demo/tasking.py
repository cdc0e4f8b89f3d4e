"""The story's tasks, happening again through their own actions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from madoguchi.desk.clients import policies
from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Channel, Message
from madoguchi.desk.demo.story import tasks as story
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.promises.models import Promise
from madoguchi.desk.tasks.actions import (
    accepting,
    checking,
    moving,
    planning,
    recurring,
    requesting,
)
from madoguchi.desk.tasks.models import Task
from madoguchi.engines.businesstime import Calendar, add, elapsed, subtract

HOUR = timedelta(hours=1)
A_DAY = timedelta(days=1)
ROOM = "komorebi"


@dataclass(frozen=True)
class _Cast:
    """The rows of the story's people and clients, by the story's keys; and the present."""

    clients: Mapping[str, Client]
    people: Mapping[str, Person]
    now: datetime

    def calendar(self, client: Client) -> Calendar:
        return policies.in_force(client.pk).calendar


def replay_tasks(
    clients: Mapping[str, Client], people: Mapping[str, Person], *, now: datetime
) -> None:
    """Let all tasks of the story happen again, each in its client's wall, in the order of their numbers."""
    cast = _Cast(clients, people, now)
    _replay(story.WORKS, cast)
    with walls.within([clients[ROOM].pk]):
        _asked_in_the_room(cast)
    _replay(story.AFTER, cast)
    for one in story.SERIES:
        client = clients[one.client]
        with walls.within([client.pk]):
            _begin(one, client, cast)


def _replay(works: Iterable[story.Work], cast: _Cast) -> None:
    for work in works:
        client = cast.clients[work.client]
        with walls.within([client.pk]):
            _work(work, client, cast)


def _work(work: story.Work, client: Client, cast: _Cast) -> None:
    owner = cast.people.get(work.owner)
    person = owner or cast.people["fujiwara"]
    asked_at = min(_moment(work.asked_day, "10:30", client, cast), cast.now - HOUR)
    task = requesting.request_task(
        client_id=client.pk,
        requester=_requester(work, client, person),
        wanted=requesting.Wanted(
            title=work.title,
            purpose=work.purpose,
            scope=work.scope,
            approach=work.approach,
            owner=owner,
            is_internal=not work.is_shared,
            is_clear=work.is_clear,
        ),
        now=asked_at,
    )
    if work.due_day is None or work.state == "requested":
        return
    terms = accepting.Terms(
        due_at=_moment(work.due_day, work.due_clock, client, cast), estimate_minutes=work.minutes
    )
    accepting.accept_task(task_id=task.pk, person=person, terms=terms, now=asked_at)
    _go_on(task, work, person, asked_at, cast)


def _requester(work: story.Work, client: Client, person: Person) -> Person:
    """What nobody of ours has taken on was asked for by one of the client's own people."""
    if work.state != "requested":
        return person
    return Person.objects.filter(member_of=client.pk).order_by("pk").first() or person


def _go_on(task: Task, work: story.Work, person: Person, at: datetime, cast: _Cast) -> None:
    pk, later = task.pk, min(at + HOUR, cast.now)
    if work.state != "accepted":
        moving.start_task(task_id=pk, person=person, now=later)
    for text, is_done in work.items:
        item = checking.add_item(task_id=pk, person=person, text=text, now=later)
        if is_done:
            checking.tick_item(task_id=pk, item_id=item.pk, person=person, now=later)
    if work.left is not None:
        planning.estimate_task(task_id=pk, person=person, remaining_minutes=work.left, now=later)
    if work.state == "waiting":
        moving.wait_for_client(
            task_id=pk, person=person, asked=work.reason, remind_days=None, now=cast.now
        )
    if work.state == "blocked":
        moving.block_task(task_id=pk, person=person, reason=work.reason, now=later)
    if work.state == "done":
        moving.finish_task(task_id=pk, person=person, now=at + 2 * A_DAY)


def _asked_in_the_room(cast: _Cast) -> None:
    """T-321: promised to the client, and about to be late."""
    message = Message.objects.filter(
        channel=Channel.ROOM, text__startswith=story.ASKED_IN_ROOM
    ).first()
    if message is None:
        return
    person = cast.people["fujiwara"]
    calendar = cast.calendar(cast.clients[ROOM])
    task = requesting.request_from_message(message_id=message.pk, person=person, now=message.at)
    said = planning.Description(title=story.ASKED_TITLE, purpose=story.ASKED_PURPOSE)
    planning.describe_task(task_id=task.pk, person=person, description=said, now=message.at)
    due_at = _promised(message) or add(cast.now, 2 * HOUR, calendar)
    terms = accepting.Terms(due_at=due_at, owner=person, estimate_minutes=120)
    accepted_at = min(message.at + timedelta(minutes=7), cast.now)
    accepting.accept_task(task_id=task.pk, person=person, terms=terms, now=accepted_at)
    moving.start_task(task_id=task.pk, person=person, now=accepted_at)
    for text, is_done in story.ASKED_ITEMS:
        item = checking.add_item(task_id=task.pk, person=person, text=text, now=accepted_at)
        if is_done:
            checking.tick_item(task_id=task.pk, item_id=item.pk, person=person, now=accepted_at)
    left = int(elapsed(cast.now, due_at, calendar) // 60) + story.LATE_BY
    planning.estimate_task(task_id=task.pk, person=person, remaining_minutes=left, now=cast.now)


def _promised(message: Message) -> datetime | None:
    """What the answer in the room promised."""
    given = Promise.objects.filter(conversation_id=message.conversation_id, side="us")
    return given.order_by("pk").values_list("due_at", flat=True).first()


def _begin(one: story.Series, client: Client, cast: _Cast) -> None:
    owner = cast.people[one.owner]
    recurring.begin_series(
        client_id=client.pk,
        person=owner,
        wanted=requesting.Wanted(
            title=one.title, purpose=one.purpose, owner=owner, estimate_minutes=one.minutes
        ),
        recurring=recurring.Recurring(rule=one.rule, due_time=time.fromisoformat(one.clock)),
        now=cast.now - A_DAY,
    )


def _moment(days: int, clock: str, client: Client, cast: _Cast) -> datetime:
    """That many days from today at this time; on a day off, two hours of work away from it in time."""
    calendar = cast.calendar(client)
    day = cast.now.astimezone(calendar.zone).date() + timedelta(days=days)
    at = datetime.combine(day, time.fromisoformat(clock), calendar.zone)
    if calendar.hours(day):
        return at
    return add(at, 2 * HOUR, calendar) if days > 0 else subtract(at, 2 * HOUR, calendar)
