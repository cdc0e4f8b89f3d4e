"""Fresh mails of one client are read together; what is unclear about one never touches the others."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DataError, connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations import verification
from madoguchi.desk.conversations.actions import joining
from madoguchi.desk.conversations.actions.closing import close_conversation
from madoguchi.desk.conversations.actions.merging import merge_conversations
from madoguchi.desk.conversations.actions.snoozing import snooze_conversation
from madoguchi.desk.conversations.models import Ball, Conversation, Message
from madoguchi.desk.mail import addresses
from madoguchi.desk.mail.actions import reading
from madoguchi.desk.mail.models import RawMail
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.search.actions import reindexing
from tests import builders
from tests.desk.mail.letters import a_letter, stored

pytestmark = pytest.mark.usefixtures("empty_queue")
NOW = builders.NOW
State = RawMail.State


def read_all(client: Client, letters: Sequence[bytes]) -> list[RawMail]:
    """The mails after the first one's job, in the order in which they came."""
    mails = [stored(client, raw, now=NOW + timedelta(seconds=at)) for at, raw in enumerate(letters)]
    with walls.within([client.pk]):
        reading.read_along(client_id=client.pk, raw_mail_id=mails[0].pk, now=NOW)
    with walls.transaction([client.pk]):
        rows = RawMail.objects.filter(pk__in=[one.pk for one in mails]).order_by("pk")
        return list(rows.select_related("message__conversation__customer"))


def conversations_of(mails: Sequence[RawMail]) -> list[int]:
    return [mail.message.conversation_id for mail in mails if mail.message is not None]


def kept(client: Client) -> None:
    """Clocks are what the events say, and everything can be found."""
    assert verification.verify_all().differences == ()
    assert reindexing.verify(client.pk).is_whole


def test_each_opens_its_conversation_as_if_it_had_come_alone(hikari: Client, ann: Person) -> None:
    mails = read_all(hikari, [a_letter(subject=f"No. {n}", body=f"{n}") for n in range(3)])

    with walls.transaction([hikari.pk]):
        opened = list(Conversation.objects.order_by("pk"))
    assert conversations_of(mails) == [one.pk for one in opened]
    assert {mail.state for mail in mails} == {State.READ}
    for number, one in enumerate(opened):
        at = NOW + timedelta(seconds=number)
        assert (one.subject, one.ball, one.owner) == (f"No. {number}", Ball.US, ann)
        assert (one.opened_at, one.due_at) == (at, at + timedelta(minutes=60))
        with walls.transaction([hikari.pk]):
            happened = builders.kinds_of_events(one.pk)
        assert happened == ["ConversationOpened", "OwnerChanged", "MessageReceived"]
    kept(hikari)


def test_answers_join_their_conversations_and_start_their_clocks(
    hikari: Client, ann: Person
) -> None:
    asked = [builders.a_conversation(hikari) for _ in range(2)]
    replies = [builders.replied(one, ann) for one in asked]
    letters = [a_letter(headers={"References": f"<x@y.example> {one.mail_id}"}) for one in replies]

    mails = read_all(hikari, [a_letter(), *letters])

    assert conversations_of(mails)[1:] == [one.pk for one in asked]
    with walls.transaction([hikari.pk]):
        for one in Conversation.objects.filter(pk__in=[each.pk for each in asked]):
            assert (one.ball, one.owner, one.clocks.count()) == (Ball.US, ann, 2)
            assert one.due_at is not None
    kept(hikari)


def test_an_answer_wakes_what_was_snoozed_and_opens_what_was_closed(
    hikari: Client, ann: Person
) -> None:
    snoozed, closed = builders.a_conversation(hikari), builders.a_conversation(hikari)
    replies = [builders.replied(one, ann) for one in (snoozed, closed)]
    with walls.transaction([hikari.pk]):
        until = NOW + timedelta(days=3)
        snooze_conversation(
            conversation_id=snoozed.pk,
            until=until,
            person=ann,
            now=snoozed.opened_at + timedelta(hours=1),
        )
        close_conversation(
            conversation_id=closed.pk, person=ann, now=closed.opened_at + timedelta(hours=1)
        )

    read_all(hikari, [a_letter(headers={"In-Reply-To": one.mail_id or ""}) for one in replies])

    with walls.transaction([hikari.pk]):
        for one in Conversation.objects.all():
            assert (one.state, one.ball, one.snoozed_until) == ("open", Ball.US, None)
    kept(hikari)


def test_an_answer_to_what_was_merged_away_is_where_that_went(hikari: Client, ann: Person) -> None:
    source, target = builders.a_conversation(hikari), builders.a_conversation(hikari)
    reply = builders.replied(source, ann)
    with walls.transaction([hikari.pk]):
        merge_conversations(source_id=source.pk, target_id=target.pk, person=ann, now=NOW)

    mails = read_all(hikari, [a_letter(), a_letter(headers={"References": reply.mail_id or ""})])

    assert conversations_of(mails)[1] == target.pk
    kept(hikari)


def test_two_answers_to_one_conversation_both_join_it(hikari: Client, ann: Person) -> None:
    reply = builders.replied(builders.a_conversation(hikari), ann)
    answer = {"References": reply.mail_id or ""}

    mails = read_all(hikari, [a_letter(headers=answer, body=body) for body in "ab"])

    assert conversations_of(mails) == [reply.conversation_id] * 2
    kept(hikari)


def test_a_mail_that_answers_one_beside_it_joins_that_one(hikari: Client) -> None:
    first = a_letter(headers={"Message-ID": "<first@customer.example>"})
    second = a_letter(headers={"References": "<first@customer.example>"})

    mails = read_all(hikari, [first, second])

    assert len(set(conversations_of(mails))) == 1
    kept(hikari)


def test_a_signed_address_alone_names_the_conversation(hikari: Client) -> None:
    conversation = builders.a_conversation(hikari)
    signed = addresses.reply_address("support@hikari.example", conversation.pk)

    mails = read_all(hikari, [a_letter(), a_letter(headers={"Cc": signed})])

    assert conversations_of(mails)[1] == conversation.pk


def test_the_same_mail_twice_beside_each_other_is_one_message(hikari: Client) -> None:
    raw = a_letter()

    mails = read_all(hikari, [raw, raw, a_letter()])

    assert [mail.state for mail in mails] == [State.READ, State.DUPLICATE, State.READ]
    with walls.transaction([hikari.pk]):
        assert Message.objects.count() == 2


def test_what_a_machine_wrote_and_what_is_spam_are_read_alone(hikari: Client) -> None:
    machine = a_letter(headers={"Auto-Submitted": "auto-replied"})

    mails = read_all(hikari, [machine, a_letter(headers={"X-Spam-Flag": "YES"}), a_letter()])

    assert [mail.state for mail in mails] == [State.READ, State.QUARANTINED, State.READ]
    assert mails[0].message is not None
    assert mails[0].message.kind == Message.Kind.NOTICE
    kept(hikari)


def test_a_flood_among_others_is_held_back(hikari: Client, settings: Settings) -> None:
    settings.CONFIG = replace(settings.CONFIG, sender_limit=3)
    flood = [a_letter(sender="Loop <loop@machine.example>") for _ in range(5)]

    mails = read_all(hikari, [a_letter(), *flood])

    assert Counter(mail.state for mail in mails) == {State.READ: 4, State.QUARANTINED: 2}


def test_one_customer_of_several_mails_is_one_customer_with_a_name(hikari: Client) -> None:
    senders = ("megumi@customer.example", "Megumi <MEGUMI@customer.example>")

    mails = read_all(hikari, [a_letter(sender=sender) for sender in senders])

    customers = {mail.message.conversation.customer for mail in mails if mail.message is not None}
    assert [(one.email, one.name) for one in customers] == [("megumi@customer.example", "Megumi")]


def test_when_one_breaks_the_batch_each_is_read_alone(
    hikari: Client, ann: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database refuses what is written together once; alone, nothing is wrong with any of them."""
    together = joining.join_conversations

    def refused(answers: Sequence[tuple[Conversation, object]]) -> list[Message]:
        if not answers:
            raise DataError("refused")
        return together(answers)  # type: ignore[arg-type] # handed on as it came

    monkeypatch.setattr(joining, "join_conversations", refused)

    mails = read_all(hikari, [a_letter(), a_letter()])

    assert {mail.state for mail in mails} == {State.READ}
    with walls.transaction([hikari.pk]):
        assert Message.objects.count() == 2
    kept(hikari)


def test_twenty_mails_cost_no_more_statements_than_two(hikari: Client) -> None:
    counted = []
    for many in (2, 20):
        with CaptureQueriesContext(connection) as reading_them:
            mails = [stored(hikari, a_letter(sender=f"c{n}@many.example")) for n in range(many)]
            storing = len(reading_them)
            with walls.within([hikari.pk]):
                reading.read_along(client_id=hikari.pk, raw_mail_id=mails[0].pk, now=NOW)
        counted.append(len(reading_them) - storing)

    assert counted[0] == counted[1] < 40
