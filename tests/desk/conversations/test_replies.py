"""We answer."""

import uuid
from datetime import timedelta

import pytest
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations import drafts
from madoguchi.desk.conversations.actions import closing
from madoguchi.desk.conversations.actions.replies import Reply, send_reply
from madoguchi.desk.conversations.models import Ball, Conversation, Message
from madoguchi.desk.mail.models import OutgoingMail
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.models import Event
from tests import builders

pytestmark = pytest.mark.usefixtures("in_hikari")
NOW = builders.NOW
LATER = NOW + timedelta(minutes=10)


def sent(conversation: Conversation, author: Person, reply: Reply | None = None) -> Message:
    """Ten minutes after the customer wrote."""
    return send_reply(
        conversation_id=conversation.pk,
        author=author,
        reply=reply or builders.a_reply(conversation),
        now=LATER,
    )


def test_an_answer_passes_the_ball_and_stops_the_clock(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)

    message = sent(conversation, ann)

    conversation.refresh_from_db()
    clock = conversation.clocks.get()
    assert (conversation.ball, conversation.due_at) == (Ball.THEM, None)
    assert (clock.met_at, clock.stopped_at, clock.outcome) == (LATER, LATER, "answered")
    assert conversation.snippet == " ".join(message.text.split())
    assert conversation.last_message_at == LATER


def test_an_answer_exactly_at_the_due_time_met_it(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    builders.replied(conversation, ann, after=timedelta(minutes=60))

    clock = conversation.clocks.get()
    assert clock.met_at == clock.due_at


def test_an_answer_is_recorded_as_one_event_by_its_author(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)

    sent(conversation, ann)

    assert builders.kinds_of_events(conversation.pk)[-1] == "ReplySent"


def test_an_answer_goes_into_the_outbox_with_its_job(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)

    message = sent(conversation, ann)

    outgoing = OutgoingMail.objects.get(message=message)
    job = ProcrastinateJob.objects.filter(task_name="mail.deliver").latest("id")
    assert outgoing.state == OutgoingMail.State.QUEUED
    assert message.delivery == Message.Delivery.QUEUED
    assert job.args == {"client_id": hikari.pk, "outgoing_mail_id": outgoing.pk}


def test_rolled_back_an_answer_leaves_neither_mail_nor_job(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    jobs = ProcrastinateJob.objects.count()

    with transaction.atomic():
        sent(conversation, ann)
        transaction.set_rollback(True)

    assert not OutgoingMail.objects.exists()
    assert ProcrastinateJob.objects.count() == jobs
    assert conversation.messages.count() == 1


def test_the_message_id_is_made_of_the_draft_and_the_clients_domain(
    hikari: Client, ann: Person
) -> None:
    conversation = builders.a_conversation(hikari)
    key = uuid.UUID("5f0c2c1e-5d35-4d5f-9d5e-0a8a4d0c9a11")

    message = sent(conversation, ann, builders.a_reply(conversation, draft_key=key))

    assert message.mail_id == f"<{key}@hikari.example>"


def test_a_double_click_returns_the_first_message(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    reply = builders.a_reply(conversation)

    first, second = sent(conversation, ann, reply), sent(conversation, ann, reply)

    assert first == second
    assert OutgoingMail.objects.count() == 1
    assert builders.kinds_of_events(conversation.pk).count("ReplySent") == 1


def test_an_unassigned_conversation_becomes_the_authors(hikari: Client) -> None:
    bea = builders.assigned(builders.a_person("bea"), hikari)
    conversation = builders.a_conversation(hikari)

    sent(conversation, bea)

    conversation.refresh_from_db()
    assert conversation.owner == bea
    log = Event.objects.filter(conversation_id=conversation.pk).order_by("-pk")[:2]
    assert [(one.kind, one.actor_id) for one in log] == [
        ("ReplySent", bea.pk),
        ("OwnerChanged", bea.pk),
    ]


def test_a_colleagues_conversation_stays_the_colleagues(
    hikari: Client, ann: Person, dai: Person
) -> None:
    conversation = builders.a_conversation(hikari)

    sent(conversation, dai)

    conversation.refresh_from_db()
    assert conversation.owner == ann


def test_sending_discards_the_authors_draft_and_nobody_elses(
    hikari: Client, ann: Person, dai: Person
) -> None:
    conversation = builders.a_conversation(hikari)
    for person in (ann, dai):
        drafts.save_draft(conversation=conversation, person=person, body="書きかけ", now=NOW)

    sent(conversation, ann)

    assert drafts.draft_body(conversation=conversation, person=ann) == ""
    assert drafts.draft_body(conversation=conversation, person=dai) == "書きかけ"


def test_an_emptied_draft_is_no_draft(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    drafts.save_draft(conversation=conversation, person=ann, body="書きかけ", now=NOW)

    drafts.save_draft(conversation=conversation, person=ann, body=" \n", now=NOW)

    assert drafts.draft_body(conversation=conversation, person=ann) == ""


def test_sending_and_closing_is_one_step(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)

    sent(conversation, ann, builders.a_reply(conversation, close=True))

    conversation.refresh_from_db()
    assert (conversation.state, conversation.ball) == (Conversation.State.CLOSED, Ball.NOBODY)
    assert builders.kinds_of_events(conversation.pk)[-2:] == ["ReplySent", "ConversationClosed"]
    assert conversation.clocks.get().outcome == "answered"


def test_an_answer_takes_a_closed_conversation_up_again(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    closing.close_conversation(conversation_id=conversation.pk, person=ann, now=NOW)

    sent(conversation, ann)

    conversation.refresh_from_db()
    assert (conversation.state, conversation.ball) == (Conversation.State.OPEN, Ball.THEM)
