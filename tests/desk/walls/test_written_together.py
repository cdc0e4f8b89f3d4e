"""Rows that are read, written and stored many at once stay behind their wall, like single ones."""

import pytest
from django.db import DatabaseError, transaction

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations import clocks_together, threading
from madoguchi.desk.conversations.actions import opening
from madoguchi.desk.conversations.models import Conversation, Customer, Message, ReplyClock
from madoguchi.desk.mail.actions import together
from madoguchi.desk.mail.models import RawMail
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.models import Event
from madoguchi.desk.platform.postgresql import instances, many, prepared
from tests import builders
from tests.desk.walls.belongings import Belongings


def test_rows_of_another_client_are_not_found(hikaris: Belongings, tsubame: Client) -> None:
    asked = {
        "client": hikaris.client.pk,
        "conversations": [hikaris.conversation.pk],
        "emails": [hikaris.question.sender_address],
        "kinds": ["MessageReceived"],
        "mails": [hikaris.question.mail_id],
    }
    for scope, is_in_sight in (([hikaris.client.pk], True), ([tsubame.pk], False), ([], False)):
        with walls.transaction(scope):
            for model, where in (
                (Event, clocks_together.LOGGED),
                (ReplyClock, clocks_together.CLOCKS),
                (Customer, opening.OF_ADDRESSES),
            ):
                assert bool(instances.found(model, where, asked)) is is_in_sight
            assert bool(prepared.rows_of(threading.OF_MAILS, asked)) is is_in_sight
            held = Conversation.objects.lock_all([hikaris.conversation.pk])
            assert bool(held) is is_in_sight


def test_a_row_of_another_client_is_not_written_beside_an_own_one(
    hikari: Client, tsubame: Client
) -> None:
    rows = [
        Customer(client=client, email="both@customer.example", first_seen_at=builders.NOW)
        for client in (hikari, tsubame)
    ]

    with walls.transaction([hikari.pk]):
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            many.insert(rows)
        assert not Customer.objects.exists()


def test_a_row_of_another_client_is_not_changed_beside_an_own_one(
    hikaris: Belongings, tsubame: Client
) -> None:
    own, others = builders.a_conversation(tsubame), hikaris.conversation
    for one in (own, others):
        one.subject = "changed"

    with walls.transaction([tsubame.pk]):
        many.update([own, others], ["subject"])

    with walls.transaction([tsubame.pk, hikaris.client.pk]):
        changed = Conversation.objects.filter(subject="changed")
        assert list(changed.values_list("pk", flat=True)) == [own.pk]


def test_a_mail_of_another_client_is_neither_held_nor_read(
    hikaris: Belongings, tsubame: Client
) -> None:
    with walls.transaction([hikaris.client.pk]):
        RawMail.objects.update(state=RawMail.State.RECEIVED, message=None)
        theirs = list(RawMail.objects.values_list("pk", flat=True))
    asked = {"client": hikaris.client.pk, "mails": theirs}

    for scope, is_in_sight in (([hikaris.client.pk], True), ([tsubame.pk], False)):
        with walls.transaction(scope):
            assert bool(instances.found(RawMail, together.HELD, asked)) is is_in_sight
    with walls.transaction([tsubame.pk]):
        messages = Message.objects.count()
        left = together.read_together(
            client_id=hikaris.client.pk, raw_mail_ids=theirs, now=builders.NOW
        )
        assert (left, Message.objects.count()) == (theirs, messages)
