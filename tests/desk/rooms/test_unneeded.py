"""「返信不要」 by our side: the members see the mark and by whom; why is ours, and nobody has the ball."""

import pytest
from django.db import IntegrityError, connection
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.actions import closing
from madoguchi.desk.conversations.models import Ball, Conversation, Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.models import Event
from madoguchi.desk.platform.walls import Side
from tests import builders

WHY = "クレーマーなので放置"


@pytest.fixture
def cora_browser(cora: Person) -> Browser:
    """Cora's signed-in browser."""
    return builders.signed_in(cora)


def _marked(thread: Conversation, person: Person) -> Message:
    """Cora's message, as marked by one of ours."""
    with walls.transaction([thread.client_id]):
        message = Message.objects.get(conversation=thread.pk)
        closing.mark_no_answer_needed(
            conversation_id=thread.pk,
            message_id=message.pk,
            person=person,
            reason=WHY,
            now=builders.NOW,
        )
        message.refresh_from_db()
        return message


def test_a_member_sees_who_marked_it_and_not_why(
    cora_browser: Browser, thread: Conversation, ann: Person
) -> None:
    _marked(thread, ann)

    page = cora_browser.get(reverse("portal-room-thread", args=[thread.pk])).content.decode()

    assert f"返信不要（{ann.name}）" in page
    assert WHY not in page


def test_nor_does_the_database_tell_why(hikari: Client, thread: Conversation, ann: Person) -> None:
    _marked(thread, ann)

    with walls.transaction([hikari.pk], side=Side.CLIENT), connection.cursor() as cursor:
        cursor.execute("select needs_no_answer, to_jsonb(m)::text from conversations_message m")
        [(is_marked, whole)] = cursor.fetchall()
        assert is_marked
        assert WHY not in whole
        assert not Event.objects.exists()


def test_a_reason_of_ours_cannot_be_put_where_members_read(
    thread: Conversation, ann: Person
) -> None:
    message = _marked(thread, ann)

    with pytest.raises(IntegrityError), walls.transaction([thread.client_id]):
        Message.objects.filter(pk=message.pk).update(no_answer_reason=WHY)


def test_our_own_side_reads_why_under_the_message(thread: Conversation, ann: Person) -> None:
    _marked(thread, ann)

    page = builders.signed_in(ann).get(reverse("room-thread", args=[thread.pk])).content.decode()

    assert f"返信不要：{WHY}（{ann.name}）" in page


def test_somebody_assigned_elsewhere_reads_nothing_of_it(
    thread: Conversation, ann: Person, otto: Person
) -> None:
    _marked(thread, ann)

    assert builders.signed_in(otto).get(reverse("room-thread", args=[thread.pk])).status_code == 404


def test_a_mark_of_ours_leaves_the_ball_with_nobody(
    cora_browser: Browser, thread: Conversation, ann: Person
) -> None:
    _marked(thread, ann)

    with walls.transaction([thread.client_id]):
        thread.refresh_from_db()
    assert thread.ball == Ball.NOBODY
    page = cora_browser.get(reverse("portal")).content.decode()
    assert thread.subject not in page


def test_in_a_matter_with_a_customer_the_ball_is_theirs_as_ever(
    hikari: Client, ann: Person
) -> None:
    conversation = builders.a_conversation(hikari)
    _marked(conversation, ann)

    with walls.transaction([hikari.pk]):
        conversation.refresh_from_db()
        assert conversation.ball == Ball.THEM
        assert Message.objects.get(conversation=conversation.pk).no_answer_reason == WHY
