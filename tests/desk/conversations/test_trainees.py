"""Who is in training: a director looks at every reply before it leaves, on whatever path."""

from datetime import timedelta

import pytest
from django.urls import reverse

from madoguchi.desk.clients.models import Assignment, Client
from madoguchi.desk.clients.training import in_training
from madoguchi.desk.conversations.actions import approvals, scheduling
from madoguchi.desk.conversations.actions.replies import send_reply
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.guard import gate
from madoguchi.desk.guard.models import GuardCheck
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from tests import builders
from tests.desk.conversations.posting import page_of, replied, replies_of

NOW = builders.NOW


@pytest.fixture
def tom(hikari: Client) -> Person:
    """An operator of Hikari in training."""
    tom = builders.a_person("tom")
    with walls.transaction([hikari.pk]):
        Assignment.objects.create(
            client=hikari,
            person=tom,
            role="operator",
            in_training=True,
            starts_at=builders.LONG_AGO,
        )
    return tom


def test_a_trainees_reply_does_not_leave_by_itself(hikari: Client, tom: Person) -> None:
    conversation = builders.a_conversation(hikari)
    reply = builders.a_reply(conversation, reason="急ぎのため")

    with walls.transaction([hikari.pk]):
        with pytest.raises(gate.Trainee):
            send_reply(conversation_id=conversation.pk, author=tom, reply=reply, now=NOW)
        with pytest.raises(gate.Trainee):
            scheduling.schedule_reply(
                conversation_id=conversation.pk,
                author=tom,
                reply=reply,
                send_at=NOW + timedelta(days=1),
                now=NOW,
            )


def test_it_leaves_when_a_director_has_approved_it(
    hikari: Client, tom: Person, dai: Person
) -> None:
    conversation = builders.a_conversation(hikari)

    with walls.transaction([hikari.pk]):
        held = approvals.request_approval(
            conversation_id=conversation.pk,
            author=tom,
            reply=builders.a_reply(conversation),
            now=NOW,
        )
        message = approvals.approve_reply(held_reply_id=held.pk, director=dai, now=NOW)
        check = GuardCheck.objects.get(message_id=message.pk)

    assert (message.author, check.outcome, check.approver) == (tom, "approved", dai)


def test_the_composer_of_a_trainee_asks_for_approval_from_the_beginning(
    tom: Person, fresh: Conversation
) -> None:
    browser = builders.signed_in(tom)

    page = page_of(browser.get(reverse("conversation", args=[fresh.pk])))
    guard = page_of(browser.post(reverse("conversation-guard", args=[fresh.pk]), {"body": ""}))
    refused = replied(browser, fresh)

    for part in (page, guard, page_of(refused)):
        assert "研修中は、ディレクターの承認を経て送信します" in part
        assert 'data-gate="approval"' in part
    assert refused.status_code == 422
    assert replies_of(fresh) == []


def test_training_ends_with_its_assignment_or_beside_a_second_one(
    hikari: Client, tom: Person, ann: Person
) -> None:
    with walls.transaction([hikari.pk]):
        assert in_training(tom, hikari.pk, NOW)
        assert not in_training(ann, hikari.pk, NOW)
        Assignment.objects.create(
            client=hikari, person=tom, role="director", starts_at=NOW, ends_at=None
        )
        assert not in_training(tom, hikari.pk, NOW)
        assert in_training(tom, hikari.pk, NOW - timedelta(days=1))


def test_training_for_one_client_is_none_for_another(
    hikari: Client, tsubame: Client, tom: Person
) -> None:
    builders.assigned(tom, tsubame)

    with walls.transaction([hikari.pk, tsubame.pk]):
        assert not in_training(tom, tsubame.pk, NOW)
