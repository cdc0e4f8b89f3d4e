"""The list's paths as Otto: no queue, filter, order, place, count or bulk act shows what is Hikari's."""

from datetime import timedelta

import pytest
from django.urls import reverse

from madoguchi.desk.conversations.list_query import Cursor
from madoguchi.desk.conversations.models import Conversation, Mention, Message
from madoguchi.desk.conversations.queue_names import ORDERS, QUEUES
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from tests import builders
from tests.desk.conversations.listing import count_of, listed
from tests.desk.walls.addresses import asked
from tests.desk.walls.belongings import Belongings
from tests.desk.walls.marks import SECRET

NOW = builders.NOW + timedelta(hours=5)


@pytest.fixture
def everywhere(hikaris: Belongings, otto: Person) -> Belongings:
    """Hikari's conversations as if they were Otto's: owner, snooze and mention name him."""
    with walls.transaction([hikaris.client.pk]):
        Conversation.objects.filter(pk=hikaris.conversation.pk).update(
            owner=otto, snoozed_until=NOW, snoozed_by=otto, asked_client_at=builders.NOW
        )
        Conversation.objects.filter(pk=hikaris.bare.pk).update(owner=otto)
        Mention.objects.create(
            client=hikaris.client,
            conversation=hikaris.conversation,
            message=Message.objects.get(pk=hikaris.question.pk),
            person=otto,
            at=builders.NOW,
        )
    return hikaris


@pytest.mark.parametrize("queue", sorted(QUEUES))
def test_no_queue_lists_or_counts_them(queue: str, everywhere: Belongings, otto: Person) -> None:
    client = everywhere.client.pk

    assert listed(otto, queue, now=NOW) == []
    assert listed(otto, queue, now=NOW, clients=(client,)) == []
    if queue != "closed":
        assert count_of(otto, queue, now=NOW) == 0


@pytest.mark.parametrize("queue", ["open", "closed"])
def test_no_filter_order_or_place_of_the_address_shows_them(
    queue: str, everywhere: Belongings, otto: Person
) -> None:
    browser = builders.signed_in(otto)
    client, pk = everywhere.client.pk, everywhere.conversation.pk
    cursor = Cursor(client, builders.NOW - timedelta(days=9), 1)
    queries = [
        f"&client={client}",
        f"&tag={SECRET}",
        "&owner=me&unread=1",
        "&from=2020-01-01&to=2030-01-01",
        *(f"&client={client}&sort={order}&after={cursor}" for order in ORDERS),
        *(
            f"&client={client}&sort={order}&before={Cursor(client, None, pk + 1)}"
            for order in ORDERS
        ),
    ]
    for query in queries:
        for part in ("", "list", "queues"):
            path = f"{reverse('desk')}?queue={queue}{query}"
            shown = asked(browser, path, part=part)
            assert shown.status == 200
            assert f"row-{pk}" not in shown.text
            assert f"pick-{pk}" not in shown.text
            assert "桜様" not in shown.text


def test_the_choices_of_the_filter_are_those_in_sight(hikaris: Belongings, otto: Person) -> None:
    page = builders.signed_in(otto).get(reverse("desk")).content.decode()

    assert hikaris.client.name not in page
    assert "Ann" not in page
    assert SECRET not in page


@pytest.mark.parametrize(
    "act", ["take", "assign", "close", "reopen", "tag", "snooze", "ask", "anything"]
)
def test_no_act_on_many_touches_them(act: str, hikaris: Belongings, otto: Person) -> None:
    before = _rows(hikaris)
    form = {
        "act": act,
        "pick": [f"{hikaris.conversation.pk}-{10**12}", f"{hikaris.bare.pk}-{10**12}"],
        "person": str(otto.pk),
        "tag": "盗",
        "until": "2090-01-01T10:00",
    }

    answer = builders.signed_in(otto).post(reverse("conversations-bulk"), form)

    assert answer.status_code == 422
    assert SECRET not in answer.content.decode()
    assert _rows(hikaris) == before


def _rows(belongings: Belongings) -> list[tuple[object, ...]]:
    with walls.transaction([belongings.client.pk]):
        return list(Conversation.objects.order_by("pk").values_list())
