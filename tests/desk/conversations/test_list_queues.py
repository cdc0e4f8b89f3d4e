"""What stands in which queue: a snoozed one is out of the way, but never out of what is late."""

import uuid
from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from madoguchi.desk.clients.models import Client
from madoguchi.desk.clients.queries.sight import sight_of
from madoguchi.desk.conversations.models import Conversation, Mention, Message, ScheduledReply
from madoguchi.desk.conversations.queries import counts
from madoguchi.desk.people.models import Person
from tests import builders
from tests.desk.conversations.listing import count_of, listed

pytestmark = pytest.mark.usefixtures("in_hikari")
NOW = builders.NOW
SOON = NOW + timedelta(minutes=50)
LATE = NOW + timedelta(hours=4)
NEXT_DAY = NOW + timedelta(days=1)


@pytest.fixture
def matter(hikari: Client, ann: Person) -> Conversation:
    """A conversation of Ann's that waits for an answer since NOW."""
    return builders.a_conversation(hikari)


def snoozed(conversation: Conversation, person: Person) -> None:
    """Out of the lists until tomorrow."""
    Conversation.objects.filter(pk=conversation.pk).update(
        snoozed_until=NEXT_DAY, snoozed_by=person
    )


@pytest.mark.parametrize(
    ("queue", "is_there"),
    [("mine", False), ("open", False), ("unassigned", False), ("soon", True), ("late", True)],
)
def test_a_snoozed_one_is_out_of_the_way_but_never_out_of_what_is_late(
    matter: Conversation, ann: Person, queue: str, is_there: bool
) -> None:
    snoozed(matter, ann)

    assert (matter.pk in listed(ann, queue, now=LATE)) is is_there
    assert matter.pk in listed(ann, "snoozed", now=LATE)


def test_a_snoozed_one_is_back_when_its_time_has_come(matter: Conversation, ann: Person) -> None:
    snoozed(matter, ann)

    assert matter.pk in listed(ann, "mine", now=NEXT_DAY)


def test_a_follow_up_that_was_reached_is_ones_own_to_act_on_whoever_holds_the_ball(
    matter: Conversation, ann: Person
) -> None:
    snoozed(matter, ann)
    Conversation.objects.filter(pk=matter.pk).update(ball="them")

    assert matter.pk not in listed(ann, "mine", now=LATE) + listed(ann, "theirs", now=LATE)
    for queue, is_there in (("mine", True), ("snoozed", True), ("theirs", False)):
        assert (matter.pk in listed(ann, queue, now=NEXT_DAY)) is is_there


def test_follow_ups_begin_with_those_whose_time_has_come(hikari: Client, ann: Person) -> None:
    later, reached = builders.a_conversation(hikari), builders.a_conversation(hikari)
    for one, until in ((later, NEXT_DAY), (reached, SOON)):
        Conversation.objects.filter(pk=one.pk).update(snoozed_until=until, snoozed_by=ann)

    assert listed(ann, "snoozed", now=LATE) == [reached.pk, later.pk]


def test_the_follow_ups_of_others_are_not_ones_own(
    matter: Conversation, ann: Person, dai: Person
) -> None:
    snoozed(matter, ann)

    assert listed(dai, "snoozed", now=LATE) == []


def test_what_the_client_was_asked_stands_in_its_own_queue(
    matter: Conversation, ann: Person
) -> None:
    assert listed(ann, "asked", now=SOON) == []
    Conversation.objects.filter(pk=matter.pk).update(asked_client_at=NOW)

    assert listed(ann, "asked", now=SOON) == [matter.pk]


def test_a_held_reply_stands_out_among_the_scheduled(hikari: Client, ann: Person) -> None:
    leaves, held, sent = (builders.a_conversation(hikari) for _ in range(3))
    for one, state, hours in ((leaves, "scheduled", 1), (held, "held", 9), (sent, "sent", 2)):
        ScheduledReply.objects.create(
            client=hikari,
            conversation=one,
            author=ann,
            body="明日お届けします。",
            draft_key=uuid.uuid4(),
            last_seen_id=0,
            asked_at=NOW,
            send_at=NOW + timedelta(hours=hours),
            state=state,
        )

    assert listed(ann, "scheduled", now=SOON) == [held.pk, leaves.pk]


def test_mentions_are_those_that_one_has_not_seen(
    hikari: Client, matter: Conversation, ann: Person, dai: Person
) -> None:
    message = Message.objects.get(conversation=matter)
    Mention.objects.create(client=hikari, conversation=matter, message=message, person=dai, at=NOW)

    assert listed(dai, "mentions", now=SOON) == [matter.pk]
    assert listed(ann, "mentions", now=SOON) == []
    assert count_of(dai, "mentions", now=SOON) == 1

    Mention.objects.update(seen_at=SOON)
    assert listed(dai, "mentions", now=SOON) == []


def test_a_merged_one_is_in_no_queue(hikari: Client, ann: Person) -> None:
    target, merged = builders.a_conversation(hikari), builders.a_conversation(hikari)
    Conversation.objects.filter(pk=merged.pk).update(
        state="closed", ball="nobody", merged_into=target
    )

    assert listed(ann, "closed", now=SOON) == []
    assert listed(ann, "open", now=SOON) == [target.pk]


def test_the_sidebar_counts_what_the_list_shows(hikari: Client, ann: Person) -> None:
    for _ in range(3):
        builders.a_conversation(hikari)
    [first, *_] = listed(ann, "mine", now=SOON)
    builders.replied(Conversation.objects.get(pk=first), ann)

    counted = {queue: count_of(ann, queue, now=LATE) for queue in ("mine", "theirs", "late")}

    assert counted == {"mine": 2, "theirs": 1, "late": 2}
    assert all(len(listed(ann, queue, now=LATE)) == n for queue, n in counted.items())


@pytest.mark.parametrize("queue", ["", "?queue=closed", "?queue=theirs"])
def test_the_number_of_a_client_is_that_of_the_list_which_it_opens(
    hikari: Client, matter: Conversation, ann: Person, dai: Person, queue: str
) -> None:
    for person in (ann, dai):
        browser = builders.signed_in(person)
        shell = browser.get(reverse("desk") + queue).context["shell"]

        [item] = shell.clients

        opened = browser.get(reverse("desk") + item.query).context["desk"]
        assert opened.total == item.count == shell.desk_count
        assert opened.client.pk == hikari.pk


def test_follow_ups_that_sleep_are_told_from_those_that_have_woken(
    hikari: Client, matter: Conversation, ann: Person
) -> None:
    Conversation.objects.filter(pk=matter.pk).update(snoozed_until=SOON, snoozed_by=ann)

    def woken(now: datetime) -> int:
        return counts.of_desk(person=ann, sight=sight_of(ann, now), now=now).woken

    assert count_of(ann, "snoozed", now=NOW) == 1
    assert (woken(NOW), woken(SOON)) == (0, 1)
