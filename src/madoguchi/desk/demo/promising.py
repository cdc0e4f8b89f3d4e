"""What became of the story's promises: those whose time has come were kept, a few of them late or not at all."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from madoguchi.desk.clients import policies
from madoguchi.desk.clients.models import Client
from madoguchi.desk.demo.story.daily_words import DAILY_WORDS, DailyWord
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.promises.actions.giving import give_promises
from madoguchi.desk.promises.actions.settling import break_promise, keep_promise
from madoguchi.desk.promises.given import Given
from madoguchi.desk.promises.models import Promise
from madoguchi.engines.businesstime import Calendar

SOON = timedelta(minutes=20)  # before the due time
LATE = timedelta(minutes=35)  # after it
# Of the promises in the order of their numbers: enough for a rate that is not whole.
EACH_LATE, EACH_BROKEN = 9, 23


def settle_promises(clients: Mapping[str, Client], *, now: datetime) -> None:
    """Each in its client's wall; what falls due from now on is open still."""
    for client in clients.values():
        with walls.within([client.pk]):
            past = Promise.objects.filter(
                client=client, side=Promise.Side.US, state=Promise.State.OPEN, due_at__lte=now
            )
            for number, promise in enumerate(past.select_related("owner").order_by("pk"), start=1):
                _settle(promise, number, now)


def _settle(promise: Promise, number: int, now: datetime) -> None:
    assert promise.owner is not None
    if number % EACH_BROKEN == 0:
        broken_at = min(promise.due_at + LATE, now)
        break_promise(promise_id=promise.pk, person=promise.owner, now=broken_at)
        return
    is_late = number % EACH_LATE == 0
    at = promise.due_at + LATE if is_late else max(promise.due_at - SOON, promise.given_at)
    keep_promise(promise_id=promise.pk, person=promise.owner, now=min(at, now))


def keep_daily_words(
    clients: Mapping[str, Client], people: Mapping[str, Person], *, now: datetime
) -> None:
    """What was promised and kept on each open day of this month, up to now."""
    for word in DAILY_WORDS:
        client, owner = clients[word.client], people[word.owner]
        with walls.within([client.pk]):
            calendar = policies.in_force(client.pk).calendar
            today = now.astimezone(calendar.zone).date()
            days = (today.replace(day=number) for number in range(1, today.day + 1))
            for day in filter(calendar.hours, days):
                _keep_word(word, client, owner, day, calendar, now)


def _keep_word(
    word: DailyWord,
    client: Client,
    owner: Person,
    day: date,
    calendar: Calendar,
    now: datetime,
) -> None:
    def at(clock: str) -> datetime:
        return datetime.combine(day, time.fromisoformat(clock), calendar.zone)

    if at(word.due_at) > now:
        return
    given = Given(span=word.what, what=word.what, due_at=at(word.due_at))
    [promise] = give_promises(
        client_id=client.pk, given=[given], given_at=at(word.given_at), given_by=owner, owner=owner
    )
    keep_promise(promise_id=promise.pk, person=owner, now=at(word.kept_at))
